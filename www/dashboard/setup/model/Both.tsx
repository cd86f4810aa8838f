import type { ReplayedBoth } from '../../api/types';
import { count, share, signedCount, signedPoints } from '../../format/number';
import { Meter } from '../../ui/Meter';
import { words as all } from '../words';

const words = all.model;

interface Props {
  readonly title: string;
  readonly head: string;
  readonly rows: readonly (readonly [string, ReplayedBoth])[];
  /** Whether what counts is which share of the whole each has: two models give other sums. */
  readonly areShares?: boolean;
}

/** Figures by both models, side by side. */
export function Both({ title, head, rows, areShares = false }: Props) {
  const sum = (of: 'published' | 'draft'): number => rows.reduce((all, [, both]) => all + both[of], 0);
  const [published, draft] = [sum('published'), sum('draft')];
  const most = Math.max(1, ...rows.flatMap(([, both]) => [both.published, both.draft]));
  return (
    <table class="sheet breakdown both">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{words.publishedHead}</th>
          <th scope="col">{words.draftHead}</th>
          <th scope="col">{words.difference}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, both]) => (
          <tr key={name} data-testid="both-row" data-value={name}>
            <th scope="row">
              {name}
              <Meter share={areShares ? both.draft / Math.max(1, draft) : both.draft / most} />
            </th>
            <td class="num">{areShares ? share(both.published, published) : count(both.published)}</td>
            <td class="num">{areShares ? share(both.draft, draft) : count(both.draft)}</td>
            <td class="num">
              {areShares ? points(both, published, draft) : signedCount(both.draft - both.published)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function points(both: ReplayedBoth, published: number, draft: number): string {
  return signedPoints(1_000_000 * (both.draft / Math.max(1, draft) - both.published / Math.max(1, published)));
}
