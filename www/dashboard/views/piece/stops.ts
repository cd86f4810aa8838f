import type { Sections } from '../../api/types';
import { count, share } from '../../format/number';
import { text } from '../../strings';

/** The place of the section, the last one left out, in which most page views stopped; none where nobody did. */
export function mostStopIn({ results }: Sections): number | undefined {
  const before = results.slice(0, -1).map(({ stopped }) => stopped);
  const most = Math.max(0, ...before);
  return most === 0 ? undefined : before.indexOf(most);
}

/** Where readers stop, in one sentence. */
export function finding(answer: Sections): string | undefined {
  const { results, meta } = answer;
  const [words, all, last] = [text.piece.finding, results.length, results.at(-1)];
  if (last === undefined) return undefined;
  if (all === 1) return words.only(share(last.read, meta.outline_page_views));
  const at = mostStopIn(answer);
  if (at === undefined || results[at]!.stopped < last.stopped) return words.end(share(last.stopped, meta.outline_page_views), count(all));
  return words.stop(share(results[at]!.stopped, meta.outline_page_views), count(at + 1), count(all));
}
