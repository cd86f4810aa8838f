import { quietName } from '../format/range';
import { useDesk } from '../state/desk';
import { DEFAULT_SITE } from '../state/view';
import { text } from '../strings';
import { CopyButton } from '../ui/CopyButton';
import { Link } from '../ui/Link';

/** Nothing to show yet: what to do about it. */
export function Empty() {
  const { view, go } = useDesk();
  const words = text.empty;
  if (view.clauses.length > 0) {
    return (
      <section class="empty" data-testid="empty">
        <h2>{words.filtered}</h2>
        <p>{words.filteredHelp}</p>
        <button type="button" class="button" onClick={() => go({ clauses: [] })}>
          {text.filter.clear}
        </button>
      </section>
    );
  }
  return (
    <section class="empty" data-testid="empty">
      <h2>{words.quiet(quietName(view.range))}</h2>
      <div class="empty-ways">
        {view.site === DEFAULT_SITE && (
          <div>
            <h3>{words.demo}</h3>
            <p>{words.demoHelp}</p>
            <a class="button button-main" href="/demo/" target="_blank" rel="noopener">
              {words.demoLink}
            </a>
          </div>
        )}
        <Tag site={view.site} />
      </div>
    </section>
  );
}

function Tag({ site }: { site: string }) {
  const words = text.empty;
  const tag = `<script async src="${location.origin}/u.js" data-site="${site}"></script>`;
  return (
    <div>
      <h3>{words.tag}</h3>
      <p>{words.tagHelp}</p>
      <pre class="tag" tabIndex={0}>
        <code>{tag}</code>
      </pre>
      <CopyButton value={tag} />{' '}
      <Link change={{ setup: 'tag' }} isCurrent={false} class="button">
        {words.watch}
      </Link>
    </div>
  );
}
