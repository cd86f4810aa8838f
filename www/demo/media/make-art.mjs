// Draws one cover per piece into ../art/*.svg:  node www/demo/media/make-art.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { el, rect, circle, line, path, through, noise } from "./svg.mjs";
import { before } from "./day.mjs";

const out = new URL("../art/", import.meta.url);
const W = 1200, H = 675;
const range = (n, f) => Array.from({ length: n }, (_, i) => f(i));
const cover = (ground, ...parts) =>
  el("svg", { class: "art", viewBox: `0 0 ${W} ${H}`, "aria-hidden": "true", focusable: "false", preserveAspectRatio: "xMidYMid slice" },
    rect(ground, 0, 0, W, H), parts);

/** The publication's sign: a square wave that is on for `share` of each period. */
export const wave = (cls, x, y, period, height, share, times) => {
  const points = range(times, (i) => {
    const x0 = x + i * period, on = x0 + period * share;
    return [[x0, y], [x0, y - height], [on, y - height], [on, y], [x0 + period, y]];
  }).flat();
  return path(cls, through(points));
};

const art = {
  "three-in-the-morning": () => cover("f-night",
    circle("f-yellow", 930, 170, 88), circle("f-night", 966, 148, 78),
    range(34, (i) => circle("f-star", 30 + i * 35, 40 + Math.abs(noise(i)) * 230, 2 + Math.abs(noise(i + 50)) * 2)),
    path("f-hue", "M0 675V452L120 372V452L240 372V452L360 372V452L480 372V452H620V300H668V452H1200V675Z"),
    rect("f-hue", 700, 250, 34, 210), rect("f-hue", 790, 400, 300, 100),
    range(18, (i) => rect([3, 7, 8, 14].includes(i) ? "f-yellow" : "f-shade", 40 + i * 64, 500, 36, 46)),
    range(18, (i) => rect([1, 12].includes(i) ? "f-yellow" : "f-shade", 40 + i * 64, 572, 36, 46))),

  "anatomy-of-a-bill": () => cover("f-tint",
    path("f-paper", "M390 -10H810V586" + range(14, (i) => `L${795 - i * 30} ${612}L${780 - i * 30} 586`).join("") + "Z"),
    [[227, "f-hue"], [74, "f-yellow"], [59, "f-ink"], [29, "f-mute"], [21, "f-hue"], [10, "f-ink"]].reduce(({ y, svg }, [v, cls]) => {
      const h = v * 1.08;
      return { y: y + h + 7, svg: [...svg, rect(cls, 440, y, 320, h), line("l-ink", 840, y + h / 2, 840 + v * 1.1, y + h / 2), line("l-ink", 360, y + h / 2, 360 - v * 0.7, y + h / 2)] };
    }, { y: 50, svg: [] }).svg),

  "cooler-than-you-think": () => cover("f-tint",
    rect("f-ink", 0, 70, W, 34), range(11, (i) => {
      const fill = [0.3, 0.42, 0.25, 0.5, 0.36, 0.92, 0.44, 0.28, 0.52, 0.34, 0.4][i], x = 66 + i * 102;
      return [rect("f-ink", x + 14, 100, 12, 60), rect("f-paper", x - 8, 150, 56, 440, 28),
        rect(fill > 0.9 ? "f-yellow" : "f-hue", x, 582 - 424 * fill, 40, 424 * fill, 20),
        range(7, (t) => line("l-hair", x + 54, 200 + t * 54, x + 66, 200 + t * 54))];
    })),

  "a-day-of-load": () => cover("f-night",
    before.map((kw, q) => rect(q === 25 ? "f-yellow" : q < 20 ? "f-mute" : "f-hue", 26 + q * 12, 640 - kw * 0.68, 9, kw * 0.68)),
    circle("f-paper", 600, 190, 92), path("f-ink", "M572 140L660 190L572 240Z")),

  "payback-trap": () => cover("f-tint",
    range(46, (i) => {
      const envelope = i < 16 ? Math.sin((i / 16) * Math.PI) * 0.95 : Math.sin(((i - 16) / 30) * Math.PI) * 0.62;
      const h = 26 + 520 * Math.abs(envelope) * (0.5 + 0.5 * Math.abs(noise(i)));
      return rect(i < 16 ? "f-hue" : i % 5 === 2 ? "f-yellow" : "f-ink", 40 + i * 24.6, 337 - h / 2, 14, h, 7);
    })),

  "heat-below-200": () => cover("f-yellow",
    ["f-ink", "f-hue", "f-paper", "f-ink", "f-hue"].map((cls, i) => {
      const r = 320 - i * 62;
      return [circle(cls, 860, 340, r)];
    }),
    circle("f-yellow", 860, 340, 40),
    range(5, (i) => rect(i % 2 ? "f-hue" : "f-ink", -10, 118 + i * 104, 560 + [60, -20, -52, -20, 60][i], 30)),
    range(5, (i) => rect("f-yellow", 60 + i * 74, 124 + i * 104, 90, 18, 9))),

  "power-contracts-compared": () => cover("f-tint",
    path("f-hue", through(range(61, (i) => [i * 20, 430 - 190 * Math.sin(i / 9.5) - 70 * noise(i)])) + "L1200 675L0 675Z"),
    path("l-ink bold", through(range(11, (i) => [[i * 110, 520 - i * 26], [(i + 1) * 110, 520 - i * 26]]).flat())),
    line("l-yellow bold", 0, 300, 1200, 300),
    range(11, (i) => circle("f-paper", i * 110 + 55, 520 - i * 26, 13))),

  "price-of-air": () => cover("f-tint",
    rect("f-ink", 0, 520, W, 84), rect("f-hue", 170, 496, 46, 132), rect("f-hue", 830, 496, 46, 132),
    range(26, (i) => {
      const t = i / 26, x = 520 + 420 * t * t + 90 * noise(i) * t, y = 510 - 470 * t + 40 * noise(i + 9) * t;
      return circle(i % 6 === 3 ? "f-yellow" : i % 3 ? "f-paper" : "f-hue", x, y, 7 + 62 * t * (0.6 + 0.4 * Math.abs(noise(i + 3))));
    }),
    rect("f-tint", 508, 520, 14, 22)),

  "a-case-finance-will-sign": () => cover("f-hue",
    el("g", { transform: "rotate(-5 600 340)" },
      rect("f-shade", 372, 34, 500, 660), rect("f-paper", 350, 16, 500, 660),
      range(7, (i) => [rect("f-ink", 400, 76 + i * 58, 26, 26), rect("f-mute", 446, 82 + i * 58, [330, 270, 350, 240, 310, 350, 200][i], 14)]),
      path("l-ink bold", "M420 585C470 500 500 520 478 590S560 500 580 560S640 520 660 575S720 560 780 540"),
      circle("f-yellow", 800, 590, 78))),

  "brennholt-dairy": () => cover("f-tint",
    circle("f-yellow", 980, 190, 110),
    path("f-mute", "M0 470C200 400 420 420 640 470S1040 520 1200 440V675H0Z"),
    range(3, (i) => [rect("f-paper", 170 + i * 180, 180, 140, 400), path("f-ink", `M${170 + i * 180} 182A70 62 0 0 1 ${310 + i * 180} 182Z`),
      rect("f-hue", 170 + i * 180, 300 + i * 60, 140, 280 - i * 60), rect("f-ink", 232 + i * 180, 580, 16, 50)]),
    rect("f-ink", 150, 560, 560, 20), rect("f-ink", 700, 400, 300, 180), path("f-ink", "M680 402L850 310L1020 402Z"),
    range(4, (i) => rect(i === 2 ? "f-yellow" : "f-hue", 732 + i * 66, 450, 40, 56)),
    path("f-hue", "M0 590C240 560 420 630 700 600S1060 570 1200 600V675H0Z")),

  pricing: () => cover("f-yellow",
    [[0.2, 210], [0.5, 400], [0.85, 590]].map(([share, y]) => wave("l-ink bold", -20, y, 248, 110, share, 5))),

  "twenty-questions": () => cover("f-ink",
    range(20, (i) => {
      const x = 204 + (i % 5) * 198, y = 88 + Math.floor(i / 5) * 166, kind = i % 7;
      if (i === 13) return [circle("f-yellow", x, y, 66), path("l-onyellow bold", `M${x - 24} ${y - 14}a24 24 0 1 1 34 22c-8 4 -10 8 -10 18`), circle("f-onyellow", x, y + 44, 7)];
      return kind === 0 ? circle("f-hue", x, y, 66) : kind === 3 ? [circle("f-paper", x, y, 66), path("f-hue", `M${x} ${y - 66}a66 66 0 0 1 0 132z`)] : circle(kind % 2 ? "f-mute" : "f-paper", x, y, 66);
    })),

  about: () => cover("f-ink", wave("l-yellow heavy", -60, 480, 330, 290, 0.62, 4)),

  "strict-csp": () => cover("f-night",
    circle("f-paper", 600, 337, 270), range(25, (i) => el("g", { transform: `rotate(${(i * 14.4).toFixed(1)} 600 337)` }, rect(i === 2 || i === 3 ? "f-yellow" : "f-hue", 592, 84, 16, i === 2 || i === 3 ? 60 : 38))),
    line("l-ink heavy", 600, 337, 740, 250), line("l-ink bold", 600, 337, 600, 160), line("l-hue bold", 600, 337, 660, 165), circle("f-ink", 600, 337, 24)),
};

mkdirSync(out, { recursive: true });
for (const [name, draw] of Object.entries(art)) writeFileSync(new URL(`${name}.svg`, out), draw() + "\n");
