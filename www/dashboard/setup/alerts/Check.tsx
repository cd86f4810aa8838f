import { useState } from 'preact/hooks';
import { checkAlerts } from '../../api/alerts';
import type { CheckedAlerts } from '../../api/types';
import { word } from '../../format/word';
import { useDesk } from '../../state/desk';
import { Outcome } from '../Outcome';
import { useAct } from '../useAct';
import { words as all } from '../words';

const words = all.alerts.check;

/** Asks the rules that hold, and says what came of each. */
export function Check({ onSent }: { onSent: () => void }) {
  const { view } = useDesk();
  const [checked, setChecked] = useState<CheckedAlerts['alerts']>();
  const act = useAct();
  const press = () =>
    void act.run(async () => {
      setChecked((await checkAlerts(view.site)).alerts);
      onSent();
    });
  return (
    <div class="tester" data-testid="check">
      <h3>{words.title}</h3>
      <p class="part-help">{words.help}</p>
      <div class="form-end">
        <button type="button" class="button" disabled={act.isBusy} onClick={press}>
          {words.submit}
        </button>
        <Outcome act={act} done={checked?.length === 0 ? words.none : ''} />
      </div>
      {checked !== undefined && checked.length > 0 && (
        <dl class="changes" role="status">
          {checked.map(({ name, outcome }) => (
            <div key={name} data-testid="checked">
              <dt>{name}</dt>
              <dd>{word(words.outcomes, outcome) ?? outcome}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
