import { BREAKDOWN, BreakdownTable } from '../breakdown/BreakdownTable';
import type { Report } from '../../api/types';
import { useReport } from '../../data/useReport';
import { NONE, OTHER } from '../../format/names';
import { share } from '../../format/number';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Nothing } from '../../ui/Nothing';
import { Panel } from '../../ui/Panel';
import { Matrix } from './Matrix';

/** Segments with room here; a site has a handful. */
const MANY = 100;

/** Whom the site writes for, and whether they read. */
export function Segments({ now }: { now: number }) {
  const words = text.segments;
  const { comparison } = useDesk().view;
  const asked = useReport({ metrics: BREAKDOWN, dimensions: ['segment'], order_by: [['visits', 'desc']], comparison, limit: MANY });
  return (
    <Panel name="segments" title={words.title} finding={asked.answer && finding(asked.answer)} asked={asked} lines={6}>
      {(report) => {
        if (report.results.length === 0) return <Nothing />;
        if (isWithout(report)) return <p class="nothing">{words.none}</p>;
        return (
          <>
            <div class="segments">
              <BreakdownTable dimension="segment" column={words.column} report={report} now={now} />
              <Matrix />
            </div>
            <Covered report={report} />
          </>
        );
      }}
    </Panel>
  );
}

const sum = (rows: Report['results']): number => rows.reduce((all, row) => all + (row.metrics[0] ?? 0), 0);

/** No visit is in a segment, and of none it was asked where its reader works. */
const isWithout = ({ results, meta }: Report): boolean =>
  meta.classified_visits === 0 && results.every((row) => row.dimensions[0] === NONE);

function finding({ results, meta }: Report): string | undefined {
  // Who is not told of may be in any segment.
  if (meta.suppressed.rows > 0) return undefined;
  const inOne = sum(results.filter((row) => row.dimensions[0] !== NONE && row.dimensions[0] !== OTHER));
  return inOne === 0 ? undefined : text.segments.finding(share(inOne, sum(results)), text.segments.fits);
}

/** For how many visits fit could be known. */
function Covered({ report: { results, meta } }: { report: Report }) {
  if (meta.classified_visits === null) return null;
  return (
    <p class="segments-coverage" data-testid="fit-coverage" data-value={meta.classified_visits}>
      {text.segments.coverage(share(meta.classified_visits, sum(results)))}
    </p>
  );
}
