import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../../api/problem';
import { mayEdit } from '../../setup/parts';
import { useDesk } from '../../state/desk';
import { ProblemNote } from '../../ui/ProblemNote';
import type { BringProps } from './Bring';

type Room = typeof import('./Bring');

/** The way to bring a file: who may do that is one of few, so it loads by itself, and for them alone. */
export function BringRoom(props: BringProps) {
  const { view, me } = useDesk();
  const may = me != null && mayEdit(me, view.site);
  const [room, setRoom] = useState<Room>();
  const [tries, setTries] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (!may) return;
    setProblem(undefined);
    import('./Bring').then(setRoom, () => setProblem(new Problem(0, { code: 'network' })));
  }, [may, tries]);
  if (!may) return null;
  if (problem !== undefined) return <ProblemNote problem={problem} onRetry={() => setTries(tries + 1)} />;
  return room === undefined ? null : <room.Bring {...props} />;
}
