// Who is measured: ours, the others, and the floors below which nobody comes.
import { rivals } from "../../rivals/rivals.mjs";

/**
 * @typedef {object} Contestant
 * @property {string} name its path on the site
 * @property {string} title
 * @property {string} script the element that loads it
 * @property {string} [sends] the path under which its messages arrive
 */

/** The page alone. */
const page = { name: "page", title: "the page alone", script: "" };

/** Listeners that do nothing: what measuring itself costs. */
const floor = { name: "floor", title: "empty listeners", script: '<script async src="/floors/listeners.js"></script>' };

/** What the platform takes for any tag of our shape, before it does anything. */
const empty = {
  name: "empty",
  title: "an empty tag with WASM",
  script: '<script async src="/floors/tag.js"></script>',
  sends: "/collect/empty",
};

const ours = {
  name: "ungated",
  title: "Ungated",
  script: '<script async src="/stats/u.js" data-site="demo"></script>',
  sends: "/stats/e",
};

const others = rivals.map(({ name, title, stub }) => ({
  name,
  title,
  script: `<script async src="/rivals/${name}.js"></script>`,
  ...(!stub && { sends: `/collect/${name}` }),
}));

/** @type {Contestant[]} */
export const contestants = [page, floor, empty, ours, ...others];

/** Whom the ratio and our own promises need. */
export const needed = contestants.filter(({ name }) => ["page", "floor", "empty", "ungated", "plausible"].includes(name));
