import { ProblemNote } from '../ui/ProblemNote';
import { Skeleton } from '../ui/Skeleton';
import type { Loaded } from './useLoaded';

/** Stands where an answer will, or why it does not. */
export function Unread({ problem, reload }: Pick<Loaded<unknown>, 'problem' | 'reload'>) {
  return problem === undefined ? <Skeleton lines={4} /> : <ProblemNote problem={problem} onRetry={reload} />;
}
