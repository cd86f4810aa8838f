// A page that holds a canary in every place, and a reader who does there all that one can do.
import { pass } from "../world.mjs";
import { tag } from "../site.mjs";

/** Where the page stands, and what its own parts are: all else is asked for by somebody else. */
export const OWN = /^\/(audit|from|next|film|file|frame)\//;
export const FILM = "/film/a-day-of-load.webm";

const filler = "Heat moves by itself from warm to cold and never the other way. ".repeat(12);

/** The article with everything, as HTML. */
export function audited(c, attributes = "") {
  const data = { "@type": "Article", headline: "A title", description: c.description, keywords: c.keywords, articleBody: c.article_body };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A title</title>
<link rel="icon" href="data:,"><meta name="description" content="${c.description}"><meta name="keywords" content="${c.keywords}">
<script type="application/ld+json">${JSON.stringify(data)}</script>
<script>const secret = "${c.script_text}"; addEventListener("submit", (event) => event.preventDefault());
addEventListener("click", (event) => event.target.closest("a:not([data-follow])") && event.preventDefault());</script>
${tag(attributes)}</head><body class="${c.class_name}" data-private="${c.data_attribute}"><!-- ${c.comment} --><main><article>
<h1>A title</h1><p>${filler}<b id="selected">${c.selection}</b> ${c.article_text}</p>
<h2>${c.heading}</h2><p>${filler}</p><figure><img alt="${c.alt}" src="data:,"><figcaption>${c.caption}</figcaption></figure>
<p><a id="file" href="/file/${c.download_target}.pdf">File</a> <a id="out" href="https://elsewhere.example/${c.outbound_target}">Out</a>
<a id="mail" href="mailto:${c.mail_target}@example.com?subject=${c.mail_subject}">Mail</a> <a id="call" href="tel:${c.call_target}">Call</a>
<a id="named" href="/next/" data-ungated="asked">${c.named_text}</a></p>
<video muted src="${FILM}" width="320" height="180"></video><iframe srcdoc="<p>${c.frame_text}" width="300" height="60"></iframe><iframe src="/frame/?${c.frame_address}" width="300" height="60"></iframe>
<h2>A form</h2><form id="${c.field_id}" action="/next/">
<label>${c.field_label} <input type="text" name="${c.field_name}" placeholder="${c.placeholder}" aria-label="${c.aria_label}" data-type="${c.typed_text}"></label>
<input type="email" name="mail" data-type="${c.typed_mail}"><input type="search" name="search" data-type="${c.typed_search}">
<input type="password" name="password" data-type="${c.password}"><input name="${c.typed_number_name}" type="number" data-type="49171">
<textarea name="text" data-type="${c.textarea}"></textarea><input type="hidden" name="token" value="${c.hidden_input}">
<select name="pick"><option value="one">One</option><option value="${c.option_value}">${c.option_label}</option></select>
<label><input type="checkbox" value="${c.checkbox_value}">Yes</label><input type="file"><button>Send</button></form>
<div id="editable" contenteditable>${c.editable} </div><h2>An end</h2><p>${filler}</p><p style="height: 900px">${filler}</p>
<a id="next" data-follow href="/next/">On</a>${attributes && "<ungated-transparency>Nothing.</ungated-transparency>"}</article></main></body></html>`;
}

/** Puts canaries wherever a device keeps something. The page's own doing. */
async function keep(c) {
  document.cookie = `kept=${c.cookie}; path=/`;
  localStorage.setItem("kept", c.local_storage);
  sessionStorage.setItem("kept", c.session_storage);
  window.name = c.window_name;
  history.replaceState({ kept: c.history_state }, "");
  const cache = await caches.open(c.cache);
  await cache.put("/kept", new Response(c.cache));
  await new Promise((resolve, reject) => Object.assign(indexedDB.open(c.database), { onsuccess: resolve, onerror: reject }));
  await navigator.clipboard.writeText(c.clipboard);
}

/** Reads on for some seconds, as people do. */
export async function read(page, seconds) {
  for (let s = 0; s < 2 * seconds; s++) {
    await page.mouse.move(600 + 20 * (s % 9), 300 + s);
    await page.mouse.wheel(0, s % 3 ? 120 : -40);
    await pass(500);
  }
}

/** Does on the page all that a reader can do, up to the last moment before leaving it. */
export async function use(page, c, isHurried = false) {
  await page.evaluate(keep, c);
  if (!isHurried) await read(page, 1);
  for (const field of await page.locator("[data-type]").all()) {
    await field.focus();
    await page.keyboard.type(await field.getAttribute("data-type"));
  }
  await page.locator("#editable").click();
  await page.keyboard.type(c.editable_typed);
  // As an input method writes: by composition, without keys.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.imeSetComposition", { text: c.composed, selectionStart: 0, selectionEnd: 0 });
  await devtools.send("Input.insertText", { text: c.composed });
  await page.locator("textarea").focus();
  for (const keys of ["Control+V", "Control+A", "Control+C", "Control+X", "Control+V"]) await page.keyboard.press(keys);
  await page.locator("select").selectOption(c.option_value);
  await page.locator("[type=checkbox]").check();
  await page.locator("[type=file]").setInputFiles({ name: `${c.file_name}.txt`, mimeType: "text/plain", buffer: Buffer.from(c.file_text) });
  await page.locator("form button").click();
  await page.locator("#selected").dblclick();
  await page.keyboard.press("Control+C");
  for (const link of ["#file", "#out", "#mail", "#call", "#named"]) await page.locator(link).click();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.evaluate(() => document.querySelector("video").play());
  await page.setViewportSize({ width: 1000, height: 700 });
  if (!isHurried) await read(page, 1);
  await page.evaluate(ask);
}

/** Calls whatever `window.ungated` offers. What it answers is the page's to see. */
async function ask() {
  const { ungated } = window;
  await ungated.score?.();
  await ungated.explain?.();
  for (const type of ["score", "standing", "handraise"]) ungated.on?.(type, () => undefined);
  ungated.event?.("pricing_opened", { plan: "team" });
  ungated.heard?.("friend");
}
