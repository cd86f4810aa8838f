import type { Metric, Movers as Answer } from '../../api/types';
import { nameOf } from '../../format/names';
import { metricText } from '../../format/metric';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { Tabs, useTab } from '../../ui/Tabs';
import { Unseen, useSeen } from '../../ui/Unseen';
import { Explanation } from './Explanation';
import { Usual } from './Usual';
import { isShort, useMovers } from './useMovers';

/** As many as can be read at a glance; they come in order. */
const FEW = 2;

/** What is not as usual, and which dimension explains it. Asked once somebody looks: it is many questions. */
export function Movers() {
  const words = text.movers;
  const { view } = useDesk();
  const [ref, isSeen] = useSeen();
  const metric = useTab('movers', words.tabs);
  const asked = useMovers(isSeen && isShort(view.range) ? metric : null);
  if (!isSeen) return <Unseen panelRef={ref} title={words.title} />;
  // What is on the screen is of the metric that it was asked for.
  const answer = asked.answer?.query.metric === metric ? asked.answer : undefined;
  const aside = <Tabs panel="movers" label={words.title} tabs={words.tabs} open={metric} />;
  if (!isShort(view.range)) return <Unseen panelRef={ref} title={words.title} note={words.long} />;
  return (
    <Panel name="movers" title={words.title} finding={answer && finding(answer, metric)} aside={aside} asked={{ ...asked, answer }} lines={6}>
      {({ results, meta }) =>
        meta.whole.usual === null ? (
          <p class="nothing">{words.young}</p>
        ) : (
          <div class="movers">
            <Usual metric={metric} meta={meta} />
            <div class="movers-dimensions">
              {results.slice(0, FEW).map((explained) => (
                <Explanation key={explained.dimension} metric={metric} explained={explained} titles={meta.titles} />
              ))}
            </div>
          </div>
        )
      }
    </Panel>
  );
}

/** Whether it is unusual, and the value that moved most of the dimension that explains most. */
function finding({ results, meta: { whole, titles } }: Answer, metric: Metric): string | undefined {
  const words = text.movers;
  if (whole.now === null || whole.usual === null) return undefined;
  const [now, usual] = [metricText(metric, whole.now), metricText(metric, whole.usual)];
  const says = whole.is_unusual ? (whole.now > whole.usual ? words.more(now, usual) : words.less(now, usual)) : words.usual(now, usual);
  const first = results.find(({ explains }) => explains);
  const row = first?.rows[0];
  return row === undefined ? says : `${says} ${words.most(nameOf(first!.dimension, row.name, titles))}`;
}
