import { askUngate } from '../../api/client';
import type { Ungate, UngateQuestion } from '../../api/types';
import { useAsked, type Asked } from '../../data/useAsked';
import { useDesk } from '../../state/desk';

/** What forms cost, on the view's site and range. Filters choose nothing here: an arm is all its visits. */
export function useUngate(): Asked<Ungate> {
  const { view } = useDesk();
  const question: UngateQuestion = { site: view.site, date_range: view.range };
  return useAsked(`ungate ${JSON.stringify(question)}`, (signal) => askUngate(question, signal));
}
