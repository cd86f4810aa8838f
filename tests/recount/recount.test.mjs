// Every report against a second count of the exported facts. `cargo xtask test recount` runs it.

import { test } from 'node:test';

import { facts } from './facts.mjs';
import { deals } from './tests/deals.mjs';
import { heard } from './tests/heard.mjs';
import { influence } from './tests/influence.mjs';
import { model } from './tests/model.mjs';
import { movers } from './tests/movers.mjs';
import { paths } from './tests/paths.mjs';
import { queries } from './tests/queries.mjs';
import { sections } from './tests/sections.mjs';
import { small } from './tests/small.mjs';
import { ungate } from './tests/ungate.mjs';
import { uplift } from './tests/uplift.mjs';

const began = Date.now();
const visits = await facts('all');
const views = visits.reduce((all, visit) => all + visit.views.length, 0);
console.log(`${visits.length} visits, ${views} page views exported in ${seconds(began)} s`);

const reports = [queries, paths, sections, influence, ungate, heard, uplift, movers, deals, model, small];
for (const [name, recount] of reports.flat()) {
  test(name, async () => {
    const began = Date.now();
    const compared = await recount(visits);
    console.log(`${name}: ${compared}, in ${seconds(began)} s`);
  });
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}
