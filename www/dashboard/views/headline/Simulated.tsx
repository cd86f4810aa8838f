import { count } from '../../format/number';
import { text } from '../../strings';
import { Tip } from '../../ui/Tip';

/** Stands beside the numbers as long as any of them holds what no person did. */
export function Simulated({ visits }: { visits: number }) {
  return (
    <p class="simulated" data-testid="simulated-label" data-value={visits}>
      <Tip text={text.headline.simulatedMeans}>
        <button type="button" class="term">
          {text.headline.simulated(count(visits), visits === 1)}
        </button>
      </Tip>
    </p>
  );
}
