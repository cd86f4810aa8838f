import type { Estimate, ReplayedForetold } from '../../api/types';
import { ofMicro } from '../../format/number';
import { words as all } from '../words';

const words = all.model;

/** How often a standing that reading alone reached came before a hand-raise. */
export function Foretold({ published, draft }: { readonly published: ReplayedForetold; readonly draft: ReplayedForetold }) {
  const rows = [
    [words.precision, published.precision_micro, draft.precision_micro],
    [words.recall, published.recall_micro, draft.recall_micro],
    [words.base, published.base_micro, draft.base_micro],
  ] as const;
  return (
    <table class="sheet breakdown both" data-testid="foretold">
      <caption>{words.foretold}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{words.publishedHead}</th>
          <th scope="col">{words.draftHead}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...both]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {both.map((estimate, at) => (
              <td key={at} class="num">
                {told(estimate)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const told = (estimate: Estimate | null) =>
  estimate === null ? (
    '–'
  ) : (
    <>
      {ofMicro(estimate.value)} <small class="both-interval">{words.between(ofMicro(estimate.low), ofMicro(estimate.high))}</small>
    </>
  );
