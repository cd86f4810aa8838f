// What the tag costs a page, beside other trackers:
// node tests/bench/tracker/main.mjs --xtask FILE --www DIR --bundles DIR [--rounds N] [--quick] [--json]
//
// In every round every contestant has its turn, in an order that moves on: whatever the machine
// does meanwhile, it does to all. Times pass or fail nothing; a layout that is forced by ours does. A contestant that sends nothing, or
// whose messages are turned away, does: it would be measured at doing nothing.
import { parseArgs } from "node:util";
import { eventually } from "../../browser/world.mjs";
import { contestants as all, needed } from "./contestants.mjs";
import { launch } from "./chromium.mjs";
import { kept, timed } from "./measure.mjs";
import { product } from "./product.mjs";
import { report, table } from "./report.mjs";
import { serve } from "./server.mjs";

const { values } = parseArgs({
  options: {
    xtask: { type: "string" },
    www: { type: "string" },
    bundles: { type: "string" },
    rounds: { type: "string", default: "5" },
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const contestants = values.quick ? needed : all;
if (!values.xtask || !values.www || !values.bundles || !(rounds > 0)) {
  console.error("usage: node tests/bench/tracker/main.mjs --xtask FILE --www DIR --bundles DIR [--rounds N] [--quick] [--json]");
  process.exit(2);
}
/** What a page keeps hardly differs from round to round. */
const KEPT_ROUNDS = Math.min(2, rounds);

const running = await product(values.xtask);
const site = await serve(contestants, { product: running.url, www: values.www, bundles: values.bundles });
const browser = await launch();
const results = { timed: {}, kept: {} };
const stage = { browser, site: site.url, sent, heard };
try {
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(turn + round) % contestants.length];
      console.error(`» round ${round + 1} of ${rounds}: ${contestant.title}`);
      (results.timed[contestant.name] ??= []).push(await timed(stage, contestant));
      if (round < KEPT_ROUNDS) (results.kept[contestant.name] ??= []).push(await kept(stage, contestant));
    }
  const told = report(contestants, results.timed, results.kept, sent);
  if (told.limits.some(({ exact, ok }) => exact && !ok)) process.exitCode = 1;
  console.log(values.json ? JSON.stringify(told, null, 2) : table(told));
  for (const address of new Set(Object.values(results).flatMap(Object.values).flat().flatMap(({ strangers }) => strangers)))
    console.error(`  asked for, and not let out: ${address}`);
} finally {
  await browser.close();
  await site.stop();
  await running.stop();
}

/** How many messages came from a contestant. */
function sent({ sends }) {
  return site.received.filter(({ path }) => sends && (path === sends || path.startsWith(`${sends}/`))).length;
}

/** Waits until more of a contestant came than before, and sees that ours was taken. */
async function heard(contestant, before) {
  if (contestant.sends) {
    const silent = new Error(`${contestant.title} sent nothing, so measuring it says nothing`);
    await eventually(() => sent(contestant), (now) => now > before).catch(() => Promise.reject(silent));
  }
  const refused = site.received.find(({ path, status }) => path === "/stats/e" && status !== 202);
  if (refused) throw new Error(`a hit of ours was not taken: ${refused.status}`);
}
