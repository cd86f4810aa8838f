import type { Me } from '../../api/types';
import { isAdmin } from '../parts';
import { Shares } from './Shares';
import { Tokens } from './Tokens';

/** Who may see the site: by a link, by a token. */
export function PeoplePart({ me }: { me: Me }) {
  return (
    <>
      <Shares />
      {isAdmin(me) && <Tokens />}
    </>
  );
}
