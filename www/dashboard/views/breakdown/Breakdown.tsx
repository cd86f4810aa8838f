import type { FilterDimension } from '../../state/clause';
import { Tabs, useTab } from '../../ui/Tabs';
import { BreakdownPanel } from './BreakdownPanel';

interface Props<K extends FilterDimension> {
  readonly name: string;
  readonly title: string;
  readonly tabs: Readonly<Record<K, string>>;
  /** The edge's clock, Unix ms. */
  readonly now: number;
}

/** Visits by one of a few dimensions. */
export function Breakdown<K extends FilterDimension>({ name, title, tabs, now }: Props<K>) {
  const open = useTab(name, tabs);
  const aside = <Tabs panel={name} label={title} tabs={tabs} open={open} />;
  return <BreakdownPanel name={name} title={title} dimension={open} column={tabs[open]} aside={aside} now={now} />;
}
