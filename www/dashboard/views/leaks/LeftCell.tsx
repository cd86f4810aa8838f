import { count, share } from '../../format/number';
import { text } from '../../strings';

/** How many reads were the last of their visit, and which share; `null`: too few to tell. */
export function LeftCell({ left, reads }: { readonly left: number | null; readonly reads: number | null }) {
  return (
    <td class="num" data-metric="left" data-value={left ?? ''} title={text.leaks.of(count(left), count(reads))}>
      {count(left)} {left !== null && reads ? <span class="leak-share">{share(left, reads)}</span> : null}
    </td>
  );
}
