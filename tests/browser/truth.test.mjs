// The truth: scripted reading sessions in a real browser, whose engaged time and read sections are
// known without the tracker: from the events that the test itself noted, and from the script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isNear, play } from "./truth/play.mjs";
import blurred from "./truth/sessions/blurred.mjs";
import fast from "./truth/sessions/fast.mjs";
import hidden from "./truth/sessions/hidden.mjs";
import history from "./truth/sessions/history.mjs";
import idle from "./truth/sessions/idle.mjs";
import layout from "./truth/sessions/layout.mjs";
import media from "./truth/sessions/media.mjs";
import sleep from "./truth/sessions/sleep.mjs";
import spa from "./truth/sessions/spa.mjs";
import visible from "./truth/sessions/visible.mjs";

const KINDS = { visible, idle, hidden, blurred, history, spa, media, fast, layout, sleep };
const wanted = (kind) => !process.env.UNGATED_TRUTH || process.env.UNGATED_TRUTH.split(" ").includes(kind);
const SESSIONS = Object.entries(KINDS).flatMap(([kind, list]) => (wanted(kind) ? list.map((session) => ({ kind, ...session })) : []));

/** Words that are read in a minute, and characters; the share of it that makes a section read. */
const [WORDS_A_MINUTE, CHARACTERS_A_MINUTE, READ_SHARE] = [238, 400, 0.5];
/** How near the script itself knows the engaged time, besides the time it took too long. */
const SCRIPT_MS = 500;

let it;
before(async () => (it = await play(SESSIONS)));
after(() => it?.stop());

/** Sections as reported: those with words, and whether each was read. */
function sections({ lang }, { x = [] } = {}) {
  const a_minute = lang === "ja" ? CHARACTERS_A_MINUTE : WORDS_A_MINUTE;
  const shown = x.filter(([words]) => words);
  return shown.map(([words, ms]) => ({ words, ms, read: ms >= ((words * 60_000) / a_minute) * READ_SHARE }));
}

/** Each section of a view: as it was, and as it was reported. A hit without sections read none. */
function compared(session, view) {
  const told = sections(session, view.hit);
  return view.words.map((words, i) => {
    const [is, found] = [view.read[i] === "R", told[i]];
    const right = found ? found.words === words && found.read === is && told.length === view.words.length : !told.length && !is;
    return { right, is, found };
  });
}

for (const session of SESSIONS) {
  test(`${session.kind}: ${session.name}`, async () => {
    const { late_ms, errors, seen, hits, views, session: { base } } = await it.outcome(session);
    const short = (path) => path.slice(base.length);
    assert.deepEqual(errors, [], "the page threw");

    // The observer saw what the script did.
    assert.deepEqual(seen.map(({ path }) => short(path)), views.map(({ path }) => short(path)), "page views that were");
    for (const { how, engaged, truth_ms, seen } of views) {
      if (how) assert.equal(seen.how, how);
      const off_ms = Math.abs(truth_ms - engaged * 1_000);
      assert.ok(off_ms <= SCRIPT_MS + late_ms, `by the script ${engaged * 1_000} ms, seen ${Math.round(truth_ms)} ms (${Math.round(late_ms)} late)`);
    }

    // The tag reported it. Of a page that nobody ever saw it may say nothing.
    const paths = (list) => list.map(short).sort();
    const loud = views.filter(({ hit, engaged }) => hit || engaged > 0);
    assert.deepEqual(paths(hits.map(({ u }) => new URL(u).pathname)), paths(loud.map(({ told }) => told)), "page views reported");
    for (const view of views) {
      const { hit, truth_ms, title, path, words, read, depth, acts } = view;
      if (!hit) continue;
      const name = short(path) || "it";
      const e = hit.e ?? 0;
      assert.ok(isNear(session, e, truth_ms), `${name}: engaged for ${e} ms, in truth ${Math.round(truth_ms)} ms`);
      const told = sections(session, hit);
      const found = told.map((section) => (section.read ? "R" : "-")).join("");
      const text = `${name}: [words, ms] ${JSON.stringify(hit.x)}`;
      if (hit.x) assert.deepEqual(told.map((section) => section.words), words, text);
      assert.equal(found.padEnd(words.length, "-"), read, text);
      assert.equal(hit.i.t, title);
      if (depth) assert.equal(Math.round((100 * hit.d[0]) / hit.d[1]), depth, `depth ${hit.d}`);
      if (acts) assert.deepEqual(hit.k, acts);
      if (view.seen.how === "route") assert.equal(hit.r, it.own.url + "/", "a route is come to from the site itself");
    }
  });
}

test("at least 95 % of the sections are exactly right", async (t) => {
  const outcomes = await Promise.allSettled(SESSIONS.map(it.outcome));
  const rows = outcomes.map(({ value }, i) => {
    const views = value?.views ?? SESSIONS[i].views ?? [SESSIONS[i]];
    const all = views.flatMap((view) => (value ? compared(SESSIONS[i], view) : view.words.map(() => ({ right: false }))));
    const off = value ? views.map(({ hit, truth_ms }) => (truth_ms === undefined ? "not seen" : Math.round((hit?.e ?? 0) - truth_ms))) : ["not played"];
    return { name: `${SESSIONS[i].kind}: ${SESSIONS[i].name}`, right: all.filter(({ right }) => right).length, of: all.length, off };
  });
  const sum = (list, of) => list.reduce((sum, one) => sum + of(one), 0);
  const [right, of] = [sum(rows, (row) => row.right), sum(rows, (row) => row.of)];
  for (const row of rows) t.diagnostic(`${`${row.right}/${row.of}`.padStart(6)} sections, ${`${row.off.join(", ")} ms`.padStart(20)}  ${row.name}`);
  t.diagnostic(`${right} of ${of} sections in ${rows.length} sessions: ${((100 * right) / of).toFixed(1)} %`);
  assert.ok(right / of >= 0.95, `${right} of ${of}`);
});

test("the last page of no visit has 0", async () => {
  const outcomes = await Promise.all(SESSIONS.map(it.outcome));
  const nothing = outcomes.filter(({ views }) => views.at(-1).engaged > 0 && !((views.at(-1).hit?.e ?? 0) > 0));
  assert.deepEqual(nothing.map(({ session }) => session.name), []);
});

test("the edge took every hit, and scored it as the page did", async () => {
  await Promise.allSettled(SESSIONS.map(it.outcome));
  assert.deepEqual(it.own.hits.filter(({ status }) => status !== 202).map(({ status, hit }) => [status, hit.u]), []);
  const { refused, parity } = await it.quality();
  assert.deepEqual([refused, parity], [{}, 0]);
});
