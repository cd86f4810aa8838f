import type { Site } from '../api/types';
import { Logo } from '../ui/Logo';
import { FilterChips } from './FilterChips';
import { RangeNav } from './RangeNav';
import { SiteSwitcher } from './SiteSwitcher';

interface Props {
  readonly sites: readonly Site[];
  /** What ends this reader's access, and its word. */
  readonly leave: { readonly word: string; readonly now: () => void } | undefined;
}

/** What is being looked at, and the way to something else. */
export function Header({ sites, leave }: Props) {
  return (
    <header class="top">
      <div class="top-bar">
        <Logo />
        <SiteSwitcher sites={sites} />
        <RangeNav />
        {leave && (
          <button type="button" class="button" onClick={leave.now}>
            {leave.word}
          </button>
        )}
      </div>
      <FilterChips />
    </header>
  );
}
