import { useEffect } from 'preact/hooks';
import type { Me, Site } from '../api/types';
import { useDesk } from '../state/desk';
import { Link } from '../ui/Link';
import { AlertsPart } from './alerts/AlertsPart';
import { ContentPart } from './content/ContentPart';
import { FactsPart } from './facts/FactsPart';
import { HistoryPart } from './history/HistoryPart';
import { NewSite } from './site/NewSite';
import { ModelPart } from './model/ModelPart';
import { isAdmin, mayEdit, PARTS, type SetupPart } from './parts';
import { PeoplePart } from './people/PeoplePart';
import { SegmentsPart } from './segments/SegmentsPart';
import { SitePart } from './site/SitePart';
import { TagPart } from './tag/TagPart';
import { words } from './words';

export interface SetupProps {
  readonly part: SetupPart;
  readonly me: Me;
  /** The site's. */
  readonly title: string;
  readonly sites: readonly Site[];
  /** Told when the list of sites is another. */
  readonly onChanged: () => void;
}

/** Where a site is made, connected, corrected and shared. */
export function Setup({ part, me, title, sites, onChanged }: SetupProps) {
  const { view } = useDesk();
  const heading = part === 'new' ? words.newSite.title : words.title(title);
  useEffect(() => {
    document.title = `${heading} · Ungated`;
  }, [heading]);
  return (
    <div class="setup">
      <div class="board-head">
        <h1>{heading}</h1>
      </div>
      <nav class="setup-nav" aria-label={words.nav}>
        {PARTS.map((each) => (
          <Link key={each} change={{ setup: each }} isCurrent={each === part}>
            {words.parts[each]}
          </Link>
        ))}
        {isAdmin(me) && (
          <Link change={{ setup: 'new' }} isCurrent={part === 'new'}>
            {words.newSite.title}
          </Link>
        )}
        <Link change={{ setup: null }} isCurrent={false}>
          {words.back}
        </Link>
      </nav>
      <div class="setup-body" key={`${view.site} ${part}`}>
        {part === 'new' ? (
          isAdmin(me) ? <NewSite sites={sites} onChanged={onChanged} /> : <p>{words.adminOnly}</p>
        ) : mayEdit(me, view.site) ? (
          <One part={part} me={me} onChanged={onChanged} />
        ) : (
          <p>{words.editorOnly(me.name)}</p>
        )}
      </div>
    </div>
  );
}

function One({ part, me, onChanged }: { part: Exclude<SetupPart, 'new'>; me: Me; onChanged: () => void }) {
  switch (part) {
    case 'tag':
      return <TagPart />;
    case 'site':
      return <SitePart onChanged={onChanged} />;
    case 'content':
      return <ContentPart />;
    case 'segments':
      return <SegmentsPart />;
    case 'model':
      return <ModelPart />;
    case 'alerts':
      return <AlertsPart />;
    case 'people':
      return <PeoplePart me={me} />;
    case 'history':
      return <HistoryPart me={me} onChanged={onChanged} />;
    case 'facts':
      return isAdmin(me) ? <FactsPart /> : <p>{words.adminOnly}</p>;
  }
}
