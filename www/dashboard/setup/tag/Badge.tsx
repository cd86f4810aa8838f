import { useDesk } from '../../state/desk';
import { CopyButton } from '../../ui/CopyButton';
import { Link } from '../../ui/Link';
import { siteRoot } from '../../api/send';
import { Part } from '../Part';
import { Unread } from '../Unread';
import { useConfig } from '../useConfig';
import { words as all } from '../words';

const words = all.tag.badge;

/** A picture for the site's own pages, which a site has that anybody may read. */
export function Badge() {
  const { view } = useDesk();
  const held = useConfig();
  const path = `${siteRoot(view.site)}/badge.svg`;
  const line = `<img src="${location.origin}${path}" alt="${words.alt}" height="28">`;
  const isPublic = held.config?.config.public === true;
  return (
    <Part title={words.title} help={words.help}>
      {held.config === undefined ? (
        <Unread {...held} />
      ) : isPublic ? (
        <div data-testid="badge">
          <p>
            <img src={path} alt={words.alt} height={28} />
          </p>
          <pre class="tag" tabIndex={0}>
            <code>{line}</code>
          </pre>
          <CopyButton value={line} word={all.copy} />
        </div>
      ) : (
        <p class="nothing">
          {words.closed} <Link change={{ setup: 'site' }} isCurrent={false}>{words.open}</Link>
        </p>
      )}
    </Part>
  );
}
