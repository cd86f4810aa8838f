import type { Standing } from '../../api/types';
import { count, share } from '../../format/number';
import { text } from '../../strings';
import { FilterButton } from '../../ui/FilterButton';
import { Meter } from '../../ui/Meter';

interface Props {
  readonly standing: Standing;
  readonly visits: number;
  readonly all: number;
}

/** One standing: how many visits, which share of all, and what it takes. */
export function Rung({ standing, visits, all }: Props) {
  const { name, means } = text.standings[standing];
  return (
    <li class="rung" data-testid="standing-row" data-standing={standing} data-value={visits}>
      <p class="rung-words">
        <FilterButton dimension="standing" value={standing}>
          {name}
        </FilterButton>
        <span class="rung-means">{means}</span>
      </p>
      <Meter share={all === 0 ? 0 : visits / all} />
      <p class="rung-numbers">
        <span class="num">{count(visits)}</span> <span class="rung-share">{share(visits, all)}</span>
      </p>
    </li>
  );
}
