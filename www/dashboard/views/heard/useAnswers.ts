import { askAnswers } from '../../api/client';
import type { Answers } from '../../api/types';
import { useAsked, type Asked } from '../../data/useAsked';
import { mayView } from '../../setup/parts';
import { useDesk } from '../../state/desk';

/** What people say, here and elsewhere, in the view's range; asked for whoever may see what is the site's own. */
export function useAnswers(version: number): Asked<Answers> {
  const { view, me } = useDesk();
  const key = mayView(me, view.site) ? `answers ${view.site} ${version} ${JSON.stringify(view.range)}` : null;
  return useAsked(key, (signal) => askAnswers(view.site, { date_range: view.range }, signal));
}
