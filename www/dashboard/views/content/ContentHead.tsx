import { Fragment } from 'preact';
import { SORTS } from '../../state/view';
import { text } from '../../strings';
import { ChangeHead } from '../../ui/Change';
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
          <Fragment key={metric}>
            <SortHeader metric={metric} />
            {metric === 'visits' && <ChangeHead />}
          </Fragment>
        ))}
      </tr>
    </thead>
  );
}
