import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Side } from './Side';
import { onlyItem } from './onlyItem';

/** What readers of one piece read before and after it; there while one piece alone is chosen. */
export function Beside() {
  const item = onlyItem(useDesk().view.clauses);
  if (item === undefined) return null;
  return (
    <>
      <Side key={`previous ${item}`} dimension="previous" {...text.beside.previous} />
      <Side key={`next ${item}`} dimension="next" {...text.beside.next} />
    </>
  );
}
