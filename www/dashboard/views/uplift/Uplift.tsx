import type { Uplift as Answer } from '../../api/types';
import { nameOf } from '../../format/names';
import { count } from '../../format/number';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { Tabs, useTab } from '../../ui/Tabs';
import { Unseen, useSeen } from '../../ui/Unseen';
import { UpliftRow } from './UpliftRow';
import { useUplift } from './useUplift';

const WEEKS = { '1': 1, '2': 2, '4': 4 } as const;

type By = keyof typeof text.uplift.tabs;

/**
 * Whether segments that read more of something raise more hands in the weeks after. Asked once somebody looks: it is many questions.
 * No row is a headline: of many compared the surest is often chance.
 */
export function Uplift() {
  const words = text.uplift;
  const [ref, isSeen] = useSeen();
  const dimension = useTab('uplift', words.tabs);
  const weeks = useTab('after', words.afterTabs);
  const asked = useUplift(isSeen, dimension, WEEKS[weeks]);
  if (!isSeen) return <Unseen panelRef={ref} title={words.title} />;
  // Rows of another dimension would lie under this one's name: better none until the new ones come.
  const usable = asked.isStale ? { ...asked, answer: undefined } : asked;
  return (
    <Panel name="uplift" title={words.title} asked={usable} lines={8}>
      {(answer) => (
        <>
          <div class="uplift-choice">
            <Tabs panel="uplift" label={words.by} tabs={words.tabs} open={dimension} />
            <div class="uplift-after">
              <span aria-hidden="true">{words.after}</span>
              <Tabs panel="after" label={words.after} tabs={words.afterTabs} open={weeks} />
            </div>
          </div>
          {answer.results.length === 0 ? <p class="nothing">{nothing(answer)}</p> : <Rows answer={answer} dimension={dimension} />}
        </>
      )}
    </Panel>
  );
}

function Rows({ answer: { results, meta }, dimension }: { readonly answer: Answer; readonly dimension: By }) {
  const words = text.uplift;
  // One scale for all, so that rows compare.
  const reach = Math.max(1, ...results.map(({ difference_micro: of }) => (of === null ? 0 : Math.max(Math.abs(of.low), Math.abs(of.high)))));
  return (
    <>
      <p class="matrix-caption">{words.compared(count(meta.weeks.length), count(meta.segments))}</p>
      <div class="matrix-scroll" tabIndex={0} role="region" aria-label={words.title}>
        <table class="sheet breakdown uplift-table">
          <thead>
            <tr>
              <th scope="col">{words.tabs[dimension]}</th>
              <th scope="col">{words.difference}</th>
              <th scope="col">{words.exposed}</th>
              <th scope="col">{words.unexposed}</th>
            </tr>
          </thead>
          <tbody>
            {results.map((row) => (
              <UpliftRow key={row.name} row={row} name={nameOf(dimension, row.name, meta.titles)} reach={reach} />
            ))}
          </tbody>
        </table>
      </div>
      {meta.rows > results.length && <p class="matrix-how">{words.more(count(meta.rows - results.length))}</p>}
      <p class="matrix-how">{words.how(count(meta.confidence_percent))}</p>
    </>
  );
}

/** Why there is nothing to compare. */
function nothing({ meta }: Answer): string {
  const words = text.uplift;
  if (meta.weeks.length === 0) return words.noWeeks;
  return meta.segments < 2 ? words.noSegments : words.none;
}
