import { text } from '../../strings';
import { Tabs, useTab } from '../../ui/Tabs';

/** What is looked at: the way on from a piece, the ways to something, or whole paths. */
export const useWay = (): keyof typeof text.paths.tabs => useTab('paths', text.paths.tabs);

export function PathsTabs() {
  return <Tabs panel="paths" label={text.paths.title} tabs={text.paths.tabs} open={useWay()} />;
}
