import { useState } from 'preact/hooks';
import { askConfig, putConfig, type Document } from '../api/admin';
import type { Problem } from '../api/problem';
import type { Config } from '../api/types';
import { useDesk } from '../state/desk';
import { useAct, type Act } from './useAct';
import { useLoaded } from './useLoaded';
import { words } from './words';

export interface Held {
  readonly config: Config | undefined;
  /** Why it could not be read. */
  readonly problem: Problem | undefined;
  readonly reload: () => void;
  /** Saving it. */
  readonly act: Act;
  /** Puts the document with these keys changed; `undefined` takes a key out. Whether that was done. */
  readonly save: (change: Partial<Record<string, unknown>>, why?: string) => Promise<boolean>;
}

/** The site's configuration, and the way to another one. */
export function useConfig(): Held {
  const { view } = useDesk();
  const { answer, problem, reload } = useLoaded(`config ${view.site}`, (signal) => askConfig(view.site, signal));
  const [saved, setSaved] = useState<Config>();
  const act = useAct();
  const config = saved !== undefined && answer !== undefined && saved.version > answer.version ? saved : answer;
  return {
    config,
    problem,
    reload: () => {
      act.forget();
      reload();
    },
    act,
    save: async (change, why = '') => {
      if (config === undefined) return false;
      // JSON leaves out what is undefined.
      const next = { ...config.config, ...change } as Document;
      return act.run(async () => setSaved(await putConfig(view.site, config.version, next, why)));
    },
  };
}

/**
 * What a refused configuration says about one of its keys.
 *
 * The API names the field first: `hostnames[1]: …`.
 */
export function wrongOf(problem: Problem | undefined, key: string): string | undefined {
  if (problem === undefined || !/^(config|body)$/.test(problem.code)) return undefined;
  const said = problem.message.replace(/^config\./, '');
  return said === key || new RegExp(`^${key}\\b`).test(said) ? words.notTaken(said) : undefined;
}
