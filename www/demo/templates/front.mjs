// The front page: the featured piece, what else is new, then every topic.
import { desk, publication, topics } from "../publication.mjs";
import { card, escape, length, shell, sign } from "./parts.mjs";

const lead = (piece) => `<section class="lead t-${piece.section.id}" aria-labelledby="lead">
<a class="lead-cover" href="${piece.url}" tabindex="-1" aria-hidden="true"><div class="cover">${piece.art}</div></a>
<div class="lead-words"><p class="kicker">${piece.kind.label}<span>${piece.topic}</span></p>
<h2 id="lead"><a href="${piece.url}">${piece.titleHtml}</a></h2>
<p class="dek">${escape(piece.dek)}</p>
<p class="meta">${piece.person.name} · ${length(piece)}</p></div></section>`;

function topicSection(topic, pieces) {
  const [first, ...others] = pieces;
  return `<section class="topic t-${topic.id}" id="${topic.id}" aria-labelledby="${topic.id}-name">
<div class="topic-head"><h2 id="${topic.id}-name">${topic.name}</h2><p>${topic.about}</p></div>
<ul class="topic-cards">${card(first, "large")}
${others.map((piece) => card(piece, "row")).join("\n")}</ul></section>`;
}

export function front(pieces) {
  const featured = pieces.find((piece) => piece.featured);
  const news = ["brennholt-dairy", "power-contracts-compared", "a-day-of-load", "payback-trap"]
    .map((slug) => pieces.find((piece) => piece.slug === slug));
  const inTopic = ({ name }) => pieces
    .filter((piece) => piece.topic === name)
    .sort((a, b) => a.date.localeCompare(b.date));
  const body = `<main id="main">
<article class="front" data-ungated-stage="awareness" data-ungated-type="page" data-ungated-topic="Front page">
<header class="front-head"><p class="issue">${publication.issue}</p><h1>${publication.name}</h1><p class="front-tag">${publication.tagline}. Open to everyone, from the first line to the last.</p></header>
<div class="front-top">${lead(featured)}
<section class="news" aria-labelledby="news"><h2 id="news">Also in this issue</h2><ul>${news.map((piece) => card(piece, "row")).join("\n")}</ul></section></div>
${topics.map((topic) => topicSection(topic, inTopic(topic))).join("\n")}
<section class="desk" aria-labelledby="desk">${sign}<h2 id="desk">The people behind the magazine meter, buy and plan energy for 210 plants</h2>
<p>For a flat fee, with a month’s notice, and no commission from anyone. <a href="/demo/pricing/">What it costs</a>, <a href="/demo/brennholt-dairy/">how it went at a dairy</a>, and <a href="/demo/twenty-questions/">twenty questions</a> to ask us first.</p>
<p class="desk-ways"><a class="button" href="${desk.calendar}" rel="noopener">Book thirty minutes</a><a href="mailto:${desk.mail}">${desk.mail}</a><a href="${desk.phone.href}">${desk.phone.shown}</a></p></section>
</article>
</main>`;
  return shell({
    title: `${publication.name}: ${publication.tagline.toLowerCase()}`,
    description: "Articles, papers, film and audio about industrial energy: demand, process heat, procurement and the business case. Open to everyone.",
    url: publication.base, ogType: "website", body, bodyClass: "is-front",
    ld: { "@context": "https://schema.org", "@type": "WebPage", name: publication.name, headline: `${publication.name}, ${publication.issue}`,
      description: publication.tagline, url: publication.base, inLanguage: publication.language,
      publisher: { "@type": "Organization", name: publication.publisher }, datePublished: featured.date },
  });
}
