import type { Me } from '../../api/types';
import { isAdmin } from '../parts';
import { Audit } from './Audit';
import { Versions } from './Versions';

/** What was set, when and by whom, and the way back. */
export function HistoryPart({ me, onChanged }: { me: Me; onChanged: () => void }) {
  return (
    <>
      <Versions onChanged={onChanged} />
      {isAdmin(me) && <Audit />}
    </>
  );
}
