// Draws the charts into ../figures/*.svg:  node www/demo/media/make-figures.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { el, rect, circle, line, path, text, through, scale, noise } from "./svg.mjs";

const out = new URL("../figures/", import.meta.url);
const W = 600;
const chart = (height, title, ...parts) =>
  el("svg", { class: "chart", viewBox: `0 0 ${W} ${height}`, role: "img", "aria-label": title }, parts);

const hgrid = (y, values, label, x0 = 44, x1 = W - 8) => values.map((v) => [
  line(v === 0 ? "axis" : "grid", x0, y(v), x1, y(v)),
  text("t end", x0 - 8, y(v) + 5, label(v)),
]);

function loadWeek() {
  const x = scale(0, 336, 52, W - 8), y = scale(0, 1000, 262, 36);
  const kw = (h) => {
    const day = Math.floor(h / 48), s = h % 48;
    if (day > 4 || s < 10 || s >= 44) return 310 + 6 * noise(h);
    const ramp = Math.min(1, (s - 9) / 4, (45 - s) / 3);
    return 310 + ramp * (585 + 35 * noise(h) - (s === 24 ? 130 : 0));
  };
  const points = Array.from({ length: 336 }, (_, h) => [x(h), y(kw(h))]);
  return chart(300, "Load over one week: about 900 kW on working days, 310 kW on every night and on the whole weekend",
    hgrid(y, [0, 250, 500, 750, 1000], (v) => v, 52),
    rect("f-yellow", x(0), y(310), x(336) - x(0), y(0) - y(310)),
    path("l-ink", through(points)),
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((d, i) => text("t mid", x(i * 48 + 24), 284, d)),
    text("t strong on-yellow", x(248), y(120), "310 kW, 24 hours a day"),
    text("t", 8, 16, "kW"));
}

function bill() {
  const rows = [["Energy", 227, "f-hue"], ["Network, capacity", 74, "f-yellow"], ["Taxes and levies", 59, "f-mute"],
    ["Network, energy", 29, "f-mute"], ["Shape and balancing", 21, "f-hue"], ["Supplier’s margin", 10, "f-mute"]];
  const x = scale(0, 240, 150, W - 66);
  return chart(268, "Parts of a bill of 420,000 euros: energy 227, network capacity 74, taxes 59, network energy 29, shape 21, margin 10",
    rows.map(([name, v, cls], i) => [
      text("t end", 140, 29 + i * 40, name),
      rect(cls, 150, 8 + i * 40, x(v) - 150, 30),
      text("t strong", x(v) + 8, 29 + i * 40, `€${v},000`),
    ]),
    text("t", 150, 262, "Violet: the market. Yellow: your peak. Grey: rules."));
}

function heatDemand() {
  const rows = [["below 60", 34], ["60–90", 38], ["90–120", 15], ["120–150", 9], ["above 150", 4]];
  const y = scale(0, 40, 236, 26);
  return chart(300, "Share of useful heat by temperature: below 60 °C 34 per cent, 60 to 90 38, 90 to 120 15, 120 to 150 9, above 150 4",
    hgrid(y, [0, 10, 20, 30, 40], (v) => `${v} %`),
    rows.map(([name, v], i) => [
      rect(i < 2 ? "f-hue" : "f-mute", 62 + i * 106, y(v), 80, y(0) - y(v)),
      text("t strong mid", 102 + i * 106, y(v) - 8, `${v} %`),
      text("t mid", 102 + i * 106, 257, `${name}`),
    ]),
    line("l-ink", 62, 276, 248, 276), text("t strong mid", 155, 295, "72 % below 90 °C"),
    text("t end", W - 8, 16, "°C needed"));
}

function payback() {
  const x = scale(0, 20, 52, W - 96), y = scale(-80, 260, 256, 18);
  const line1 = [[0, -60], [4, 60], [20, 60]], line2 = [[0, -60], [20, 240]];
  return chart(300, "Cumulative cash: the drives cross zero after two years and stop at plus 60; the heat exchanger crosses after four and reaches plus 240",
    hgrid(y, [-50, 0, 50, 100, 150, 200, 250], (v) => v, 52, W - 96),
    [0, 4, 8, 12, 16, 20].map((v) => text("t mid", x(v), 276, v)),
    path("l-mute thick", through(line1.map(([a, b]) => [x(a), y(b)]))),
    path("l-hue thick", through(line2.map(([a, b]) => [x(a), y(b)]))),
    circle("f-ink", x(2), y(0), 6), circle("f-ink", x(4), y(0), 6),
    text("t strong", x(20) + 8, y(60) + 5, "Drives"), text("t strong", x(20) + 8, y(240) + 5, "Exchanger"),
    text("t mid", 275, 296, "years"), text("t", 8, 12, "€ thousand, undiscounted"));
}

function cop() {
  const lift = scale(30, 110, 52, W - 12), y = scale(0, 7, 250, 36);
  const value = (k) => (0.5 * 363) / k;
  const points = Array.from({ length: 81 }, (_, i) => [lift(30 + i), y(value(30 + i))]);
  return chart(300, "Coefficient of performance falls from six at a lift of 30 kelvin to 1.65 at 110 kelvin",
    hgrid(y, [0, 1, 2, 3, 4, 5, 6, 7], (v) => v, 52),
    [30, 50, 70, 90, 110].map((k) => text("t mid", lift(k), 271, `${k} K`)),
    path("l-hue thick", through(points)),
    [50, 70, 90].map((k) => [circle("f-ink", lift(k), y(value(k)), 5),
      text("t strong", lift(k) + 9, y(value(k)) - 9, value(k).toFixed(1))]),
    text("t mid", 320, 293, "temperature lift"), text("t", 8, 14, "COP"));
}

