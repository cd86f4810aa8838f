import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/problem';
import type { Me } from '../api/types';
import type { SetupProps } from '../setup/Setup';
import { ProblemNote } from '../ui/ProblemNote';
import { Skeleton } from '../ui/Skeleton';
import { SignIn } from './SignIn';

type Props = Omit<SetupProps, 'me'> & {
  /** `undefined`: not known yet. */
  readonly me: Me | null | undefined;
  readonly onSignedIn: () => void;
};

type Room = typeof import('../setup/Setup');

/** The way into the set-up: few go there and seldom, so it loads by itself. */
export function SetupRoom({ me, onSignedIn, ...props }: Props) {
  const [room, setRoom] = useState<Room>();
  const [tries, setTries] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    setProblem(undefined);
    import('../setup/Setup').then(setRoom, () => setProblem(new Problem(0, { code: 'network' })));
  }, [tries]);

  if (me === null) return <SignIn site={props.title} me={null} onSignedIn={onSignedIn} />;
  if (problem !== undefined) return <ProblemNote problem={problem} onRetry={() => setTries(tries + 1)} />;
  if (room === undefined || me === undefined) return <Skeleton lines={6} />;
  return <room.Setup {...props} me={me} />;
}
