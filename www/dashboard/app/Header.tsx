import type { Site } from '../api/types';
import { useDesk } from '../state/desk';
import { text } from '../strings';
import { NO_COST } from '../views/proof/cost';
import { Link } from '../ui/Link';
import { Logo } from '../ui/Logo';
import { FilterChips } from './FilterChips';
import { Languages } from './Languages';
import { RangeNav } from './RangeNav';
import { SiteSwitcher } from './SiteSwitcher';

interface Props {
  /** Whether this reader may be one who sets sites up. */
  readonly hasSetup: boolean;
  readonly sites: readonly Site[];
  /** What ends this reader's access, and its word. */
  readonly leave: { readonly word: string; readonly now: () => void } | undefined;
}

/** What is being looked at, and the way to something else. */
export function Header({ sites, hasSetup, leave }: Props) {
  const { setup, proof, isOfAll } = useDesk().view;
  const [isSetUp, isProof] = [setup !== null, proof !== null];
  return (
    <header class="top">
      <div class="top-bar">
        <Logo />
        <SiteSwitcher sites={sites} />
        {!isSetUp && <RangeNav />}
        {!isSetUp && !isOfAll && (
          <Link change={{ proof: isProof ? null : NO_COST }} isCurrent={isProof} class="button">
            {text.proof.link}
          </Link>
        )}
        {hasSetup && !isOfAll && (
          <Link change={{ setup: isSetUp ? null : 'tag' }} isCurrent={isSetUp} class="button">
            {text.setup}
          </Link>
        )}
        {leave && (
          <button type="button" class="button" onClick={leave.now}>
            {leave.word}
          </button>
        )}
        <Languages />
      </div>
      {!isSetUp && <FilterChips />}
    </header>
  );
}
