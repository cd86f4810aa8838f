import { useReport } from '../../data/useReport';
import { nameOf, NONE, OTHER } from '../../format/names';
import { count, share } from '../../format/number';
import { text } from '../../strings';
import { Meter } from '../../ui/Meter';
import { Nothing } from '../../ui/Nothing';
import { Panel } from '../../ui/Panel';
import { Term } from '../../ui/Term';
import { Step } from './Step';

interface Props {
  readonly dimension: 'previous' | 'next';
  readonly title: string;
  readonly column: string;
  /** What stands for a visit that began or ended there. */
  readonly end: string;
}

const ROWS = 8;
/** So that shares are of all page views, or nearly. */
const MOST = 200;

/** Where readers of a piece came from in their visit, or where they went on to. */
export function Side({ dimension, title, column, end }: Props) {
  const asked = useReport({
    metrics: ['pageviews'],
    dimensions: ['item', dimension],
    order_by: [['pageviews', 'desc']],
    limit: MOST,
  });
  return (
    <Panel name={dimension} title={title} asked={asked} lines={ROWS}>
      {({ results, meta }) => {
        const sum = results.reduce((sum, { metrics }) => sum + (metrics[0] ?? 0), 0);
        return results.length === 0 ? (
          <Nothing />
        ) : (
          <table class="sheet breakdown">
            <thead>
              <tr>
                <th scope="col">{column}</th>
                <th scope="col">
                  <Term {...text.metrics.pageviews} />
                </th>
              </tr>
            </thead>
            <tbody>
              {results.slice(0, ROWS).map(({ dimensions, metrics }) => {
                const value = dimensions[1] ?? '';
                const name = value === NONE ? end : nameOf('item', value, meta.titles);
                const pageviews = metrics[0] ?? 0;
                return (
                  <tr key={value} data-testid={`${dimension}-row`} data-value={value}>
                    <th scope="row">
                      {value === NONE || value === OTHER ? <span>{name}</span> : <Step item={value}>{name}</Step>}
                      <Meter share={sum === 0 ? 0 : pageviews / sum} />
                    </th>
                    <td class="num" data-metric="pageviews" data-value={pageviews} title={count(pageviews)}>
                      {share(pageviews, sum)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        );
      }}
    </Panel>
  );
}
