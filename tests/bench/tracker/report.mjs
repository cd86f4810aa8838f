// What all rounds gave, for people and for programs.
import { quantile, spread } from "./figures.mjs";

/** What we promise of ourselves; by the least of all rounds. A time fails nothing: it is told. What is
 * counted is `exact`, on any machine, and fails the run. */
const LIMITS = [
  ["start-up, ours to Plausible's", 1, ({ ours, plausible }) => ours.cpu_ms.least / plausible.cpu_ms.least],
  ["longest task, ms", 50, ({ ours }) => ours.longest_task_ms.least],
  // What timing itself takes, the empty listeners tell.
  ["µs a signal, above empty listeners", 15, ({ ours, floor }) => Math.max(0, ours.handler_us.least - floor.handler_us.least)],
  ["forced layouts", 0, ({ ours }) => ours.startup_forced_layouts.least + ours.forced_layouts.least, true],
];

/** What each figure is called, and how many decimals mean something. */
const COLUMNS = [
  ["cpu_ms", "start-up ms", 1],
  ["startup_ms", "slowed ms", 1],
  ["longest_task_ms", "longest task", 1],
  ["blocking_ms", "blocking ms", 1],
  ["handler_us", "µs a signal", 0],
  ["forced_layouts", "forced layouts", 0],
  ["forced_layout_ms", "…in ms", 0],
  ["startup_reads", "reads at start", 0],
  ["reads", "in 30 min", 0],
  ["heap_kb", "memory kB", 0],
  ["growth_kb", "growth kB", 0],
  ["listeners", "listeners", 0],
];
/** What only the JSON tells: forced layouts at start, and all script while the restless page is read. */
const MORE = ["startup_forced_layouts", "reading_ms", "slowdown"];
/** What is told as more than the page alone has. */
const ADDED = ["heap_kb", "growth_kb", "listeners"];

/**
 * @param {import("./contestants.mjs").Contestant[]} contestants
 * @param {Record<string, object[]>} timed @param {Record<string, object[]>} kept by contestant, each round
 * @param {(contestant: object) => number} sent how many messages came from it
 */
export function report(contestants, timed, kept, sent) {
  const alone = (key) => quantile(kept.page.map((round) => round[key]), 0.5);
  const figure = (name, key) => {
    const rounds = timed[name][0][key] === undefined ? kept[name] : timed[name];
    const base = ADDED.includes(key) ? alone(key) : 0;
    const values = rounds.map((round) => round[key] - base);
    return { least: Math.min(...values), ...spread(values) };
  };
  const keys = [...COLUMNS.map(([key]) => key), ...MORE];
  const figures = contestants.map((contestant) => ({
    name: contestant.name,
    title: contestant.title,
    ...Object.fromEntries(keys.map((key) => [key, figure(contestant.name, key)])),
    handler_us_by_type: byType(timed[contestant.name]),
    messages: sent(contestant),
  }));
  const named = (name) => figures.find((one) => one.name === name);
  const [ours, plausible, floor] = ["ungated", "plausible", "floor"].map(named);
  const limits = LIMITS.map(([name, limit, of, exact = false]) => {
    const value = of({ ours, plausible, floor });
    return { name, value, limit, exact, ok: value <= limit };
  });
  const empty = named("empty");
  const byRound = (key) => spread(timed.ungated.map((round, at) => round[key] / timed.plausible[at][key]));
  return {
    // At full speed, where noise only ever adds: of each the fastest round counts.
    ratio: limits[0].value,
    ratio_by_round: byRound("cpu_ms"),
    ratio_slowed_by_round: byRound("startup_ms"),
    /** Start-up of an empty tag of our shape, to Plausible's: below that the platform lets none come. */
    ratio_of_empty: empty.cpu_ms.least / plausible.cpu_ms.least,
    rounds: timed.ungated.length,
    slowdown: spread(Object.values(timed).flat().map((round) => round.slowdown)),
    limits,
    figures,
  };
}

/** µs of each type of event, the least of all rounds. */
function byType(rounds) {
  const types = new Set(rounds.flatMap((round) => Object.keys(round.by_type)));
  const least = (type) => Math.min(...rounds.map((round) => round.by_type[type] ?? Infinity));
  return Object.fromEntries([...types].map((type) => [type, least(type)]).filter(([, us]) => us));
}

const range = ({ low, high }) => `${low.toFixed(2)} to ${high.toFixed(2)}`;

/** The same as a table. */
export function table({ ratio, ratio_by_round, ratio_slowed_by_round, ratio_of_empty, rounds, slowdown, limits, figures }) {
  const cell = ({ least, median, low, high }, digits) =>
    `${median.toFixed(digits)}${high - low >= 0.5 * 10 ** -digits ? ` ±${((high - low) / 2).toFixed(digits)}` : ""}${least < median - 0.5 * 10 ** -digits ? ` ≥${least.toFixed(digits)}` : ""}`;
  const rows = [
    ["", ...COLUMNS.map(([, title]) => title)],
    ...figures.map((one) => [one.title, ...COLUMNS.map(([key, , digits]) => cell(one[key], digits))]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => row.map((text, at) => (at ? text.padStart(widths[at]) : text.padEnd(widths[0]))).join("  "));
  const promises = limits.map(({ name, value, limit, ok }) => `  ${ok ? "ok  " : "OVER"} ${name.padEnd(36)} ${value.toFixed(2).padStart(8)} of ${limit}`);
  return [
    ...lines,
    "",
    `${rounds} rounds; slowed ${slowdown.median.toFixed(1)} times (${range(slowdown)}). Median ± half of the middle half ≥ the least of all rounds.`,
    `start-up, ours to Plausible's: ${ratio.toFixed(2)} by the least; by rounds ${ratio_by_round.median.toFixed(2)} (${range(ratio_by_round)}), slowed ${ratio_slowed_by_round.median.toFixed(2)} (${range(ratio_slowed_by_round)}); an empty tag of our shape: ${ratio_of_empty.toFixed(2)}`,
    ...promises,
  ].join("\n");
}
