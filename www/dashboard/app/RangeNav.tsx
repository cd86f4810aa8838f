import { useDesk } from '../state/desk';
import { isSame, RANGES } from '../state/range';
import { text } from '../strings';
import { Link } from '../ui/Link';
import { DatesMenu } from './DatesMenu';

export function RangeNav() {
  const { view } = useDesk();
  return (
    <nav class="ranges" aria-label={text.range}>
      {RANGES.map((range) => (
        <Link key={range} change={{ range }} isCurrent={isSame(view.range, range)}>
          {text.ranges[range]}
        </Link>
      ))}
      <DatesMenu />
    </nav>
  );
}
