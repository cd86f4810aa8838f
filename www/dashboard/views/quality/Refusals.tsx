import type { Counts } from '../../api/types';
import { count } from '../../format/number';
import { word } from '../../format/word';
import { text } from '../../strings';

interface Props {
  readonly refused: Counts;
  readonly unsited: Counts;
}

const byCount = (counts: Counts) => Object.entries(counts).filter(([, hits]) => hits > 0).sort((a, b) => b[1] - a[1]);

/** Every reason that turned hits away, in words. */
export function Refusals({ refused, unsited }: Props) {
  const reasons = byCount(refused);
  const strays = byCount(unsited);
  return (
    <div class="refusals">
      {reasons.length === 0 ? <p>{text.quality.none}</p> : <Reasons counts={reasons} />}
      {strays.length > 0 && (
        <>
          <p>{text.quality.unsited}</p>
          <Reasons counts={strays} />
        </>
      )}
    </div>
  );
}

function Reasons({ counts }: { counts: readonly (readonly [string, number])[] }) {
  return (
    <ul>
      {counts.map(([code, hits]) => (
        <li key={code} data-testid="refusal" data-code={code} data-value={hits}>
          <span class="num">{count(hits)}</span> {word(text.quality.refusals, code) ?? code}
        </li>
      ))}
    </ul>
  );
}
