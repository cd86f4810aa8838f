// One piece: its head, its text, what to do next, what to read next.
import { desk, publication } from "../publication.mjs";
import { card, dateTag, escape, initials, length, shell } from "./parts.mjs";

/** From this many chapters on, a piece gets a table of contents. */
const CONTENTS_FROM = 4;
const SECONDS = { video: 54, podcast: 76 };

function linkedData(piece) {
  const person = { "@type": "Person", name: piece.person.name, url: `/demo/about/#${piece.person.id}` };
  const publisher = { "@type": "Organization", name: publication.publisher };
  const work = {
    "@context": "https://schema.org", "@type": piece.kind.schema, name: piece.title, headline: piece.title,
    description: piece.dek, url: piece.url, author: person, publisher, keywords: piece.keywords,
    datePublished: piece.date, inLanguage: publication.language, isAccessibleForFree: true,
  };
  const written = { articleSection: piece.topic, wordCount: piece.words, timeRequired: `PT${piece.minutes}M` };
  switch (piece.type) {
    case "video":
      return { ...work, uploadDate: piece.date, duration: `PT${SECONDS.video}S`,
        contentUrl: `/demo/assets/media/${piece.video}`, thumbnailUrl: `/demo/assets/media/${piece.poster}` };
    case "podcast":
      return { ...work, duration: `PT${SECONDS.podcast}S`,
        associatedMedia: { "@type": "AudioObject", contentUrl: `/demo/assets/media/${piece.audio}`, encodingFormat: "audio/mpeg" },
        partOfSeries: { "@type": "PodcastSeries", name: `${publication.name}, aloud` } };
    case "pricing":
      return { "@context": "https://schema.org", "@type": "Product", name: "The Fenwright Desk", headline: piece.title,
        description: piece.dek, url: piece.url, brand: publisher, author: person, keywords: piece.keywords, datePublished: piece.date,
        offers: [["Watch", 490], ["Buy", 1150], ["Plan", 2400]].map(([name, price]) =>
          ({ "@type": "Offer", name, price, priceCurrency: "EUR", eligibleDuration: { "@type": "QuantitativeValue", value: 1, unitCode: "MON" } })) };
    case "page":
      return work;
    default:
      return { ...work, ...written };
  }
}

/** Only what the linked data can't say. */
function dataset(piece) {
  const marks = [`data-ungated-stage="${piece.stage}"`];
  if (piece.type !== "article") marks.push(`data-ungated-type="${piece.type}"`);
  if (["video", "podcast", "pricing", "page"].includes(piece.type)) marks.push(`data-ungated-topic="${escape(piece.topic)}"`);
  return marks.join(" ");
}

const player = (piece) =>
  piece.type === "video" ? `<figure class="player"><video controls preload="metadata" playsinline width="1280" height="720" poster="/demo/assets/media/${piece.poster}">
<source src="/demo/assets/media/${piece.video}" type="video/webm">
<track kind="captions" srclang="en" label="English" src="/demo/assets/media/${piece.captions}">
</video></figure>`
    : piece.type === "podcast" ? `<figure class="player player-audio"><div class="cover">${piece.art}</div><audio controls preload="metadata" src="/demo/assets/media/${piece.audio}"></audio><figcaption>Spoken by synthetic voices; the transcript is below.</figcaption></figure>`
      : ["pricing", "page"].includes(piece.type) ? "" : `<div class="cover cover-wide">${piece.art}</div>`;

function contents(piece) {
  const chapters = piece.headings.filter(({ level }) => level === 2);
  if (chapters.length < CONTENTS_FROM || ["pricing", "page"].includes(piece.type)) return "";
  const rows = chapters.map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`).join("");
  return `<nav class="contents" aria-labelledby="contents"><p id="contents">In this ${piece.type === "white-paper" ? "paper" : "piece"}</p><ol>${rows}</ol></nav>`;
}

/** Answers to "How did you hear about us?": the tag's words (`shared/src/signal/heard.rs`) and a reader's. */
const HEARD = {
  colleague: "A colleague", friend: "A friend", customer: "A customer of yours", search: "A search engine",
  assistant: "An AI assistant", social: "A social network", community: "A community or forum", newsletter: "A newsletter",
  podcast: "A podcast", event: "A fair or a conference", press: "The press", other: "Something else",
};

/** Asked where somebody is about to write, answered if they like. */
const heard = () => `<p class="heard"><label>How did you hear about us? <select data-heard><option value="">Choose, if you like</option>${
  Object.entries(HEARD).map(([word, said]) => `<option value="${word}">${said}</option>`).join("")}</select></label> <output></output></p>
<script async src="/demo/assets/heard.js"></script>`;

/** What a reader may want to do, by how close the piece is to a purchase. */
function ask(piece) {
  const { person } = piece;
  const subject = encodeURIComponent(piece.title);
  const first = person.name.split(" ")[0];
  const call = `<a class="button" href="${desk.calendar}" rel="noopener">Book thirty minutes</a>`;
  const phone = `<a href="${desk.phone.href}">${desk.phone.shown}</a>`;
  const mail = `<a href="mailto:${person.mail}?subject=${subject}">${person.mail}</a>`;
  const words = {
    awareness: [`Write to ${first}`, `Questions, corrections, a curve that you can’t explain: ${mail}. ${first} answers within the week.`],
    consideration: ["Working on this at your plant?", `Write to ${first} at ${mail}, or call the Desk on ${phone}. Half an hour with an engineer costs nothing. ${call}`],
    decision: ["Talk to somebody who has done it", `Call ${phone} between eight and six, Central European Time, or write to <a href="mailto:${desk.mail}?subject=${subject}">${desk.mail}</a>. ${call}`],
  }[piece.stage];
  return `<aside class="ask" aria-labelledby="ask"><span class="monogram" aria-hidden="true">${initials(person.name)}</span><div><h2 id="ask">${words[0]}</h2><p>${words[1]}</p>${piece.stage === "decision" ? heard() : ""}</div></aside>`;
}

export function piecePage(piece) {
  const toc = contents(piece);
  const body = `<main id="main">
<article class="piece p-${piece.type} t-${piece.section.id}" ${dataset(piece)}>
<header class="piece-head">
<p class="kicker">${piece.kind.label}${piece.type === "page" ? "" : `<span>${piece.topic}</span>`}</p>
<h1>${piece.titleHtml}</h1>
<p class="dek">${escape(piece.dek)}</p>
<p class="byline"><a href="/demo/about/#${piece.person.id}" rel="author">${piece.person.name}</a><span>${piece.person.role}</span><span>${dateTag(piece.date)}</span><span>${length(piece)}</span></p>
</header>
${player(piece)}
<div class="piece-body">${toc}
<div class="prose">
${piece.html}</div></div>
</article>
${piece.slug === "about" ? "" : ask(piece)}
<section class="next" aria-labelledby="next"><h2 id="next">Read next</h2><ul>${piece.related.map((other) => card(other, "plain")).join("\n")}</ul></section>
</main>`;
  return shell({
    title: `${piece.title} · ${publication.name}`, description: piece.dek, url: piece.url,
    ogType: piece.type === "video" ? "video.other" : ["pricing", "page"].includes(piece.type) ? "website" : "article",
    ld: linkedData(piece), csp: piece.csp, unlisted: piece.unlisted, body, bodyClass: "is-piece",
  });
}
