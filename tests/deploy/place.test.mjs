// Where objects are placed. Neither workerd nor miniflare has regions or jurisdictions: a module before
// the Worker's own notes what it asks of the platform, and plays a jurisdiction.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { edge } from './edge.mjs';

const NOTING = `
import worker from './shim.js';
export * from './shim.js';
const asked = [];
const noting = (objects, jurisdiction) =>
  new Proxy(objects, {
    get(_, method) {
      if (method === 'jurisdiction') return (word) => noting(objects, word);
      const own = objects[method];
      if (typeof own !== 'function' || method === 'constructor') return own;
      return (...given) => {
        if (method === 'getByName') asked.push({ name: given[0], hint: given[1]?.locationHint, jurisdiction });
        else asked.push({ method });
        return own.apply(objects, given);
      };
    },
  });
export default {
  fetch(request, env, context) {
    if (new URL(request.url).pathname === '/asked') return Response.json(asked.splice(0));
    return worker.fetch(request, { ...env, SHARD: noting(env.SHARD) }, context);
  },
};
`;
const SITES = {
  anywhere: { title: 'Anywhere', public: true, hostnames: ['localhost'], k: 1 },
  inside: { title: 'Inside', public: true, hostnames: ['localhost'], k: 1, residency: 'eu' },
};
/** Readers, by what Cloudflare knows of them; and the hint of the object that has to keep their visits. */
const READERS = [
  [{ continent: 'EU', country: 'DE' }, 'weur'],
  [{ continent: 'EU', country: 'PL' }, 'eeur'],
  [{ continent: 'NA', country: 'US', longitude: '-122.4' }, 'wnam'],
  [{ continent: 'NA', country: 'US', longitude: '-74.0' }, 'enam'],
  [{ continent: 'SA', country: 'BR' }, 'sam'],
  [{ continent: 'AS', country: 'JP' }, 'apac'],
  [{ continent: 'AS', country: 'AE' }, 'me'],
  [{ continent: 'OC', country: 'AU' }, 'oc'],
  [{ continent: 'AF', country: 'KE' }, 'afr'],
  [{ continent: null, country: null }, undefined],
];

let home;
let running;
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'ungated-place-'));
  running = await edge({ home, sites: SITES, before: NOTING });
});
after(async () => {
  await running.dispose();
  await rm(home, { recursive: true });
});

const asked = async () => (await running.dispatchFetch('http://localhost/asked')).json();
const read = async (site, id, cf) => {
  const answer = await running.dispatchFetch('http://localhost/e', {
    method: 'POST',
    cf,
    headers: { 'content-type': 'text/plain', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0', 'cf-connecting-ip': '203.0.113.9' },
    body: JSON.stringify({ v: 1, s: site, p: id.toString(16).padStart(16, '0'), u: 'http://localhost/', i: { t: 'A page', w: 100 } }),
  });
  assert.equal(answer.status, 202, `${answer.headers.get('x-ungated-refused')}`);
};

test("a reader's visit is asked for near the reader", async () => {
  await asked();
  for (const [at, [cf, hint]] of READERS.entries()) {
    await read('anywhere', at + 1, cf);
    assert.deepEqual(await asked(), [{ name: `anywhere/${hint ?? 'unknown'}/0`, ...(hint && { hint }) }]);
  }
});

test('a site that stays in the European Union has no object outside it, wherever its readers are', async () => {
  await asked();
  for (const [at, [cf, hint]] of READERS.entries()) {
    await read('inside', at + 100, cf);
    assert.deepEqual(await asked(), [{ name: `inside@eu/${hint ?? 'unknown'}/0`, ...(hint && { hint }), jurisdiction: 'eu' }]);
  }
  // Nor do questions ask elsewhere.
  const today = await running.dispatchFetch('http://localhost/api/v1/query', { method: 'POST', body: JSON.stringify({ site: 'inside', metrics: ['visits'], date_range: 'day' }) });
  const { results, meta } = await today.json();
  assert.deepEqual([results[0].metrics, meta.coverage.answered], [[READERS.length], READERS.length]);
  const all = await asked();
  assert.ok(all.length >= READERS.length, `${all.length} objects`);
  for (const { name, jurisdiction } of all) assert.deepEqual([name.startsWith('inside@eu/'), jurisdiction], [true, 'eu'], name);
});
