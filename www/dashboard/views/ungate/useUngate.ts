import { askUngate } from '../../api/client';
import type { Ungate, UngateQuestion } from '../../api/types';
import { useAsked, type Asked } from '../../data/useAsked';
import { useDesk } from '../../state/desk';

/** What forms cost, on the view's site and range. Filters choose nothing here: an arm is all its visits. Nothing is asked until it is wanted. */
export function useUngate(isWanted: boolean): Asked<Ungate> {
  const { view } = useDesk();
  const question: UngateQuestion = { site: view.site, date_range: view.range };
  return useAsked(isWanted ? `ungate ${JSON.stringify(question)}` : null, (signal) => askUngate(question, signal));
}
