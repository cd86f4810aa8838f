import { useEffect } from 'preact/hooks';
import { bucketStart, daysOf, periodOf } from '../data/period';
import { rangeName } from '../format/range';
import { days } from '../format/time';
import { useDesk } from '../state/desk';
import { text } from '../strings';
import { language } from '../strings/language';
import { ProblemNote } from '../ui/ProblemNote';
import { Headline } from '../views/headline/Headline';
import { Simulated } from '../views/headline/Simulated';
import { isEmpty, useHeadline } from '../views/headline/useHeadline';
import { Proof } from '../views/proof/Proof';
import { Quality } from '../views/quality/Quality';
import { Coverage } from './Coverage';
import { Empty } from './Empty';
import { Panels } from './Panels';

interface Props {
  /** The site's. */
  readonly title: string;
  /** The edge's clock, Unix ms. */
  readonly now: number;
}

/** One site's numbers, in whichever state they are. */
export function Board({ title, now }: Props) {
  const { view } = useDesk();
  const headline = useHeadline();
  const { answer, problem } = headline;
  const range = rangeName(view.range);
  const period = answer && daysOf(periodOf(answer));

  useEffect(() => {
    document.title = text.title(title, range);
  }, [title, range]);

  if (problem !== undefined && answer === undefined && !problem.isDenied) {
    return (
      <div class="board-problem">
        <h1 class="sr-only">{text.board(title)}</h1>
        <ProblemNote problem={problem} onRetry={headline.retry} title={text.problem.board} />
      </div>
    );
  }
  const simulated = answer?.meta.simulated_visits ?? 0;
  return (
    <>
      <div class="board-head">
        <h1>{title}</h1>
        <p class="board-period">
          {range}
          {period && typeof view.range === 'string' && `, ${days(bucketStart(period[0]), bucketStart(period[1]))}`}
        </p>
        {answer && <p class="board-period">{text.zone(answer.meta.time_zone)}</p>}
        {answer && simulated > 0 && <Simulated visits={simulated} />}
      </div>
      {answer && <Coverage {...answer.meta.coverage} />}
      {answer && isEmpty(answer) ? (
        <Empty />
      ) : (
        <>
          {view.proof === null ? (
            <>
              <Headline asked={headline} now={now} />
              <Panels now={now} />
            </>
          ) : (
            <Proof cost={view.proof} now={now} />
          )}
        </>
      )}
      {view.proof === null && <Quality report={answer} />}
      <p class="foot-record">
        <a href={language === 'en' ? '/recorded/' : `/recorded/${language}/`}>{text.recorded}</a>
      </p>
    </>
  );
}
