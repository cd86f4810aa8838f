import type { Report } from '../../api/types';
import { nameOf } from '../../format/names';
import { text } from '../../strings';
import { FilterButton } from '../../ui/FilterButton';
import { Icon } from '../../ui/Icon';
import { ARROW } from './arrow';

/** A content path as its pieces, one after the other; each filters by itself. */
export function Chain({ path, titles }: { path: string; titles: Report['meta']['titles'] }) {
  return (
    <ol class="chain">
      {path.split(ARROW).map((item, at) => (
        <li key={`${at} ${item}`}>
          {at > 0 && (
            <>
              <Icon name="next" />
              <span class="sr-only">{text.paths.then} </span>
            </>
          )}
          <FilterButton dimension="item" value={item} title={nameOf('item', item, titles)}>
            {nameOf('item', item, titles)}
          </FilterButton>
        </li>
      ))}
    </ol>
  );
}
