import type { SectionsQuestion } from '../../api/types';
import { daysOf, earlierDays } from '../../data/period';
import { toFilter } from '../../state/clause';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { onlyItem } from '../beside/onlyItem';
import { PieceBody } from './PieceBody';
import { finding } from './stops';
import { useSections } from './useSections';

/** How far readers of one piece came, along its own outline; there while one piece alone is chosen. */
export function Piece() {
  const item = onlyItem(useDesk().view.clauses);
  return item === undefined ? null : <OfItem key={item} item={item} />;
}

function OfItem({ item }: { readonly item: string }) {
  const { view } = useDesk();
  const filters = view.clauses.filter(({ dimension }) => dimension !== 'item').map(toFilter);
  const question: SectionsQuestion = { site: view.site, item, date_range: view.range, filters };
  const asked = useSections(question);
  const meta = asked.isStale ? undefined : asked.answer?.meta;
  const earlier = meta && earlierDays(daysOf({ ...meta.range, zone: meta.time_zone }), view.comparison);
  const before = useSections(earlier ? { ...question, date_range: earlier } : null);
  return (
    <Panel name="piece" title={text.piece.title} finding={asked.answer && finding(asked.answer)} asked={asked} lines={10}>
      {(answer) => <PieceBody answer={answer} before={before.isStale ? undefined : before.answer} />}
    </Panel>
  );
}
