import { nameOf } from '../../format/names';
import { count, credit } from '../../format/number';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { bounds } from '../influence/bounds';
import { useInfluence } from '../influence/useInfluence';

const FEW = 5;

/** The pieces that hand-raises can be put down to, from the least to the most that any model says. */
export function ProofPieces() {
  const words = text.proof;
  const asked = useInfluence('item', FEW);
  return (
    <Panel name="proof-pieces" title={words.pieces} asked={asked} lines={FEW}>
      {({ results, meta }) =>
        results.length === 0 ? (
          <p class="nothing">{text.influence.none}</p>
        ) : (
          <table class="sheet breakdown">
            <thead>
              <tr>
                <th scope="col">{text.leaks.item}</th>
                <th scope="col">{text.metrics.visits.name}</th>
                <th scope="col">{words.influenced}</th>
              </tr>
            </thead>
            <tbody>
              {results.map((row) => {
                const [least, most] = bounds(row);
                return (
                  <tr key={row.name} data-testid="proof-piece" data-value={row.name}>
                    <th scope="row">{nameOf('item', row.name, meta.titles)}</th>
                    <td class="num">{count(row.visits)}</td>
                    <td class="num">{least === most ? credit(most) : words.between(credit(least), credit(most))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )
      }
    </Panel>
  );
}
