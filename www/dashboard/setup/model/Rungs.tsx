import { STANDINGS, type ReplayedMove } from '../../api/types';
import { count } from '../../format/number';
import { text } from '../../strings';
import { words as all } from '../words';

const words = all.model;

/** Which standing became which: what moved is beside the diagonal. */
export function Rungs({ standings }: { readonly standings: readonly ReplayedMove[] }) {
  const most = Math.max(1, ...standings.map(({ visits }) => visits));
  return (
    <div class="matrix-scroll" tabIndex={0} role="region" aria-label={words.rungs}>
      <table class="matrix matrix-wide" data-testid="rungs">
        <caption>{words.rungs}</caption>
        <thead>
          <tr>
            <th scope="col">{words.fromTo}</th>
            {STANDINGS.map((each) => (
              <th key={each} scope="col">
                {text.standings[each].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {STANDINGS.map((published) => (
            <tr key={published}>
              <th scope="row">{text.standings[published].name}</th>
              {STANDINGS.map((draft) => {
                const visits = standings.find((it) => it.published === published && it.draft === draft)?.visits ?? 0;
                const shade = visits === 0 ? '' : ` shade-${Math.max(1, Math.ceil(5 * Math.sqrt(visits / most)))}`;
                const moved = published === draft ? '' : ' is-moved';
                return (
                  <td key={draft} class={`matrix-cell${shade}${moved}`} data-pair={`${published} ${draft}`} data-value={visits}>
                    {visits === 0 ? <span class="matrix-none">–</span> : <span class="matrix-figure">{count(visits)}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
