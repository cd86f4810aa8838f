import { useDesk } from '../state/desk';
import { RANGES } from '../state/view';
import { text } from '../strings';
import { Link } from '../ui/Link';

export function RangeNav() {
  const { view } = useDesk();
  return (
    <nav class="ranges" aria-label={text.range}>
      {RANGES.map((range) => (
        <Link key={range} change={{ range }} isCurrent={view.range === range}>
          {text.ranges[range]}
        </Link>
      ))}
    </nav>
  );
}
