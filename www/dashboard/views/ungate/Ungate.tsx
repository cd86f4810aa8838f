import type { Ungate as Answer, UngateRow } from '../../api/types';
import { count, milli } from '../../format/number';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { Unseen, useSeen } from '../../ui/Unseen';
import { Asset } from './Asset';
import { useUngate } from './useUngate';

/** What a form in front of a piece cost, or what taking it away brought. Asked once somebody looks: it is many questions. */
export function Ungate() {
  const words = text.ungate;
  const [ref, isSeen] = useSeen();
  const asked = useUngate(isSeen);
  if (!isSeen) return <Unseen panelRef={ref} title={words.title} />;
  return (
    <Panel name="ungate" title={words.title} finding={asked.answer && finding(asked.answer)} asked={asked} lines={6}>
      {({ results, meta }) =>
        results.length === 0 ? (
          <p class="nothing">{words.none}</p>
        ) : (
          <>
            {results.map((row) => (
              <Asset key={row.path} row={row} />
            ))}
            <p class="matrix-how">{words.how(count(meta.power.confidence_percent))}</p>
          </>
        )
      }
    </Panel>
  );
}

/** The largest cost that is sure to be one. */
function finding({ results }: Answer): string | undefined {
  const sure = results.filter((row): row is UngateRow & { turned_away: NonNullable<UngateRow['turned_away']> } => (row.turned_away?.low ?? 0) > 0);
  const [worst] = sure.sort((a, b) => b.turned_away.value - a.turned_away.value);
  if (worst === undefined) return undefined;
  const { low, high } = worst.turned_away;
  const each = worst.turned_away_per_form_fill_milli;
  return text.ungate.finding(worst.title, count(low), count(high), each && milli(each.value));
}
