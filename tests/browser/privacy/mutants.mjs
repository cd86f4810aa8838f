// What ours must not do, each as a line more in the served tag. The audit has to find every one, by
// the words given, or it proves nothing about ours. The lines of a group stand in one tag: no two
// of them lead to the same words.
const post = (what) => `fetch("/stats/e", { method: "POST", credentials: "omit", referrerPolicy: "no-referrer", body: JSON.stringify({ v: 1, s: "demo", p: "00000000000000aa", n: 9, u: location.origin + "/leak/", i: { t: ${what} } }) })`;
const leaving = (what) => `addEventListener("pagehide", () => ${post(what)})`;

/** By group: what it does, its code, and what the audit says of it. */
export const MUTANTS = {
  "what devices keep": [
    ["reads cookies", `document.cookie`, /^asked for Document\.cookie$/],
    ["marks the device in localStorage", `localStorage.setItem("_u", "1")`, /^asked for window\.localStorage$/],
    ["looks into sessionStorage", `window["session" + "Storage"].length`, /^asked for window\.sessionStorage$/],
    ["opens a database", `indexedDB.open("u")`, /^asked for IDBFactory\.open/],
    ["keeps a cache", `caches.open("u")`, /^asked for CacheStorage\.open/],
    ["keeps a file", `navigator.storage.getDirectory()`, /^asked for Navigator\.storage$/],
    ["registers a worker", `navigator.serviceWorker`, /^asked for Navigator\.serviceWorker$/],
    ["uses cookieStore", `cookieStore.get("kept")`, /^asked for CookieStore\.get/],
    ["writes window.name", `window.name += "u"`, /^asked for window\.name =$/],
    ["marks the history", `history.replaceState({ u: 1 }, "")`, /^asked for History\.replaceState/],
    ["reads the history's state", `history.state`, /^asked for History\.state$/],
    ["leaves a mark in the timeline", `performance.mark("u")`, /^asked for Performance\.mark/],
  ],
  "what readers write": [
    ["hears keys", `addEventListener("keydown", () => 0)`, /EventListener\(keydown\)/],
    ["hears keys by another door", `document.onkeyup = () => 0`, /^asked for Document\.onkeyup =$/],
    ["hears typing", `document.addEventListener("input", () => 0, true)`, /EventListener\(input, captured\)/],
    ["hears what is pasted", `addEventListener("paste", (event) => event.clipboardData)`, /EventListener\(paste\)/],
    ["hears forms sent", `addEventListener("submit", () => 0, true)`, /EventListener\(submit, captured\)/],
    ["holds up scrolling", `addEventListener("wheel", () => 0, { passive: false })`, /EventListener\(wheel, holding\)/],
    ["hears fields focused", `addEventListener("focusin", () => 0)`, /EventListener\(focusin\)/],
    ["reads a field on a click", `addEventListener("click", () => document.querySelector("[type=password]").value)`, /^asked for HTMLInputElement\.value$/],
    ["reads a whole form", `addEventListener("click", () => { new FormData(document.forms[0]) })`, /^asked for window\.FormData$/],
    ["reads what is selected", `addEventListener("click", () => getSelection().toString())`, /^asked for getSelection\(\)$/],
    ["reads what is edited", `addEventListener("click", () => document.querySelector("#editable").innerText)`, /HTMLElement\.innerText\(HTMLDivElement in a field\)/],
    ["reads the clipboard", `addEventListener("click", () => navigator.clipboard.readText())`, /^asked for Clipboard\.readText/],
  ],
  "what devices are": [
    ["draws a canvas and reads it", `document.createElement("canvas").toDataURL()`, /^asked for HTMLCanvasElement\.toDataURL/],
    ["asks for the graphics card", `document.createElement("canvas").getContext("webgl")?.getParameter(7937); document.createElement("canvas").getContext("webgl")`, /^asked for HTMLCanvasElement\.getContext/],
    ["makes sound to measure it", `new OfflineAudioContext(1, 100, 44100)`, /^asked for window\.OfflineAudioContext$/],
    ["counts processors", `navigator.hardwareConcurrency`, /^asked for Navigator\.hardwareConcurrency$/],
    ["lists plug-ins", `navigator.plugins.length`, /^asked for Navigator\.plugins$/],
    ["lists languages", `navigator.languages`, /^asked for Navigator\.languages$/],
    ["asks the time zone", `Intl.DateTimeFormat().resolvedOptions().timeZone`, /^asked for window\.Intl$/],
    ["asks the clock's offset", `new Date().getTimezoneOffset()`, /^asked for Date\.getTimezoneOffset/],
    ["measures the screen", `screen.width`, /^asked for Screen\.width$/],
    ["asks for the exact browser", `navigator.userAgentData?.getHighEntropyValues(["model"]); navigator.userAgent`, /^asked for Navigator\.userAgent/],
    ["probes fonts", `document.fonts.check("12px Corbel")`, /^asked for Document\.fonts$/],
  ],
  "what leaves": [
    ["sends the fragment", leaving("location.hash"), /^sent hash, as it is$/],
    ["sends the whole query, in base64", leaving("btoa(location.search)"), /^sent query_value, base64$/],
    ["sends where the reader was before", leaving("document.referrer"), /^sent referrer_path, as it is$/],
    ["sends the text, backwards", leaving(`[...document.querySelector("article p").textContent].reverse().join("")`), /^sent article_text, reversed$/],
    ["sends cookies, in base64", leaving("btoa(document.cookie)"), /^sent cookie, base64$/],
    ["sends a beacon, which brings the site's cookies", `addEventListener("pagehide", () => navigator.sendBeacon("/stats/e", '{"v":1,"p":"00000000000000aa","n":9,"u":"http://127.0.0.1/leak/"}'))`, /^sent cookie with a hit$/],
    ["tells somebody else", `new Image().src = "http://tracker.example/"`, /^went to tracker\.example$/],
    ["calls somebody else on an encrypted way", `fetch("https://tracker.example/").catch(() => 0)`, /^went to tracker\.example:443$/],
    ["sends by another door of the site's own", `fetch("/api/u", { method: "POST" }).catch(() => 0)`, /^POST \/api\/u$/],
  ],
};

/** The lines of a group as one addition: none keeps another from running. */
export const together = (group) => group.map(([, code]) => `{ try { ${code} } catch {} }`).join("\n");
