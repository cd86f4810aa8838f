import { csvOf, type Columns } from '../data/csv';
import { useDesk } from '../state/desk';
import { text } from '../strings';
import { handOver } from './handOver';

interface Props {
  /** What the file is called, beside the site. */
  readonly name: string;
  readonly answer: unknown;
  readonly columns?: Columns | undefined;
}

/** What is on screen, to take along: the answer as the API gave it, and its rows for a spreadsheet. */
export function Save({ name, answer, columns }: Props) {
  const { site } = useDesk().view;
  const csv = csvOf(answer, columns);
  const words = text.save;
  return (
    <p class="panel-save" data-testid="save">
      {words.save}{' '}
      {csv !== undefined && (
        <button type="button" aria-label={words.csv} onClick={() => handOver([csv], `${site}-${name}.csv`)}>
          CSV
        </button>
      )}{' '}
      <button type="button" aria-label={words.json} onClick={() => handOver([JSON.stringify(answer, null, 2)], `${site}-${name}.json`)}>
        JSON
      </button>
    </p>
  );
}
