import type { Paths } from '../../api/types';
import { nameOf } from '../../format/names';
import { count, NOTHING, share } from '../../format/number';
import { duration } from '../../format/time';
import { text } from '../../strings';
import type { Way } from './Flow';

/** The same as a table: every path from its beginning. */
export function FlowTable({ way, answer: { results, meta } }: { readonly way: Way; readonly answer: Paths }) {
  const words = text.paths;
  const chains: string[][] = [];
  const rows = results.flatMap(({ step, reached, branches }, at) => {
    const before = chains.length;
    const first = before - (results[at - 1]?.branches.length ?? 0);
    return branches.map((branch) => {
      const chain = [...(branch.from === null ? [] : chains[first + branch.from]!), nameOf('item', branch.item, meta.titles)];
      chains.push(chain);
      return { step, reached, branch, chain };
    });
  });
  return (
    <details class="flow-table">
      <summary>{words.table}</summary>
      <div class="matrix-scroll" tabIndex={0} role="region" aria-label={words.table}>
        <table class="sheet breakdown">
          <thead>
            <tr>
              <th scope="col">{words.path}</th>
              <th scope="col">{text.metrics.visits.name}</th>
              <th scope="col">{words.share}</th>
              <th scope="col">{words.betweenHead}</th>
              <th scope="col">{words.endedHead[way]}</th>
              <th scope="col">{words.other}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ step, reached, branch, chain }, at) => (
              <tr key={`${step} ${at}`}>
                <th scope="row">{chain.join(' → ')}</th>
                <td>{count(branch.visits)}</td>
                <td>{share(branch.visits, reached)}</td>
                <td>{branch.between_ms === null ? NOTHING : duration(branch.between_ms)}</td>
                <td>{count(branch.ended)}</td>
                <td>{count(branch.other)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
