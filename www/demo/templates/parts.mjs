// Pieces of a page that every page shares.
import { authors, desk, publication, topics } from "../publication.mjs";

export const escape = (words) =>
  String(words).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];
export const dateTag = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  return `<time datetime="${iso}">${day} ${MONTHS[month - 1]} ${year}</time>`;
};

/** The sign: a square wave, on for two thirds of its time. */
export const sign = `<svg class="sign" viewBox="0 0 72 24" aria-hidden="true" focusable="false"><path d="M0 21H6V3H26V21H36V3H56V21H66V3H72"/></svg>`;

/** A data block; `<` is escaped so that no text can end the element. */
export const jsonLd = (data) =>
  `<script type="application/ld+json">${JSON.stringify(data).replace(/</g, "\\u003c")}</script>`;

export function shell({ title, description, url, ogType, ld, csp, unlisted, body, bodyClass }) {
  const nav = topics.map(({ id, name }) => `<li><a href="/demo/#${id}">${name}</a></li>`).join("");
  return `<!doctype html>
<html lang="${publication.language}">
<head>
<meta charset="utf-8">
${csp ? `<meta http-equiv="Content-Security-Policy" content="${escape(csp)}">\n` : ""}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<meta name="description" content="${escape(description)}">
${unlisted ? '<meta name="robots" content="noindex">\n' : ""}<link rel="canonical" href="${url}">
<meta property="og:title" content="${escape(title)}">
<meta property="og:type" content="${ogType}">
<meta property="og:site_name" content="${publication.name}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/demo/assets/icon.svg" type="image/svg+xml">
<link rel="preload" href="/demo/assets/fonts/newsreader.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/demo/assets/tokens.css">
<link rel="stylesheet" href="/demo/assets/demo.css">
${jsonLd(ld)}
<script async src="/u.js" data-site="demo"></script>
</head>
<body class="${bodyClass}">
<a class="skip" href="#main">Skip to the text</a>
<header class="masthead">
<a class="wordmark" href="/demo/">${sign}<span>Duty Cycle</span></a>
<nav aria-label="Sections"><ul>${nav}<li class="apart"><a href="/demo/pricing/">Prices</a></li><li><a href="/demo/about/">About</a></li></ul></nav>
</header>
${body}
<footer class="foot">
<div class="foot-name">${sign}<p><strong>Duty Cycle</strong><br>${publication.tagline}.<br>Published by ${publication.publisher}. ${publication.issue}.</p></div>
<ul><li><a href="mailto:${desk.mail}">${desk.mail}</a></li><li><a href="${desk.phone.href}">${desk.phone.shown}</a></li><li><a href="${desk.calendar}" rel="noopener">Book thirty minutes</a></li></ul>
<ul><li><a href="/demo/about/">About and contact</a></li><li><a href="/demo/pricing/">What the Desk costs</a></li><li><a href="/demo/twenty-questions/">Twenty questions</a></li><li><a href="/recorded/">What is recorded of you</a></li></ul>
<p class="fine">Duty Cycle, Fenwright, their people and their customers are invented. The engineering isn’t.</p>
</footer>
</body>
</html>
`;
}

/** "8 minutes’ reading", or what a film or podcast lasts. */
export const length = (piece) =>
  piece.type === "video" ? "54 seconds to watch" : piece.type === "podcast" ? "76 seconds to hear"
    : piece.minutes === 1 ? "1 minute to read" : `${piece.minutes} minutes to read`;

/** A card: cover, kicker, title, dek. `size` is large, row or plain. */
export function card(piece, size, level = 3) {
  return `<li class="card card-${size} t-${piece.section.id}">
<a href="${piece.url}"><div class="cover">${piece.art}</div>
<div class="card-words"><p class="kicker">${piece.kind.label}<span>${piece.section.name}</span></p>
<h${level}>${piece.titleHtml}</h${level}>
${size === "row" ? "" : `<p class="card-dek">${escape(piece.dek)}</p>`}
<p class="meta">${piece.person.name} · ${length(piece)}</p></div></a></li>`;
}

export const authorList = () => Object.entries(authors).map(([id, person]) =>
  `<div class="person" id="${id}"><span class="monogram" aria-hidden="true">${initials(person.name)}</span><p><strong>${person.name}</strong>, ${person.role.toLowerCase()}. ${person.about} <a href="mailto:${person.mail}">${person.mail}</a></p></div>`).join("\n");

export const initials = (name) => name.split(" ").map((word) => word[0]).join("");
