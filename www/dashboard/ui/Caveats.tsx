import type { Caveat, Report } from '../api/types';
import { count } from '../format/number';
import { text } from '../strings';

/** The page says these once, over all panels. */
type PageWide = 'shards_missing' | 'simulated';

const isOfPanel = (code: Caveat): code is Exclude<Caveat, PageWide> => code !== 'shards_missing' && code !== 'simulated';

type Meta = Pick<Report['meta'], 'caveats' | 'suppressed'>;

/** What an answer is to be read with, in words. Answers without any draw nothing. */
export function Caveats({ answer }: { readonly answer: unknown }) {
  const meta = (answer as { readonly meta?: Partial<Meta> } | null)?.meta;
  const codes = meta?.caveats?.filter(isOfPanel);
  if (!codes?.length) return null;
  return (
    <ul class="caveats">
      {codes.map((code) => (
        <li key={code} data-caveat={code}>
          {code === 'small_groups_joined' ? text.few(count(meta?.suppressed?.k ?? null)) : text.caveats[code]}
        </li>
      ))}
    </ul>
  );
}
