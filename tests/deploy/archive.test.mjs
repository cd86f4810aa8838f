// The archive, by the very files that are deployed: miniflare gives them a bucket, which workerd by itself
// has none of, and DuckDB reads what is in it.
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { TOKEN, edge, installed } from './edge.mjs';

const { DuckDBInstance } = installed('@duckdb/node-api');

const DAY_MS = 24 * 60 * 60 * 1000;
/** Ahead of any clock, by which facts would be over their time: noon of 2100-01-01. */
const NOON = 4_102_488_000_000;
const DAYS = ['2100-01-01', '2100-01-02', '2100-01-03'];
const SITES = {
  demo: { title: 'Demo', hostnames: ['localhost'], archive: true, k: 1 },
  quiet: { title: 'Without', hostnames: ['localhost'] },
};

let home;
let running;
/** A door to the buckets themselves: miniflare's own asks its worker in a way that now and then mistakes an answer. */
const DOOR = `
import worker from './shim.js';
export * from './shim.js';
export default {
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== '/bucket') return worker.fetch(request, env, context);
    const [bucket, key] = [env[searchParams.get('bucket')], searchParams.get('key')];
    if (request.method === 'PUT') return Response.json(await bucket.put(key, await request.text()) !== null);
    if (key !== null) {
      const object = await bucket.get(key);
      return new Response(object.body, { headers: { uploaded: object.uploaded.toISOString() } });
    }
    const keys = [];
    for (let page; page === undefined || page.truncated; ) {
      page = await bucket.list({ cursor: page?.cursor });
      keys.push(...page.objects.map((object) => object.key));
    }
    return Response.json(keys);
  },
};
`;
const start = async (sites, buckets = ['ARCHIVE', 'ARCHIVE_EU']) => {
  running = await edge({ home, sites, buckets, bindings: { UNGATED_ONE_PLACE: '1' }, before: DOOR });
};
const bucket = (name, key, init) => running.dispatchFetch(`http://localhost/bucket?${new URLSearchParams({ bucket: name, ...(key && { key }) })}`, init);

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'ungated-archive-'));
  await start(SITES);
});
after(async () => {
  await running.dispose();
  await rm(home, { recursive: true });
});

