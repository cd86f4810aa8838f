import type { Report } from '../../api/types';
import type { Asked } from '../../data/useAsked';
import { usePrevious } from '../../data/usePrevious';
import { Skeleton } from '../../ui/Skeleton';
import { text } from '../../strings';
import { Announcer } from './Announcer';
import { Figure } from './Figure';
import { HEADLINE, headlineValue } from './useHeadline';

interface Props {
  readonly asked: Asked<Report>;
  /** The edge's clock, Unix ms. */
  readonly now: number;
}

/** The five numbers that everything else explains. */
export function Headline({ asked, now }: Props) {
  const { answer, isStale } = asked;
  const previous = usePrevious(isStale ? undefined : answer, HEADLINE, now);
  return (
    <section class="headline" aria-labelledby="headline-title" aria-busy={isStale}>
      <h2 class="sr-only" id="headline-title">
        {text.headline.title}
      </h2>
      {answer === undefined ? (
        <Skeleton lines={3} />
      ) : (
        <dl>
          {HEADLINE.map((metric) => (
            <Figure key={metric} metric={metric} value={headlineValue(answer, metric)} previous={previous} />
          ))}
        </dl>
      )}
      {answer !== undefined && !isStale && <Announcer report={answer} />}
    </section>
  );
}
