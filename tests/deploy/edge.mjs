// The very files that are deployed, in miniflare, which comes with Wrangler.
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const built = process.env.UNGATED_BUILD ?? resolve('target/ungated');
/** Installed beside Wrangler, from this folder's lock file. */
export const installed = createRequire(join(resolve(built, '../wrangler'), 'package.json'));
const { Miniflare } = createRequire(installed.resolve('wrangler'))('miniflare');

export const TOKEN = 'deploy-test-token';

/**
 * Starts it with sites and whatever else is to be bound. `before`: the text of a module that stands before
 * the Worker's own, `shim.js`, and hands on what it is asked.
 */
export async function edge({ home, sites, buckets = [], bindings = {}, before }) {
  const files = await readdir(join(built, 'worker'));
  files.sort((a, b) => (b === 'shim.js') - (a === 'shim.js') || (a < b ? -1 : 1));
  const root = join(built, 'worker');
  const own = await Promise.all(
    files.map(async (file) => ({ type: file.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule', path: join(root, file), contents: await readFile(join(root, file)) })),
  );
  const object = (className) => ({ className, useSQLite: true });
  const running = new Miniflare({
    modules: [...(before ? [{ type: 'ESModule', path: join(root, 'before.js'), contents: before }] : []), ...own],
    modulesRoot: root,
    compatibilityDate: '2026-04-01',
    durableObjects: { SHARD: object('VisitShard'), SITE: object('Site'), REGISTRY: object('Registry'), LIVE: object('Live') },
    durableObjectsPersist: join(home, 'objects'),
    cf: false,
    kvNamespaces: ['SALTS'],
    kvPersist: join(home, 'kv'),
    r2Buckets: buckets,
    r2Persist: join(home, 'r2'),
    bindings: { SITES: sites, UNGATED_ADMIN_TOKEN: TOKEN, UNGATED_DEV: '1', ...bindings },
  });
  await running.ready;
  return running;
}
