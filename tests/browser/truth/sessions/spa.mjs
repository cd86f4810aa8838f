// Single-page applications: a route is a page view, with its own address, title and sections.
import { app, sections } from "../pages.mjs";

const routes = { a: sections([24, 24]), b: sections([81, 25, 80]), c: sections([18]), d: sections([24, 80]) };
const [a, b, c] = [
  { page: "a", words: [24, 24] },
  { page: "b", words: [81, 25, 80] },
  { page: "c", words: [18] },
];
const pages = { a: app(routes), d: app(routes) };
const none = "<script>Object.defineProperty(window, 'navigation', { value: undefined })</script>";

const there = {
  pages,
  script: "go a, read 4, route push b, to 2, read 4.2, close",
  views: [{ ...a, engaged: 4, read: "R-" }, { ...b, engaged: 4.2, read: "-R-" }],
};

const sessions = [
  { name: "pushState", ...there },
  { name: "pushState, without the Navigation API", head: none, ...there },
  { name: "pushState, drawn half a second later", ...there, pages: { a: app(routes, 500) }, script: "go a, rest 0.6, read 3.4, route push b, rest 0.6, to 2, read 4, close", views: [{ ...a, engaged: 4, read: "R-" }, { ...b, engaged: 4.6, read: "-R-" }] },
  {
    name: "pushState, and back",
    pages,
    script: "go a, read 5, route push b, read 1, back, to 2, read 3.8, leave",
    views: [{ ...a, engaged: 5, read: "R-" }, { ...b, engaged: 1, read: "---" }, { ...a, how: "route", engaged: 3.8, read: "-R" }],
  },
  {
    name: "three routes, rested on",
    pages,
    script: "go a, read 4, route push b, to 2, read 0.5, rest 6.5, route push c, read 3, close",
    views: [{ ...a, engaged: 4, read: "R-" }, { ...b, engaged: 5.5, read: "-R-" }, { ...c, engaged: 3, read: "R" }],
  },
  {
    name: "replaceState to another path",
    pages,
    script: "go a, read 4, route replace b, read 1, close",
    views: [{ ...a, engaged: 4, read: "R-" }, { ...b, engaged: 1, read: "---" }],
  },
  {
    name: "replaceState of the same address is no route",
    pages,
    script: "go d, read 3, do save, read 1, do save, to 2, read 0.8, leave",
    views: [{ page: "d", words: [24, 80], engaged: 4.8, read: "R-" }],
  },
  {
    // What stands behind `#/` is reported as a part of the path: the routes of one page differ.
    name: "routes by hash, where the tag says so",
    attributes: "data-hash",
    pages: { a: app(routes) },
    script: "go a, read 4, route hash b, to 2, read 5, close",
    views: [{ ...a, engaged: 4, read: "R-" }, { page: "a", told: "a/b", title: "b", words: [81, 25, 80], engaged: 5, read: "-R-" }],
  },
  {
    name: "no routes where the tag says so",
    attributes: 'data-spa="off"',
    pages: { a: app({ ...routes, b: routes.a }) },
    script: "go a, read 2, do push b, read 2, close",
    views: [{ ...a, engaged: 4, read: "R-" }],
  },
];

/** What a browser without the Navigation API tells by other events: each of these once more there. */
const PATCHED = ["pushState, and back", "replaceState to another path", "replaceState of the same address is no route", "routes by hash, where the tag says so", "no routes where the tag says so"];

export default [
  ...sessions,
  ...sessions.filter(({ name }) => PATCHED.includes(name)).map((session) => ({ ...session, name: `${session.name}, without the Navigation API`, head: none })),
];
