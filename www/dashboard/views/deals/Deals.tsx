import { useState } from 'preact/hooks';
import type { Deals as Answer } from '../../api/types';
import { nameOf } from '../../format/names';
import { count, multiple } from '../../format/number';
import { mayView } from '../../setup/parts';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { Tabs, useTab } from '../../ui/Tabs';
import { Unseen, useSeen } from '../../ui/Unseen';
import { BringRoom } from '../bring/BringRoom';
import { Cohort } from './Cohort';
import { useDeals } from './useDeals';
import { Ways } from './Ways';

const WEEKS = { '4': 4, '8': 8, '13': 13, '26': 26 } as const;

/** What readers of a segment read before its deals were won. Asked once somebody looks, who may see what the site sells. */
export function Deals() {
  const words = text.deals;
  const { view, me } = useDesk();
  const [ref, isSeen] = useSeen();
  const [version, setVersion] = useState(0);
  const dimension = useTab('deals', words.tabs);
  const weeks = useTab('weeks', words.weeks);
  const may = mayView(me, view.site);
  const asked = useDeals(isSeen && may, dimension, WEEKS[weeks], version);
  if (!may) return <Unseen panelRef={ref} title={words.title} {...(me !== undefined && { note: words.own })} />;
  if (!isSeen) return <Unseen panelRef={ref} title={words.title} />;
  return (
    <Panel name="deals" title={words.title} finding={asked.answer && finding(asked.answer, dimension)} asked={asked} lines={6}>
      {({ results, meta }) => (
        <>
          {results.length === 0 ? (
            <p class="nothing">{meta.kept === 0 ? words.none : words.noneHere(count(meta.kept), meta.kept === 1)}</p>
          ) : (
            <>
              <div class="deals-choice">
                <Tabs panel="deals" label={words.by} tabs={words.tabs} open={dimension} />
                <Tabs panel="weeks" label={words.before} tabs={words.weeks} open={weeks} />
              </div>
              {results.map((row) => (
                <Cohort key={`${row.segment} ${row.country}`} row={row} dimension={dimension} titles={meta.titles} />
              ))}
              <Ways ways={meta.ways} heard={meta.heard} />
              <p class="matrix-how">{words.how(count(meta.confidence_percent))}</p>
            </>
          )}
          <BringRoom kind="deals" has={meta.kept} onBrought={() => setVersion((n) => n + 1)} />
        </>
      )}
    </Panel>
  );
}

/** What a segment surely read more of than others. */
function finding({ results, meta }: Answer, dimension: keyof typeof text.deals.tabs): string | undefined {
  for (const row of results) {
    const sure = row.results.find(({ lift_micro: lift }) => lift !== null && lift.value !== null && lift.low > 1_000_000);
    if (sure?.lift_micro?.value != null) {
      return text.deals.finding(row.segment ?? nameOf('country', row.country ?? ''), nameOf(dimension, sure.name, meta.titles), multiple(sure.lift_micro.value));
    }
  }
  return undefined;
}
