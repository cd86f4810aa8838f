import { useState } from 'preact/hooks';
import { askAudit } from '../../api/admin';
import type { Act } from '../../api/types';
import { word } from '../../format/word';
import { moment } from '../date';
import { Part } from '../Part';
import { Unread } from '../Unread';
import { useLoaded } from '../useLoaded';
import { words as all } from '../words';

const words = all.audit;

/** As many as the API tells at once unless it is asked for others. */
const PAGE = 100;

/** Who did what, on every site. */
export function Audit() {
  const [older, setOlder] = useState<readonly Act[]>([]);
  const [before, setBefore] = useState<number | null>(null);
  const loaded = useLoaded(`audit ${before}`, (signal) => askAudit(before, signal));
  const { answer } = loaded;
  const acts = [...older, ...(answer?.acts ?? [])];
  const last = acts.at(-1);
  return (
    <Part title={words.title} help={words.help}>
      {acts.length > 0 && (
        <div class="list-wrap" tabIndex={0} role="group" aria-label={words.title}>
          <table class="list">
            <thead>
              <tr>
                <th>{words.at}</th>
                <th>{words.by}</th>
                <th>{words.act}</th>
                <th>{words.on}</th>
              </tr>
            </thead>
            <tbody>
              {acts.map((act) => (
                <tr key={act.id} data-testid="act">
                  <td>{moment(act.at_ms)}</td>
                  <td>{act.by.name}</td>
                  <td>{word(words.acts, act.act) ?? act.act}</td>
                  <td>
                    {act.on} <span class="nothing">{act.detail}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {answer === undefined ? (
        <Unread {...loaded} />
      ) : (
        answer.acts.length === PAGE &&
        last !== undefined && (
          <button
            type="button"
            class="button"
            onClick={() => {
              setOlder(acts);
              setBefore(last.id);
            }}
          >
            {words.older}
          </button>
        )
      )}
    </Part>
  );
}
