// What is recorded about a page view, in plain words, for the reader.
import type { Explanation, Score } from "./api";
import { TEXTS, type Texts } from "./explain-texts";
import type { Hit } from "./types";

/** `hit` is the very message. */
export function explain(hit: Hit, score: Score | null, wanted = document.documentElement.lang): Explanation {
  const language = wanted.slice(0, 2) in TEXTS ? wanted.slice(0, 2) : "en";
  const texts = TEXTS[language]!;
  const acts = { ...hit.k, ...hit.h };
  const { pathname } = new URL(hit.u);
  const from = hit.r ? new URL(hit.r).host : "";
  const labels = (hit.u.split("?")[1] ?? "").split("&").filter(Boolean).map(readable);
  const recorded = [
    texts.page(pathname),
    texts.title(hit.i?.t ?? document.title),
    texts.time(span(Math.round((hit.e ?? 0) / 1000))),
    score && texts.depth(score.depth, score.read_through),
    hit.x?.length && texts.sections(hit.x.length),
    hit.y?.length && texts.media(hit.y.length),
    ...Object.entries(acts).map(([kind, count]) => texts.acts[kind as keyof Texts["acts"]] + (count > 1 ? `, ${texts.times(count)}` : "") + "."),
    ...(hit.o ?? []).map(([name, props, count]) => {
      const named = Object.entries(props).map((pair) => pair.join(" = "));
      return texts.event(name + (named.length ? ` (${named.join(", ")})` : ""), count);
    }),
    ...(hit.w ?? []).map((option) => texts.heard(texts.options[option as keyof Texts["options"]])),
    texts.origin(from, from === location.host),
    labels.length && texts.labels(labels.join(", ")),
    score && texts.standing(texts.standings[score.standing]),
    ...texts.more,
  ];
  return { language, recorded: recorded.filter((line) => typeof line === "string"), not_recorded: texts.not, message: hit };
}

/** A parameter of the address, for people. */
function readable(pair: string): string {
  const text = pair.replace("=", " = ").replace(/\+/g, " ");
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}

const span = (seconds: number): string => (seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`);
