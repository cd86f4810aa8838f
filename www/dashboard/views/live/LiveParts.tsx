import { useRef } from 'preact/hooks';
import { count } from '../../format/number';
import type { Clause } from '../../state/clause';
import { text } from '../../strings';
import { Link } from '../../ui/Link';
import { Meter } from '../../ui/Meter';
import { useGlide } from './useGlide';

export interface Part {
  readonly key: string;
  readonly name: string;
  /** `null`: too few to be told. */
  readonly readers: number | null;
  readonly class?: string;
  /** What shows it among all numbers. */
  readonly clause?: Clause;
}

interface Props {
  readonly title: string;
  readonly parts: readonly Part[];
  /** Readers in all. */
  readonly all: number;
  readonly name: string;
  /** So many rows at most, and room for all of them. */
  readonly most?: number;
}

/** Those who read now, divided: rows glide to their new place, and have room from the beginning. */
export function LiveParts({ title, parts, all, name, most = parts.length }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const shown = parts.slice(0, most);
  useGlide(list, shown.map(({ key }) => key).join('\n'));
  const more = parts.length - shown.length;
  return (
    <section class={`wall-part wall-${name}`} aria-label={title}>
      <h2>{title}</h2>
      {parts.length === 0 && <p class="wall-quiet">{text.live.quietHere}</p>}
      <ol ref={list} style={{ '--rows': most }}>
        {shown.map(({ key, name: label, readers, class: swatch, clause }) => (
          <li key={key} data-key={key} data-value={readers ?? ''}>
            <span class="wall-name" title={label}>
              {swatch && <span class={`swatch ${swatch}`} aria-hidden="true" />}
              {clause ? (
                <Link change={{ board: null, clauses: [clause] }} isCurrent={false}>
                  {label}
                </Link>
              ) : (
                label
              )}
            </span>
            <span class="num">{count(readers)}</span>
            <Meter share={all === 0 ? 0 : (readers ?? 0) / all} />
          </li>
        ))}
      </ol>
      {more > 0 && <p class="wall-more">{text.live.more(count(more))}</p>}
    </section>
  );
}