const api = async (method, path) => {
  const answer = await running.dispatchFetch(`http://localhost/api/v1/${path}`, { method, headers: { authorization: `Bearer ${TOKEN}` } });
  const text = await answer.text();
  return { status: answer.status, text, json: () => JSON.parse(text) };
};
const archive = async (method = 'GET') => {
  const answer = await api(method, 'sites/demo/archive');
  assert.equal(answer.status, 200, answer.text);
  return answer.json();
};
const read = async (reader, id, path, now, n, ms) => {
  const body = {
    v: 1, s: 'demo', p: id.toString(16).padStart(16, '0'), n, u: `http://localhost${path}`,
    i: { t: `=Title of "${path}", \u{1f600}`, w: 476, l: 'en' },
    e: ms, d: [Math.min(ms, 2000), 2000], x: [[238, ms], [238, 0]],
  };
  const answer = await running.dispatchFetch('http://localhost/e', {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.' + reader, 'cf-connecting-ip': `203.0.113.${reader}`, 'x-ungated-dev': JSON.stringify({ now }) },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 202, `${answer.headers.get('x-ungated-refused')}`);
};
const keys = async (name = 'ARCHIVE') => {
  return (await (await bucket(name)).json()).sort();
};
/** What a question to DuckDB answers, over all files of the bucket, laid out as their keys are. */
const duck = async (question) => {
  const folder = await mkdtemp(join(home, 'files-'));
  for (const key of await keys()) {
    const file = join(folder, key);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.from(await (await bucket('ARCHIVE', key)).arrayBuffer()));
  }
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const table = (name) => `read_parquet('${folder}/v1/demo/${name}/*/*.parquet', hive_partitioning = true)`;
  const rows = await connection.runAndReadAll(question(table('visits'), table('page_views')));
  return rows.getRowObjectsJson();
};

/** Readers of three days, and two later: by the first they are closed, by the second nothing is awaited of them. */
const readers = async () => {
  let id = 1;
  for (const day of [0, 1, 2]) {
    for (let reader = 1; reader <= 20; reader += 1) {
      for (const path of ['/a/', '/b/']) {
        const now = NOON + day * DAY_MS + reader * 1000;
        await read(reader, id, path, now, 0, 0);
        await read(reader, id, path, now + 30_000, 1, 10_000 + id);
        id += 1;
      }
    }
  }
  await read(98, 9_998, '/later/', NOON + 9 * DAY_MS, 0, 0);
  const { days } = await archive('POST');
  assert.ok(days.every(({ day }) => day < DAYS[2]), 'a page may still tell of the third');
  await read(99, 9_999, '/last/', NOON + 12 * DAY_MS, 0, 0);
};
/** By then these days are there, and of the tenth a page may still tell. */
const settled = async () => {
  for (;;) {
    const state = await archive('POST');
    // The alarm packs too, and one at a time: what it is at is due until it is done.
    if (state.days.length < 3 || state.due.length > 1) continue;
    assert.deepEqual(state.due, ['2100-01-10']);
    return state;
  }
};

test('closed days are in the bucket, and DuckDB reads in them what the export says', async () => {
  await readers();
  // Broken off anywhere in it, it goes on: what was put is put over itself.
  const broken = archive('POST').catch(() => undefined);
  await running.dispose();
  await broken;
  await start(SITES);
  await read(99, 9_999, '/last/', NOON + 12 * DAY_MS, 1, 0);
  const state = await settled();
  assert.deepEqual(state.days.map(({ day, visits, page_views, files }) => ({ day, visits, page_views, files })), DAYS.map((day) => ({ day, visits: 20, page_views: 40, files: 2 })));
  assert.equal(state.on && state.bucket, true);
  assert.ok(state.days.every((day) => day.bytes > 0));
  const own = await keys();
  assert.equal(own.length, 6);
  assert.match(own[0], /^v1\/demo\/page_views\/day=2100-01-01\/[a-z]+-0-0\.parquet$/u);
  assert.deepEqual(await keys('ARCHIVE_EU'), []);

  const lines = (await api('GET', 'sites/demo/export?until=2100-01-03')).text.split('\n').filter((line) => line.startsWith('{"cursor"'));
  const visits = lines.map((line) => JSON.parse(line).visit);
  assert.equal(visits.length, 60);
  const sum = (of) => String(visits.flatMap((visit) => visit.page_views).reduce((all, view) => all + of(view), 0));
  const [row] = await duck((visit, view) => `
    SELECT count(*)::VARCHAR AS page_views, sum(v.engaged_ms)::VARCHAR AS engaged_ms, sum(points)::VARCHAR AS points,
      count(DISTINCT visit)::VARCHAR AS visits, min(title) AS title, sum((sections ->> '$[0][1]')::INTEGER)::VARCHAR AS shown
    FROM ${view} AS v JOIN ${visit} AS w USING (visit)`);
  assert.deepEqual(row, {
    page_views: '120',
    engaged_ms: sum((view) => view.active_ms + view.media_ms),
    points: sum((view) => view.points),
    visits: '60',
    title: '=Title of "/a/", \u{1f600}',
    shown: `${sum((view) => view.sections[0][1])}`,
  });
  const days = await duck((visit) => `
    SELECT day::VARCHAR AS day, count(*)::VARCHAR AS visits, sum(engaged_ms)::VARCHAR AS engaged_ms, bool_or(simulated) AS simulated
    FROM ${visit} GROUP BY ALL ORDER BY day`);
  const ofDay = (from) => visits.filter((visit) => Math.floor((visit.start_ms - from) / DAY_MS) === 0);
  assert.deepEqual(days, DAYS.map((day) => {
    const own = ofDay(Date.parse(day));
    const engaged = own.flatMap((visit) => visit.page_views).reduce((all, view) => all + view.active_ms + view.media_ms, 0);
    return { day, visits: '20', engaged_ms: `${engaged}`, simulated: false };
  }));
});

test('another model makes the days anew, and nothing else does', async () => {
  const [key] = (await keys()).filter((it) => it.includes('/visits/'));
  const read = async () => Buffer.from(await (await bucket('ARCHIVE', key)).arrayBuffer());
  const uploaded = async () => (await bucket('ARCHIVE', key)).headers.get('uploaded');
  const [first, at] = [await read(), await uploaded()];
  await settled();
  assert.deepEqual(await uploaded(), at);

  const held = (await api('GET', 'sites/demo/config')).json();
  const model = { ...JSON.parse(await readFile('shared/model/default.json', 'utf8')), engagement_half: 20 };
  const sent = await running.dispatchFetch('http://localhost/api/v1/sites/demo/config', {
    method: 'PUT',
    headers: { authorization: `Bearer ${TOKEN}`, 'if-match': `"${held.version}"` },
    body: JSON.stringify({ ...held.config, model }),
  });
  assert.equal(sent.status, 200, await sent.text());
  for (;;) {
    await archive('POST');
    if (!first.equals(await read())) break;
  }
  await settled();
  const models = await duck((visit) => `SELECT count(DISTINCT model)::VARCHAR AS models, count(*)::VARCHAR AS visits FROM ${visit}`);
  assert.deepEqual(models, [{ models: '1', visits: '60' }]);
});

test('who wants none has none, and who has no bucket is told', async () => {
  const quiet = await api('POST', 'sites/quiet/archive');
  assert.deepEqual([quiet.status, quiet.json().code], [409, 'archive_off']);
  const { on, bucket, days } = (await api('GET', 'sites/quiet/archive')).json();
  assert.deepEqual([on, bucket, days], [false, true, []]);
  const health = await (await running.dispatchFetch('http://localhost/healthz')).json();
  assert.deepEqual([health.bindings.ARCHIVE, health.bindings.ARCHIVE_EU], ['present', 'present']);
});

test('erased is every object, and nothing of another site', async () => {
  const put = async (key, body) => assert.equal((await bucket('ARCHIVE', key, { method: 'PUT', body })).status, 200);
  await put('v1/demo2/visits/x', 'other');
  // More than one list tells.
  for (let n = 0; n < 1_100; n += 1) await put(`v1/demo/visits/day=2020-01-01/weur-9-${n}.parquet`, 'x');
  const before = (await keys()).length;
  assert.ok(before >= 1_000);
  const erased = await api('DELETE', 'sites/demo/facts?confirm=demo');
  assert.equal(erased.status, 200, erased.text);
  assert.ok(erased.json().archived >= 1_105);
  assert.deepEqual(await keys(), ['v1/demo2/visits/x']);
  assert.deepEqual((await archive()).days, []);
  const acts = (await api('GET', 'audit')).json().acts.map((act) => act.act);
  assert.ok(acts.includes('facts.archive') && acts.includes('facts.erase'));
});
