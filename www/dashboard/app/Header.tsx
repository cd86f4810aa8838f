import type { Site } from '../api/types';
import { text } from '../strings';
import { Logo } from '../ui/Logo';
import { FilterChips } from './FilterChips';
import { RangeNav } from './RangeNav';
import { SiteSwitcher } from './SiteSwitcher';

interface Props {
  readonly sites: readonly Site[];
  readonly onSignOut: (() => void) | undefined;
}

/** What is being looked at, and the way to something else. */
export function Header({ sites, onSignOut }: Props) {
  return (
    <header class="top">
      <div class="top-bar">
        <Logo />
        <SiteSwitcher sites={sites} />
        <RangeNav />
        {onSignOut && (
          <button type="button" class="button" onClick={onSignOut}>
            {text.signOut}
          </button>
        )}
      </div>
      <FilterChips />
    </header>
  );
}
