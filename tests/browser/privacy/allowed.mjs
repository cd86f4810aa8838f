// All that the tag may ask of the platform, each with its reason. What is not here fails the
// audit: whoever needs more writes down what for.
const ALLOWED = {
  // Whether it may run at all, and where it stands.
  "objection, by the reader": "Navigator.doNotTrack Navigator.globalPrivacyControl window.navigator Document.prerendering",
  "whether the page around it, of the same origin, has the tag too": "window.frameElement",
  "its own element's attributes": `Document.currentScript HTMLElement.dataset HTMLScriptElement.src Element.hasAttribute(download)
    Element.getAttribute(data-ungated-author) Element.getAttribute(data-ungated-stage) Element.getAttribute(data-ungated-title)
    Element.getAttribute(data-ungated-topic) Element.getAttribute(data-ungated-type)`,

  // What the page says of itself.
  "title, language, canonical address": "Document.title HTMLElement.lang HTMLLinkElement.href URL.host URL.pathname",
  "labels in the page's JSON-LD": "HTMLScriptElement.textContent(application/ld+json)",
  "the referrer, of which its origin is sent": "Document.referrer",
  "its parts": `Document.body Document.documentElement Document.querySelector() Document.querySelectorAll() Document.readyState
    NodeList.length Node.firstChild Node.nextSibling
    Element.querySelectorAll() Element.querySelector() Node.textContent(HTMLHeadingElement) Element.tagName Element.localName Node.nodeType Node.contains() Node.parentElement Node.isConnected
    window.MutationObserver MutationObserver.observe()`,
  "words, to be counted": "Node.nodeValue(Text)",

  // Where things lie, to know what is on the screen.
  "layout": `Element.getBoundingClientRect() Element.getClientRects() DOMRectList.length DOMRectReadOnly.top DOMRectReadOnly.bottom
    DOMRectReadOnly.height window.innerHeight window.scrollY window.ResizeObserver ResizeObserver.observe() ResizeObserver.disconnect()
    DOMRectReadOnly.left DOMRectReadOnly.width Element.scrollTop Element.scrollHeight Element.clientHeight getComputedStyle()
    CSSStyleDeclaration.overflowY window.IntersectionObserver IntersectionObserver.observe()
    IntersectionObserverEntry.isIntersecting IntersectionObserverEntry.target`,

  // When, and whether anybody looks.
  "a clock that starts with the page": "Performance.now() window.performance Performance.timeOrigin",
  "visible, focused": "Document.hidden Document.visibilityState Document.hasFocus()",
  "what it is told": `Event.type Event.target Event.timeStamp Event.composedPath() MouseEvent.button
    PageTransitionEvent.persisted`,
  "links that are clicked": `window.HTMLAudioElement window.HTMLAnchorElement window.HTMLElement window.Element HTMLAnchorElement.href
    HTMLAnchorElement.host HTMLAnchorElement.hostname HTMLAnchorElement.pathname HTMLAnchorElement.protocol`,
  "media that play": `window.HTMLMediaElement window.HTMLVideoElement HTMLMediaElement.currentTime HTMLMediaElement.duration
    HTMLMediaElement.loop HTMLMediaElement.paused HTMLMediaElement.ended HTMLMediaElement.seeking HTMLMediaElement.readyState`,
  "pages that change without loading": "window.navigation",

  // Work, and how it is sent.
  "a page view's random id": "Crypto.getRandomValues() window.crypto",
  // real time: named here, not called
  "idle time": "requestIdleCallback() window.requestIdleCallback setTimeout() clearTimeout()",
  "its core": "window.WebAssembly WebAssembly.instantiateStreaming() WebAssembly.instantiate() Response.arrayBuffer() fetch()",
  "hits": `fetchLater() window.fetchLater Navigator.sendBeacon() window.AbortController AbortController.abort() AbortController.signal
    FetchLaterResult.activated window.AbortSignal Response.status Response.ok Response.headers Headers.get()`,
  "what the edge says of this visit, where the page asks": "Response.json()",
  "whether what an event is given can be sent as it is": "window.Date",
  "plain computing": `window.URL URL.href window.TextEncoder TextEncoder.encode() TextEncoder.encodeInto() window.TextDecoder TextDecoder.decode()
    Math.max() Math.min() Math.round() Math.floor() window.Math queueMicrotask()`,
};

/** Events that it may listen to. Of keys, input, forms, the clipboard and selections there is none. */
const HEARD = `pointermove pointerdown wheel touchmove scroll resize focus blur visibilitychange pagehide pageshow
  play playing pause ended waiting timeupdate beforeprint click auxclick DOMContentLoaded prerenderingchange
  currententrychange freeze resume`.split(/\s+/);

/** What the parts ask besides, which load only where a page wants them. */
const OF_PARTS = {
  "data-copies: whether it was a link": "Element.closest() window.Node",
  "data-embeds: players in frames, and which of them has the focus": `HTMLIFrameElement.src HTMLIFrameElement.contentWindow
    HTMLIFrameElement.contentDocument Document.activeElement Element.shadowRoot ShadowRoot.activeElement setInterval() clearInterval()`,
  "the transparency element, made of nodes of its own in a shadow tree of its own": `window.customElements CustomElementRegistry.get()
    CustomElementRegistry.define() window.CSSStyleSheet CSSStyleSheet.replaceSync() ShadowRoot.adoptedStyleSheets =
    Element.attachShadow() Element.append() DocumentFragment.append() Element.replaceWith() Element.setAttribute() Element.children
    HTMLCollection.length Node.nodeName HTMLElement.lang = Node.textContent =
    ${"button details div h2 li pre slot summary ul".replace(/\w+/g, "Document.createElement($&)")}
    Node.textContent(HTMLButtonElement) Node.textContent(HTMLElement) Node.textContent(HTMLLIElement) Node.textContent(HTMLPreElement)`,
  "WebAssembly made into JavaScript: plain computing": "Math.clz32() Math.imul()",
};

/** What they listen to: copies, messages of players, frames that load, routes in the fragment. */
const HEARD_BY_PARTS = ["copy", "message", "load", "hashchange"];

const words = (groups) => Object.values(groups).join(" ").split(/\s+(?!=)/);
const properties = new Set(words(ALLOWED));
const withParts = new Set([...properties, ...words(OF_PARTS)]);

/** Whether the tag, with all its parts or the core alone, may do this, as the hooks name it. */
export function isAllowed(noted, hasParts = false) {
  const listener = noted.match(/^EventTarget\.(?:add|remove)EventListener\((\w+)(, captured)?(, holding)?\)/);
  if (!listener) return (hasParts ? withParts : properties).has(noted);
  const [, type, isCaptured, isHolding] = listener;
  if (isHolding) return false;
  if (hasParts && HEARD_BY_PARTS.includes(type)) return true;
  // Focus and blur are the window's. Captured, they would be every field's as well.
  return HEARD.includes(type) && !(isCaptured && /^(focus|blur)$/.test(type));
}

/** What no hook can see, as the browser lets nobody replace it: read from the code itself. */
export function unhooked(code) {
  const found = [];
  const parts = /^(host|hostname|href|origin|pathname|protocol|search|hash)$/;
  for (const [, part] of code.matchAll(/(?<![\w$.-])(?:\w+\.)?location\b(?:\??\.(\w+))?/g))
    if (!part || !parts.test(part)) found.push(`location.${part ?? "itself"}`);
  for (const [word] of code.matchAll(/(?<![\w$.])(eval|Function|top|parent|opener|frames)\b(?=\s*[.([])(?!(?<=parent)\.ungated\b)/g)) found.push(word);
  return found;
}
