// What a trace of the page's main thread says about one contestant's script.
//
// Times are the thread's own CPU time (`tdur`), so what else the machine does is not counted; the
// slowing by the browser is, since it keeps the thread itself busy. It does so by the clock on the
// wall, though: an interruption is made up for like work, and where the machine is too busy to wake
// it nothing is. So what is compared is measured at full speed too.

/** What runs script on the main thread, or gets it ready to run. */
const SCRIPT = new Set(["EvaluateScript", "FunctionCall", "RunMicrotasks", "v8.compile", "v8.compileModule", "v8.evaluateModule"]);
/** Style and layout: once a frame, unless script asks before. */
const LAYOUT = new Set(["UpdateLayoutTree", "Layout"]);
/** A task longer than this blocks: the Long Tasks API's limit. */
const LONG_MS = 50;

/** What has to be traced for it; more would cost more. */
export const CATEGORIES = ["-*", "devtools.timeline", "disabled-by-default-devtools.timeline", "v8.execute"];

/**
 * One stretch of script, from when the browser enters it to when it leaves it.
 * @typedef {object} Run
 * @property {object} task the task that it is in @property {object | undefined} dispatch the event
 *   that it handles @property {string | undefined} url where the script lies @property {number} ms
 * @property {object[]} layouts what of style and layout was done in it: forced
 */

/** @param {Buffer} trace @param {string} page the page's address @returns {Run[]} all but the page's own */
function runs(trace, page) {
  const { traceEvents } = JSON.parse(trace.toString());
  const main = traceEvents.find((event) => SCRIPT.has(event.name) && urlOf(event)?.startsWith(page));
  if (!main) return [];
  const events = traceEvents.filter(({ ph, pid, tid }) => ph === "X" && pid === main.pid && tid === main.tid);
  // An event that begins with another and lasts longer is around it.
  events.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const found = [];
  const around = [];
  for (const event of events) {
    while (around.length && around.at(-1).end <= event.ts) around.pop();
    const outer = around.at(-1);
    const here = { end: event.ts + event.dur, task: outer?.task ?? event, dispatch: outer?.dispatch, run: outer?.run };
    if (event.name === "EventDispatch") here.dispatch = event;
    if (SCRIPT.has(event.name)) {
      if (!here.run) found.push((here.run = { task: here.task, dispatch: here.dispatch, ms: ms(event), layouts: [] }));
      here.run.url ??= urlOf(event);
    } else if (LAYOUT.has(event.name)) here.run?.layouts.push(event);
    around.push(here);
  }
  // Microtasks have no address; the page has none of its own.
  return found.filter(({ url }) => url !== page);
}

/** @param {Buffer} trace @param {string} page the page's address */
export function figures(trace, page) {
  const all = runs(trace, page);
  const tasks = new Map();
  const signals = {};
  for (const { task, dispatch, ms } of all) {
    tasks.set(task, (tasks.get(task) ?? 0) + ms);
    if (!dispatch) continue;
    const signal = (signals[dispatch.args.data.type] ??= { dispatched: new Set(), ms: 0 });
    signal.dispatched.add(dispatch);
    signal.ms += ms;
  }
  const layouts = all.flatMap((run) => run.layouts);
  return {
    script_ms: sum(all.map((run) => run.ms)),
    longest_task_ms: Math.max(0, ...tasks.values()),
    blocking_ms: sum([...tasks.values()].map((ms) => Math.max(0, ms - LONG_MS))),
    forced_layouts: layouts.filter(({ name }) => name === "Layout").length,
    forced_layout_ms: sum(layouts.map(ms)),
    /** By type: how many were handled, and in how long. */
    signals: Object.fromEntries(Object.entries(signals).map(([type, { dispatched, ms }]) => [type, { count: dispatched.size, ms }])),
  };
}

const urlOf = ({ args }) => args?.data?.url || args?.fileName || undefined;
const ms = ({ tdur, dur }) => (tdur ?? dur) / 1000;
const sum = (all) => all.reduce((sum, one) => sum + one, 0);
