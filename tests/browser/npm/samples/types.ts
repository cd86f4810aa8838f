// What compiles, and, where an error is expected, what must not.
import {
  event, explain, heard, on, optIn, optOut, score, start,
  type Explanation, type HandRaise, type Heard, type Options, type Part, type Score, type Standing, type Ungated,
} from "@ungated/tracker";
import astro, { type Integration } from "@ungated/tracker/astro";
import { Ungated as Component, useScore as reactScore, useStanding as reactStanding } from "@ungated/tracker/react";
import { ungated, useScore, useStanding } from "@ungated/tracker/vue";
import { createApp, type Plugin } from "vue";

/** Only if both are the same type: `any` is none. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

same<ReturnType<typeof score>, Score | null>(true);
same<ReturnType<typeof explain>, Explanation | null>(true);
same<ReturnType<typeof start>, void>(true);
same<typeof event, Ungated["event"]>(true);
same<Parameters<typeof heard>, [option: Heard]>(true);
same<ReturnType<typeof optIn>, void>(true);
same<ReturnType<typeof optOut>, void>(true);
same<Score["standing"], "passing" | "reading" | "engaged" | "considering" | "ready">(true);
same<Score["engagement_parts"], Part[]>(true);
same<ReturnType<typeof reactScore>, Score | null>(true);
same<ReturnType<typeof reactStanding>, Standing | null>(true);
same<ReturnType<typeof useScore>["value"], Score | null>(true);
same<ReturnType<typeof useStanding>["value"], Standing | null>(true);
same<Parameters<typeof Component>, [options: Options]>(true);
same<ReturnType<typeof astro>, Integration>(true);

const all: Required<Options> = {
  site: "a", api: "/e", hash: true, hold: false, spa: "off", embeds: true, copies: true, wasm: "off",
  title: "t", type: "y", topic: "p", author: "a", stage: "decision",
};
start(all);
// @ts-expect-error: hits must go somewhere
start({ site: "a" });
// @ts-expect-error: of no site
start({ api: "/e" });
// @ts-expect-error: a route is followed, or "off"
start({ site: "a", api: "/e", spa: "on" });
// @ts-expect-error: no stage
start({ site: "a", api: "/e", stage: "late" });
// @ts-expect-error: no option
start({ site: "a", api: "/e", cookies: true });

const end: () => void = on("score", (now) => same<typeof now, Score>(true));
on("standing", (now, before) => {
  same<typeof now, Standing>(true);
  same<typeof before, Standing | null>(true);
});
on("handraise", (kind, now) => {
  same<typeof kind, HandRaise>(true);
  same<typeof now, Score>(true);
});
end();
// @ts-expect-error: nothing by this name is told
on("scroll", () => {});
// @ts-expect-error: a standing is no score
on("standing", (now: Score) => now);

event("downloaded", { size: 3, title: "Guide", first: true });
// @ts-expect-error: a property is a text, a number or a truth
event("downloaded", { nested: {} });
// @ts-expect-error: no free text
heard("my uncle");
heard("podcast");
// @ts-expect-error: a language is a text
explain(1);

for (const part of score()?.engagement_parts ?? []) {
  if (part.part === "read") same<typeof part.share, number>(true);
  // @ts-expect-error: not every part has it
  part.kinds;
}

Component({ site: "a", api: "/e" });
// @ts-expect-error: hits must go somewhere
Component({ site: "a" });

const plugin: Plugin<Options> = ungated;
createApp({}).use(plugin, { site: "a", api: "/e" });
createApp({}).use(ungated, { site: "a", api: "/e" });
// @ts-expect-error: hits must go somewhere
createApp({}).use(ungated, { site: "a" });
// @ts-expect-error: no stage
astro({ site: "a", api: "/e", stage: "late" });
