import type { Sections } from '../../api/types';
import { count, ofMicro, NOTHING, share } from '../../format/number';
import { duration } from '../../format/time';
import { text } from '../../strings';

interface Props {
  readonly answer: Sections;
  readonly before: Sections | undefined;
}

/** The outline's numbers, for those who would rather read or cannot see. */
export function OutlineTable({ answer: { results, meta }, before }: Props) {
  const words = text.piece;
  const all = meta.outline_page_views;
  const heads = [
    meta.unit === 'characters' ? words.characters : words.words,
    words.read,
    words.shareRead,
    words.intervalHead(count(meta.confidence_percent)),
    words.before,
    words.skimmed,
    words.jumped,
    words.unreached,
    words.stopped,
    words.onScreen,
  ];
  return (
    <details class="trend-table outline-table">
      <summary>{text.trend.table}</summary>
      <div class="scroller" tabIndex={0} role="region" aria-label={words.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.sectionHead}</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map((section, at) => (
              <tr key={section.section} data-testid="outline-row">
                <th scope="row">{count(section.section)}</th>
                <td>{section.other_words > 0 ? words.about(count(section.words)) : count(section.words)}</td>
                <td>{count(section.read)}</td>
                <td>{share(section.read, all)}</td>
                <td>{words.between(ofMicro(section.read_share_micro.low), ofMicro(section.read_share_micro.high))}</td>
                <td>{before ? ofMicro(before.results[at]!.read_share_micro.value) : NOTHING}</td>
                <td>{count(section.skimmed)}</td>
                <td>{count(section.jumped)}</td>
                <td>{count(section.unreached)}</td>
                <td>{count(section.stopped)}</td>
                <td>{duration(section.ms_median)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
