import { askUplift } from '../../api/client';
import type { Uplift, UpliftQuestion } from '../../api/types';
import { useAsked, type Asked } from '../../data/useAsked';
import type { Days, Range } from '../../state/range';
import { useDesk } from '../../state/desk';

const DAY = 24 * 60 * 60 * 1_000;
/** 26 weeks: the most that one question has. */
const HALF_YEAR = 182;

/** What goes with hand-raises in the weeks after. Filters choose nothing here. Nothing is asked until it is wanted. */
export function useUplift(isWanted: boolean, dimension: NonNullable<UpliftQuestion['dimension']>, weeks: number): Asked<Uplift> {
  const { view } = useDesk();
  const question: UpliftQuestion = { site: view.site, date_range: halfYear(view.range, Date.now()), dimension, weeks_after: weeks };
  return useAsked(isWanted ? `uplift ${JSON.stringify(question)}` : null, (signal) => askUplift(question, signal));
}

/** The half year up to the last day shown: weeks are compared, and a month has four. */
function halfYear(range: Range, now: number): Days {
  const last = typeof range === 'string' ? now - (range === 'yesterday' ? DAY : 0) : Date.parse(range[1]);
  return [date(last - (HALF_YEAR - 1) * DAY), date(last)];
}

const date = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
