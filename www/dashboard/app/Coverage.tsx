import type { Coverage as Counts } from '../api/types';
import { count } from '../format/number';
import { text } from '../strings';
import { Icon } from '../ui/Icon';

/** Says so when part of the site's data did not answer. */
export function Coverage({ shards, answered }: Counts) {
  if (answered >= shards) return null;
  return (
    <div class="notice" role="status" data-testid="coverage-notice">
      <Icon name="warn" />
      <p>
        <strong>{text.problem.partial(count(answered), count(shards))}.</strong> {text.problem.partialHelp}
      </p>
    </div>
  );
}
