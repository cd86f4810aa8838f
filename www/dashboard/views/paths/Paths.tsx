import { Flow } from './Flow';
import { Whole } from './Whole';
import { useWay } from './PathsTabs';

export function Paths() {
  const way = useWay();
  return way === 'all' || way === 'more' ? <Whole key={way} isLong={way === 'more'} /> : <Flow way={way} />;
}