function heatCost() {
  const rows = [["Heat pump, COP 3.5", 34, "f-hue"], ["Heat pump, COP 2.6", 46, "f-hue"], ["Gas, 90 % boiler", 50, "f-mute"],
    ["Gas, 65 % system", 69, "f-mute"], ["Electric boiler", 122, "f-yellow"]];
  const x = scale(0, 130, 152, W - 50);
  return chart(216, "Euros per megawatt-hour of heat: heat pump 34 or 46, gas 50 or 69, electric boiler 122",
    rows.map(([name, v, cls], i) => [text("t end", 142, 29 + i * 42, name), rect(cls, 152, 8 + i * 42, x(v) - 152, 30),
      text("t strong", x(v) + 8, 29 + i * 42, `€${v}`)]));
}

function programmeCash() {
  const years = Array.from({ length: 21 }, (_, i) => -2350 + 371 * i);
  const y = scale(-3000, 6000, 262, 16), x = (i) => 60 + i * 25.4;
  return chart(300, "Cumulative cash starts at minus 2,350 thousand euros, crosses zero in year seven and reaches plus 5,070 after twenty",
    hgrid(y, [-2000, 0, 2000, 4000], (v) => v.toLocaleString("en"), 56),
    years.map((v, i) => rect(v < 0 ? "f-mute" : "f-hue", x(i), Math.min(y(v), y(0)), 18, Math.abs(y(v) - y(0)))),
    [0, 5, 10, 15, 20].map((i) => text("t mid", x(i) + 9, 284, i)), text("t end", W - 8, 299, "year"));
}

function air() {
  const steps = [["Into the station", 100], ["after motor and compressor", 58], ["after cooling and drying", 45],
    ["after pressure drop", 38], ["after leaks", 27], ["Work at the tool", 10]];
  const x = scale(0, 100, 178, W - 44);
  return chart(262, "Of 100 units of electricity 58 remain after the compressor, 45 after drying, 38 after pressure drop, 27 after leaks, 10 as work",
    steps.map(([name, v], i) => [text("t end", 168, 28 + i * 42, name), rect("f-tint", 178, 8 + i * 42, x(100) - 178, 30),
      rect(i === 5 ? "f-yellow" : "f-hue", 178, 8 + i * 42, x(v) - 178, 30), text("t strong", x(v) + 8, 28 + i * 42, v)]));
}

function contracts() {
  const names = ["Fixed", "Tranches", "Block+spot", "Indexed"];
  const spans = [[96, 96, 96], [84, 93, 103], [76, 91, 124], [68, 89, 158]];
  const y = scale(60, 170, 244, 20);
  return chart(296, "Price in a falling, level and rising market: fixed 96 always; tranches 84 to 103; block and spot 76 to 124; indexed 68 to 158",
    hgrid(y, [60, 80, 100, 120, 140, 160], (v) => v, 48),
    spans.map(([low, mid, high], i) => {
      const x = 84 + i * 132;
      return [rect("f-hue", x, y(high) - 3, 64, y(low) - y(high) + 6), rect("f-yellow", x - 6, y(mid) - 3, 76, 6),
        text("t strong mid", x + 32, y(high) - 10, low === high ? low : `${low}–${high}`),
        text("t mid", x + 32, 268, names[i])];
    }),
    text("t", 8, 13, "€ / MWh"), text("t end", W - 8, 290, "Yellow line: the level market"));
}

function brennholt() {
  const x = (panel) => scale(0, 96, panel ? 334 : 48, panel ? W - 8 : 300), y = scale(0, 1800, 254, 24);
  const day = (night, top, spike) => Array.from({ length: 97 }, (_, q) => {
    const ramp = Math.max(0, Math.min(1, (q - 18) / 6, (94 - q) / 5));
    return night + ramp * (top - night) + (q >= 88 && q < 91 ? spike : 0) + 14 * noise(q + night);
  });
  const draw = (panel, cls, values) => path(cls, through(values.map((v, q) => [x(panel)(q), y(v)])));
  const sunday = (kw) => Array.from({ length: 97 }, (_, q) => kw + 12 * noise(q + kw));
  return chart(300, "Sunday falls from 412 to 268 kW; Tuesday’s peak falls from 1,640 to 1,395 kW",
    hgrid(y, [0, 400, 800, 1200, 1600], (v) => v, 48, 300), [400, 800, 1200, 1600, 0].map((v) => line(v ? "grid" : "axis", 334, y(v), W - 8, y(v))),
    draw(0, "l-mute thick", sunday(412)), draw(0, "l-hue thick", sunday(268)),
    draw(1, "l-mute thick", day(500, 1380, 250)), draw(1, "l-hue thick", day(350, 1250, 120)),
    text("t strong", 56, y(412) - 12, "412 kW before"), text("t strong", 56, y(268) + 24, "268 kW after"),
    text("t mid", 174, 282, "Sunday"), text("t mid", 463, 282, "Tuesday"),
    text("t strong end", W - 8, y(1640) - 8, "1,640 → 1,395 kW"), text("t", 8, 13, "kW"));
}

const charts = { "load-week": loadWeek, bill, "heat-demand": heatDemand, payback, cop, "heat-cost": heatCost,
  "programme-cash": programmeCash, air, contracts, brennholt };

mkdirSync(out, { recursive: true });
for (const [name, draw] of Object.entries(charts)) writeFileSync(new URL(`${name}.svg`, out), draw() + "\n");
