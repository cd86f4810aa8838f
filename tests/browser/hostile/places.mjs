// Places a tag finds itself in: documents of other kinds, names that hide the platform's own,
// pages that rewrite themselves, frames without an origin.
import { tag } from "../site.mjs";
import { BODY, broken, OWN } from "./stage.mjs";
import { FULL, NONE, PLAIN } from "./breaks.mjs";

/** What an image may be called, so that the document's own is hidden behind it, and what is owed. */
const CLOBBERED = {
  title: PLAIN, referrer: PLAIN, body: PLAIN, hidden: PLAIN, documentElement: PLAIN, readyState: PLAIN,
  querySelector: PLAIN, querySelectorAll: PLAIN, createTreeWalker: PLAIN, visibilityState: FULL,
  addEventListener: PLAIN, hasFocus: NONE, currentScript: NONE, prerendering: NONE,
};

const inBody = (before) => broken("", { script: "", body: before + tag() });
const injected = `const tag = document.createElement("script"); tag.src = "/stats/u.js"; tag.dataset.site = "demo"; document.head.append(tag)`;
const xhtml = `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>A page</title>
${OWN}<script async="" src="/stats/u.js" data-site="demo"></script></head><body>${BODY}</body></html>`;

/** By name: the page (given its site's address), what is owed, and what else there is to say. */
export const PLACES = {
  ...Object.fromEntries(
    Object.entries(CLOBBERED).map(([name, expected]) => [`an image is called ${name}`, { page: () => inBody(`<img name="${name}" alt="">`), expected }]),
  ),
  "an element is called ungated": { page: () => inBody(`<a id="ungated">Ungated</a>`), expected: FULL },
  "an element is called fetchLater, which the browser lacks": {
    page: () => broken("delete window.fetchLater", { script: "", body: `<form id="fetchLater"></form>${tag()}` }), expected: FULL,
  },
  "an element is called requestIdleCallback, which the browser lacks": {
    page: () => broken("delete window.requestIdleCallback", { script: "", body: `<form id="requestIdleCallback"></form>${tag()}` }), expected: PLAIN,
  },

  "an XHTML document": { page: () => xhtml, expected: FULL, headers: { "content-type": "application/xhtml+xml" } },
  "a document in quirks mode": { page: () => broken("", { doctype: "" }), expected: FULL },
  "a base elsewhere": {
    page: (url) => broken("", { head: `<base href="http://elsewhere.example/">`, script: tag().replace('src="', `src="${url}`) }), expected: FULL,
  },
  "a base elsewhere, put there later": {
    page: () => broken(""), expected: FULL,
    later: `document.head.insertAdjacentHTML("afterbegin", '<base href="http://elsewhere.example/">')`,
  },

  "the tag stands at the end, without async": { page: () => broken("", { script: "" }).replace("</body>", `${tag().replace(" async", "")}</body>`), expected: FULL },
  "the tag is written by document.write": { page: () => broken("", { script: `<script>document.write('${tag().replace("</", "<\\/")}')</script>` }), expected: FULL },
  "the tag is put in by another script": { page: () => broken("", { script: `<script>{ ${injected} }</script>` }), expected: FULL },
  "the tag is a module, which is nobody's current script": { page: () => broken("", { script: tag().replace("async", `type="module"`) }), expected: PLAIN },
  "the tag stands in a shadow tree": { page: () => broken("", { script: "", body: `<div><template shadowrootmode="open">${tag()}</template></div>` }), expected: NONE },
  "the tag stands there twice": { page: () => broken("", { script: tag() + tag() }), expected: FULL },

  "the page takes scripts away once they ran": { page: () => broken(""), expected: FULL, later: `for (const script of [...document.scripts]) script.remove()` },
  "the page takes the tag's address away": { page: () => broken(""), expected: FULL, later: `for (const script of document.scripts) script.removeAttribute("src")` },
  "the page replaces its body": { page: () => broken(""), expected: FULL, later: `document.body.replaceWith(document.body.cloneNode(true))` },
  "the page empties its body and fills it again": { page: () => broken(""), expected: FULL, later: `const all = document.body.innerHTML; document.body.innerHTML = ""; document.body.innerHTML = all` },
  "the page writes itself anew": { page: () => broken(""), expected: PLAIN, later: `const all = document.body.innerHTML; document.open(); document.write(all); document.close()` },

  "a frame without an origin": {
    page: (url, path) => broken("", { script: "", body: `<iframe sandbox="allow-scripts" src="${path}frame/"></iframe>` }),
    frame: broken(""), expected: PLAIN,
  },
  "a frame without an address": {
    page: (url) => broken("", { script: "", body: `<iframe srcdoc='<main><h1>One</h1></main>${tag().replace('src="', `src="${url}`)}'></iframe>` }), expected: NONE,
  },
};
