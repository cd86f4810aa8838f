import type { TriedReader } from '../../api/types';
import { count } from '../../format/number';
import { text } from '../../strings';
import { words as all } from '../words';

const words = all.segments.tester;

interface Props {
  readonly readers: readonly TriedReader[];
  /** What was written of each. */
  readonly lines: readonly string[];
  /** How many rules there are. */
  readonly rules: number;
  /** It is of what was written before. */
  readonly isStale: boolean;
}

/** Where the rules put each reader, and why. */
export function TriedTable({ readers, lines, rules, isStale }: Props) {
  const held = new Set(readers.flatMap((reader) => reader.rules));
  const idle = Array.from({ length: rules }, (_, at) => at).filter((at) => !held.has(at));
  return (
    <>
      <div class="list-wrap" tabIndex={0} role="group" aria-label={words.title}>
        <table class="list tried-readers" aria-busy={isStale}>
          <thead>
            <tr>
              <th>{words.reader}</th>
              <th>{words.segment}</th>
              <th>{words.fit}</th>
              <th>{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {readers.map((reader, at) => (
              <tr key={at} data-testid="tried-reader" data-segment={reader.segment ?? ''} data-fit={reader.fit}>
                <td>
                  <code>{lines[at]}</code>
                </td>
                <td>{reader.segment === null ? <span class="nothing">{text.none.segment}</span> : <strong>{reader.segment}</strong>}</td>
                <td>{count(reader.fit)}</td>
                <td>
                  <Why {...reader} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {idle.length > 0 && (
        <p class="field-help" data-testid="idle-rules">
          {words.idle(idle.map((at) => at + 1).join(', '), idle.length === 1)}
        </p>
      )}
    </>
  );
}

/** The rules that hold, and what each adds. */
function Why({ rules, parts, network, classified }: TriedReader) {
  return (
    <>
      {rules.length === 0 && <span class="nothing">{words.none}</span>}
      {rules.map((rule) => (
        <div key={rule}>{words.adds(rule + 1, count(parts.find((part) => part.rule === rule)?.plus ?? 0))}</div>
      ))}
      {network !== 'unknown' && <div class="nothing">{classified ? words.networks[network] : words.unclassified(words.networks[network])}</div>}
    </>
  );
}
