import { useRef } from 'preact/hooks';
import type { Influence, InfluenceRow } from '../../api/types';
import { OTHER, nameOf } from '../../format/names';
import { toggle, type FilterDimension } from '../../state/clause';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Picture } from '../../ui/Picture';
import { slopesOf } from './lines';

/** As many as can be told from one another. */
const MOST = 8;

interface Props {
  readonly dimension: FilterDimension;
  readonly rows: readonly InfluenceRow[];
  readonly titles: Influence['meta']['titles'];
}

/** What each model says of each row: level where they agree, steep where they do not. */
export function Slopes({ dimension, rows, titles }: Props) {
  const { view, go } = useDesk();
  const pick = useRef<(value: string) => void>(() => undefined);
  pick.current = (value) => value !== OTHER && go({ clauses: toggle(view.clauses, dimension, value) });
  const slopes = slopesOf(rows.slice(0, MOST), (value) => nameOf(dimension, value, titles));
  const load = () =>
    import('./drawSlopes').then(
      ({ drawSlopes }) =>
        (data: typeof slopes, width: number) =>
          drawSlopes(data, width, (value) => pick.current(value)),
    );
  return <Picture name="slopes" label={text.influence.chart(slopes.length)} load={load} data={slopes} />;
}
