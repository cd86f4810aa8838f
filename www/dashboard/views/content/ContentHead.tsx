import { text } from '../../strings';
import { SORTS } from '../../state/view';
import { SortHeader } from './SortHeader';

export function ContentHead() {
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">
          {text.content.item}
        </th>
        <th scope="col" role="columnheader">
          {text.content.type}
        </th>
        <th scope="col" role="columnheader">
          {text.content.stage}
        </th>
        {SORTS.map((metric) => (
          <SortHeader key={metric} metric={metric} />
        ))}
      </tr>
    </thead>
  );
}
