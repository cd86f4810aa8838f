import { askDifference } from '../../api/admin';
import { useDesk } from '../../state/desk';
import { Unread } from '../Unread';
import { useLoaded } from '../useLoaded';
import { words as all } from '../words';

const words = all.history;

/** What a version has other than another. */
export function Changes({ version, against }: { version: number; against: number }) {
  const { view } = useDesk();
  const loaded = useLoaded(`changes ${view.site} ${version} ${against}`, (signal) => askDifference(view.site, version, against, signal));
  const { answer } = loaded;
  if (answer === undefined) return <Unread {...loaded} />;
  if (answer.changes.length === 0) return <p>{words.same}</p>;
  return (
    <dl class="changes" data-testid="changes">
      {answer.changes.map(({ field, from, to }) => (
        <div key={field}>
          <dt>
            <code>{field}</code>
          </dt>
          <dd>
            {from !== undefined && <del>{told(from)}</del>} {to !== undefined && <ins>{told(to)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
