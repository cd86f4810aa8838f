import { useState } from 'preact/hooks';
import { askVersions, rollBack } from '../../api/admin';
import type { ConfigVersion } from '../../api/types';
import { useDesk } from '../../state/desk';
import { word } from '../../format/word';
import { moment } from '../date';
import { Outcome } from '../Outcome';
import { Part } from '../Part';
import { Unread } from '../Unread';
import { useAct } from '../useAct';
import { useLoaded } from '../useLoaded';
import { words as all } from '../words';
import { Changes } from './Changes';

const words = all.history;

/** The configuration's versions: what each changed, and the way back to it. */
export function Versions({ onChanged }: { onChanged: () => void }) {
  const { view } = useDesk();
  const loaded = useLoaded(`versions ${view.site}`, (signal) => askVersions(view.site, signal));
  const [open, setOpen] = useState<number>();
  const act = useAct();
  const { answer } = loaded;
  if (answer === undefined) return <Unread {...loaded} />;
  const back = (to: ConfigVersion) =>
    void act
      .run(async () => void (await rollBack(view.site, answer.version, to.version)))
      .then((isDone) => {
        if (!isDone) return;
        setOpen(undefined);
        loaded.reload();
        onChanged();
      });
  return (
    <Part title={words.title} help={words.help}>
      <Outcome act={act} done={all.done} />
      <ol class="versions">
        {answer.versions.map((each, at) => {
          const before = answer.versions[at + 1];
          const isHeld = each.version === answer.version;
          const isOpen = open === each.version;
          return (
            <li key={each.version} data-testid="version">
              <p>
                <strong>{words.version(each.version)}</strong> {isHeld && <span class="held">{words.held}</span>}
              </p>
              <p class="part-help">
                {word(words.acts, each.act) ?? each.act}
                {each.by !== '' && `, ${each.by}`}
                {each.at_ms > 0 && `, ${moment(each.at_ms)}`}
              </p>
              {each.why !== '' && <p data-testid="version-why">{words.why(each.why)}</p>}
              <p class="rule-acts">
                {before !== undefined && (
                  <button type="button" class="button" aria-expanded={isOpen} onClick={() => setOpen(isOpen ? undefined : each.version)}>
                    {words.changes}
                    <span class="sr-only"> {words.version(each.version)}</span>
                  </button>
                )}
                {!isHeld && (
                  <button type="button" class="button" disabled={act.isBusy} onClick={() => back(each)}>
                    {words.back(each.version)}
                  </button>
                )}
              </p>
              {isOpen && before !== undefined && <Changes version={each.version} against={before.version} />}
            </li>
          );
        })}
      </ol>
    </Part>
  );
}
