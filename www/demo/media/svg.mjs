// Small helpers for drawing SVG as strings. Colours are classes, given meaning by
// assets/demo.css, so that one drawing serves light, dark and print.

const round = (n) => (typeof n === "number" ? String(Math.round(n * 10) / 10) : n);

export const el = (name, attrs = {}, ...children) => {
  const list = Object.entries(attrs).map(([k, v]) => ` ${k}="${round(v)}"`).join("");
  const inside = children.flat(9).join("");
  return inside ? `<${name}${list}>${inside}</${name}>` : `<${name}${list}/>`;
};

export const rect = (cls, x, y, width, height, rx = 0) =>
  el("rect", { class: cls, x, y, width, height, ...(rx ? { rx } : {}) });
export const circle = (cls, cx, cy, r) => el("circle", { class: cls, cx, cy, r });
export const line = (cls, x1, y1, x2, y2) => el("line", { class: cls, x1, y1, x2, y2 });
export const path = (cls, d) => el("path", { class: cls, d });
export const text = (cls, x, y, words) => el("text", { class: cls, x, y }, words);

/** "M x,y L x,y …" through the points. */
export const through = (points) =>
  points.map(([x, y], i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`).join("");

/** A linear scale from [d0, d1] to [r0, r1]. */
export const scale = (d0, d1, r0, r1) => (v) => r0 + ((v - d0) / (d1 - d0)) * (r1 - r0);

/** Repeatable noise in −1…1: drawings must come out the same on every build. */
export const noise = (n) => {
  const s = Math.sin(n * 12.9898 + 4.1) * 43758.5453;
  return (s - Math.floor(s)) * 2 - 1;
};
