import { ProblemNote } from '../ui/ProblemNote';
import { Skeleton } from '../ui/Skeleton';
import { useRoom } from '../ui/useRoom';

const load = () => import('../views/sites/Sites');

/** The way to all sites: who has one never goes there, so it loads by itself. */
export function SitesRoom() {
  const { room, problem, retry } = useRoom(load);
  if (problem !== undefined) return <ProblemNote problem={problem} onRetry={retry} />;
  return room === undefined ? <Skeleton lines={6} /> : <room.Sites />;
}
