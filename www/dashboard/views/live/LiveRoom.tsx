import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../../api/problem';
import { ProblemNote } from '../../ui/ProblemNote';
import { Skeleton } from '../../ui/Skeleton';
import type { LiveBoardProps } from './LiveBoard';

type Room = typeof import('./LiveBoard');

/** The way to the live board: few open it, so it loads by itself. */
export function LiveRoom(props: LiveBoardProps) {
  const [room, setRoom] = useState<Room>();
  const [tries, setTries] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    setProblem(undefined);
    import('./LiveBoard').then(setRoom, () => setProblem(new Problem(0, { code: 'network' })));
  }, [tries]);
  if (problem !== undefined) return <ProblemNote problem={problem} onRetry={() => setTries(tries + 1)} />;
  return room === undefined ? <Skeleton lines={8} /> : <room.LiveBoard {...props} />;
}
