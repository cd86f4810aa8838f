import { text } from '../strings';
import { Beside } from '../views/beside/Beside';
import { Breakdown } from '../views/breakdown/Breakdown';
import { Content } from '../views/content/Content';
import { Deals } from '../views/deals/Deals';
import { Heard } from '../views/heard/Heard';
import { Influence } from '../views/influence/Influence';
import { Ladder } from '../views/ladder/Ladder';
import { Leaks } from '../views/leaks/Leaks';
import { Movers } from '../views/movers/Movers';
import { Paths } from '../views/paths/Paths';
import { Piece } from '../views/piece/Piece';
import { Places } from '../views/places/Places';
import { Quadrant } from '../views/quadrant/Quadrant';
import { Segments } from '../views/segments/Segments';
import { Trend } from '../views/trend/Trend';
import { Ungate } from '../views/ungate/Ungate';
import { Uplift } from '../views/uplift/Uplift';

export function Panels({ now }: { now: number }) {
  return (
    <div class="panels">
      <Trend now={now} />
      <Ladder />
      <Movers />
      <Quadrant />
      <Content now={now} />
      <Piece />
      <Beside />
      <Influence />
      <Uplift />
      <Segments now={now} />
      <Paths />
      <Leaks />
      <Ungate />
      <Deals />
      <Heard />
      <Breakdown name="sources" {...text.sources} now={now} />
      <Breakdown name="subjects" {...text.subjects} now={now} />
      <Places />
      <Breakdown name="audience" {...text.audience} now={now} />
    </div>
  );
}
