import { mayEdit } from '../../setup/parts';
import { useDesk } from '../../state/desk';
import { ProblemNote } from '../../ui/ProblemNote';
import { useRoom } from '../../ui/useRoom';
import type { BringProps } from './Bring';

const load = () => import('./Bring');

/** The way to bring a file: who may do that is one of few, so it loads by itself, and for them alone. */
export function BringRoom(props: BringProps) {
  const { view, me } = useDesk();
  const may = me != null && mayEdit(me, view.site);
  const { room, problem, retry } = useRoom(load, may);
  if (!may) return null;
  if (problem !== undefined) return <ProblemNote problem={problem} onRetry={retry} />;
  return room === undefined ? null : <room.Bring {...props} />;
}
