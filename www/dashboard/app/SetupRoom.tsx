import type { Me } from '../api/types';
import type { SetupProps } from '../setup/Setup';
import { ProblemNote } from '../ui/ProblemNote';
import { Skeleton } from '../ui/Skeleton';
import { useRoom } from '../ui/useRoom';
import { SignIn } from './SignIn';

type Props = Omit<SetupProps, 'me'> & {
  /** `undefined`: not known yet. */
  readonly me: Me | null | undefined;
  readonly onSignedIn: () => void;
};

const load = () => import('../setup/Setup');

/** The way into the set-up: few go there and seldom, so it loads by itself. */
export function SetupRoom({ me, onSignedIn, ...props }: Props) {
  const { room, problem, retry } = useRoom(load);
  if (me === null) return <SignIn site={props.title} me={null} onSignedIn={onSignedIn} />;
  if (problem !== undefined) return <ProblemNote problem={problem} onRetry={retry} />;
  if (room === undefined || me === undefined) return <Skeleton lines={6} />;
  return <room.Setup {...props} me={me} />;
}
