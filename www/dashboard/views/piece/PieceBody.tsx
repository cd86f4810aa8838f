import type { Sections } from '../../api/types';
import { count } from '../../format/number';
import { text } from '../../strings';
import { Nothing } from '../../ui/Nothing';
import { Medium } from './Medium';
import { Outline } from './Outline';
import { OutlineTable } from './OutlineTable';

interface Props {
  readonly answer: Sections;
  /** The same over the days that these are compared with. */
  readonly before: Sections | undefined;
}

/** What is known of a piece, as far as it may be told. */
export function PieceBody({ answer, before }: Props) {
  const words = text.piece;
  const { results, media, meta } = answer;
  if (meta.page_views === null) return <p class="nothing">{words.few(count(meta.suppressed.k))}</p>;
  if (meta.page_views === 0) return <Nothing />;
  const others = meta.page_views - meta.outline_page_views;
  // Sections are compared by their place, so only where there are as many.
  const same = before?.results.length === results.length ? before : undefined;
  return (
    <>
      {results.length === 0 ? (
        <p class="nothing">{words.none}</p>
      ) : (
        <>
          {others > 0 && (
            <p class="outline-note" data-testid="outline-others" data-outline={meta.outline_page_views} data-others={meta.other_outlines} data-without={meta.without_sections}>
              {words.others(count(meta.page_views), count(meta.outline_page_views))}
            </p>
          )}
          <Outline answer={answer} before={same} />
          <OutlineTable answer={answer} before={same} />
        </>
      )}
      {media.map((medium) => (
        <Medium key={medium.length_s} medium={medium} />
      ))}
    </>
  );
}
