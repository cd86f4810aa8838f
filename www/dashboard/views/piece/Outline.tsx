import type { PieceSection, Sections } from '../../api/types';
import { count, ofMicro, share, signedPoints } from '../../format/number';
import { text } from '../../strings';
import { mostStopIn } from './stops';

interface Props {
  readonly answer: Sections;
  readonly before: Sections | undefined;
}

/** The height of all sections together, and the least of one, rem: a section of a few words is a line. */
const [ALL_REM, LEAST_REM] = [28, 0.5];

/** The piece from top to bottom: each section as tall as it is long, and as full as it was read. */
export function Outline({ answer, before }: Props) {
  const words = text.piece;
  const { results, meta } = answer;
  const [all, most] = [meta.outline_page_views, mostStopIn(answer)];
  const length = Math.max(1, results.reduce((sum, section) => sum + section.words, 0));
  return (
    <>
      <p class="outline-key" aria-hidden="true">
        <span class="key-read">{words.read}</span>
        <span class="key-skimmed">{words.skimmed}</span>
        <span class="key-unseen">{words.unseen}</span>
        <span class="key-stop">{words.stopped}</span>
      </p>
      <ol class="outline" data-testid="outline" data-page-views={all}>
        {results.map((section, at) => (
          <li key={section.section} class="outline-section" data-testid="outline-section" {...data(section)}>
            <h3>
              {words.section(count(section.section))}
              <span>{words.length[unitOf(meta.unit)](count(section.words))}</span>
            </h3>
            <span class="outline-bar" aria-hidden="true" style={{ blockSize: `${Math.max(LEAST_REM, (ALL_REM * section.words) / length)}rem` }}>
              <span class="outline-read" style={{ inlineSize: percent(section.read, all) }} />
              <span class="outline-skimmed" style={{ inlineSize: percent(section.skimmed, all) }} />
            </span>
            <span class={at === most ? 'outline-stop outline-most' : 'outline-stop'} aria-hidden="true">
              <span style={{ inlineSize: percent(section.stopped, all) }} />
            </span>
            <p class="outline-figures">
              <span class="outline-share">
                <b>{words.readBy(share(section.read, all))}</b>{' '}
                <span title={words.sure(count(meta.confidence_percent))}>{words.between(ofMicro(section.read_share_micro.low), ofMicro(section.read_share_micro.high))}</span>
              </span>
              <Was now={section} was={before?.results[at]} />
              {section.stopped > 0 && (
                <span class={at === most ? 'outline-stops outline-most' : 'outline-stops'}>
                  {at === results.length - 1 ? words.stopAtEnd(share(section.stopped, all)) : words.stopHere(share(section.stopped, all))}
                </span>
              )}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The share that read it in the days before. */
function Was({ now, was }: { readonly now: PieceSection; readonly was: PieceSection | undefined }) {
  if (was === undefined) return null;
  const [value, earlier] = [now.read_share_micro.value, was.read_share_micro.value];
  return (
    <span class="outline-was" data-testid="outline-was" data-was={earlier}>
      {text.piece.was(ofMicro(earlier), signedPoints(value - earlier))}
    </span>
  );
}

const data = ({ section, words, read, skimmed, jumped, unreached, stopped }: PieceSection) => ({
  'data-section': section,
  'data-words': words,
  'data-read': read,
  'data-skimmed': skimmed,
  'data-jumped': jumped,
  'data-unreached': unreached,
  'data-stopped': stopped,
});

const percent = (part: number, all: number): string => `${(100 * part) / Math.max(all, 1)}%`;

const unitOf = (unit: string): 'words' | 'characters' => (unit === 'characters' ? unit : 'words');
