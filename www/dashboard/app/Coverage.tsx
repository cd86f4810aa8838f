import type { Coverage as Counts } from '../api/types';
import { partial } from '../format/partial';
import { text } from '../strings';
import { Icon } from '../ui/Icon';

/** Says so when part of the site's data did not answer. */
export function Coverage(coverage: Counts) {
  if (coverage.answered >= coverage.shards) return null;
  return (
    <div class="notice" role="status" data-testid="coverage-notice">
      <Icon name="warn" />
      <p>
        <strong>{partial(coverage)}.</strong> {text.problem.partialHelp}
      </p>
    </div>
  );
}
