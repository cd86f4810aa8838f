// Reading, in a page that is in sight all the time.
import { article, busy, section, text } from "../pages.mjs";

const third = { style: "min-height: 33.4vh" };

export default [
  { name: "reads every section", words: [16, 16, 16], script: "read 3, to 2, read 3, to 3, read 3, close", engaged: 9, read: "RRR" },
  { name: "reads, skims, reads", words: [16, 80, 16], script: "read 3, to 2, read 0.8, to 3, read 3, leave", engaged: 6.8, read: "R-R" },
  { name: "skims everything", words: [80, 80, 80, 80], script: "read 0.5, to 2, read 0.8, to 3, read 0.8, to 4, read 0.8, close", engaged: 2.9, read: "----" },
  { name: "comes back to a section: its times add up", words: [16, 80], script: "read 1, to 2, read 0.5, to 1, read 2.2, to 2, read 0.5, leave", engaged: 4.2, read: "R-" },
  { name: "moves the pointer and never scrolls", words: [16, 80], script: "read 8, close", engaged: 8, read: "R-" },
  { name: "turns the wheel and moves nothing else", words: [80, 16], script: "to 2, wheel 8, leave", engaged: 8, read: "-R" },
  { name: "swipes and taps", touch: true, words: [16, 16, 80], script: "tap, rest 3, swipe 400, swipe 400, rest 3, tap, rest 1, close", engaged: 7, read: "RR-" },
  { name: "goes down by the keyboard", words: [16, 16], script: "rest 1, press End, rest 3, press Home, rest 4, press End, rest 6, close", engaged: 13, read: "RR" },
  {
    name: "sees three sections at once, for long",
    words: [16, 16, 16],
    body: article([16, 16, 16], third),
    script: "read 9, close",
    engaged: 9,
    read: "RRR",
  },
  {
    name: "sees three sections at once, not for long",
    words: [80, 80, 80],
    body: article([80, 80, 80], third),
    script: "read 3.5, leave",
    engaged: 3.5,
    read: "---",
  },
  { name: "a text without headings, read", words: [40], body: `<main><p>${text(40)}</p></main>`, script: "read 7, close", engaged: 7, read: "R" },
  { name: "a text without headings, left", words: [80], body: `<main><p>${text(80)}</p></main>`, script: "read 4, leave", engaged: 4, read: "-" },
  {
    // At 400 characters a minute: 6 s for each, so read after 3.
    name: "Japanese, by the character",
    lang: "ja",
    words: [40, 40],
    body: `<main>${`<section><h2>熱</h2><p>${"熱は高い、鉄は重い。".repeat(5).slice(0, 48)}</p></section>`.repeat(2)}</main>`,
    script: "read 4.2, to 2, read 1.4, close",
    engaged: 5.6,
    read: "R-",
  },
  {
    name: "prints in the middle of it",
    words: [16, 16],
    script: "read 2, print, read 2, to 2, read 3, close",
    engaged: 7,
    read: "RR",
    acts: { print: 1 },
  },
  {
    // A preamble of its own, three depths of headings, and what is no content.
    name: "headings of three depths, and an aside",
    words: [16, 80, 16, 16],
    body: `<main><section><p>${text(16)}</p></section>${section(80, { level: 1 })}${section(16, { level: 3 })}<aside style="height: 50vh">${text(99)}</aside>${section(16)}</main>`,
    script: "read 3, to 1, read 0.8, to 2, read 3, to 3, read 3, leave",
    engaged: 9.8,
    read: "R-RR",
  },
  {
    name: "a page that is busy while it loads is touched early",
    words: [16],
    head: busy(2_000),
    script: "read 0.9, rest 8, close",
    engaged: 5.9,
    read: "R",
  },
];
