// Going back, forward, on, and loading again: each showing is a page view.
import { article } from "../pages.mjs";

const [words, others, long] = [[24, 24], [81, 25], [80, 24]];
const pages = { a: article(words), b: article(others), c: article(long) };
const [a, b, c] = [{ page: "a", words }, { page: "b", words: others }, { page: "c", words: long }];
const restored = { how: "restored" };

export default [
  {
    name: "back from the cache",
    pages,
    script: "go a, read 4, go b, read 0.8, back, to 2, read 4.2, leave",
    views: [{ ...a, engaged: 4, read: "R-" }, { ...b, engaged: 0.8, read: "--" }, { ...a, ...restored, engaged: 4.2, read: "-R" }],
  },
  {
    name: "back and forward, through the cache",
    pages,
    script: "go c, read 0.8, go b, to 2, read 4, back, to 2, read 4, forward, read 4, close",
    views: [
      { ...c, engaged: 0.8, read: "--" },
      { ...b, engaged: 4, read: "-R" },
      { ...c, ...restored, engaged: 4, read: "-R" },
      { ...b, ...restored, engaged: 4, read: "-R" },
    ],
  },
  {
    name: "back, and rests: what is in the cache does not run",
    pages,
    script: "go a, read 4, go b, read 0.8, back, rest 7, close",
    views: [{ ...a, engaged: 4, read: "R-" }, { ...b, engaged: 0.8, read: "--" }, { ...a, ...restored, engaged: 5, read: "R-" }],
  },
  {
    name: "loads the page again",
    pages,
    script: "go a, read 4, reload, to 2, read 6, leave",
    views: [{ ...a, engaged: 4, read: "R-" }, { ...a, engaged: 6, read: "-R" }],
  },
  {
    name: "goes on to the next page, and the next",
    pages,
    script: "go a, read 4, go b, to 2, read 4, go c, read 0.6, close",
    views: [{ ...a, engaged: 4, read: "R-" }, { ...b, engaged: 4, read: "-R" }, { ...c, engaged: 0.6, read: "--" }],
  },
].map((session) => ({ ...session, person: true }));
