import { useDesk } from '../../state/desk';
import { CopyButton } from '../../ui/CopyButton';
import { Tabs, useTab } from '../../ui/Tabs';
import { Part } from '../Part';
import { useLoaded } from '../useLoaded';
import { words as all } from '../words';
import { Badge } from './Badge';
import { FirstHit } from './FirstHit';
import { pinned, policy, RECIPES } from './recipes';

const words = all.tag;

/** The tag, and whether it works. */
export function TagPart() {
  const { view } = useDesk();
  const recipe = useTab('tag', words.recipes);
  const tag = { origin: location.origin, site: view.site };
  return (
    <>
      <Part title={words.paste} help={words.pasteHelp}>
        <Tabs panel="tag" label={words.recipe} tabs={words.recipes} open={recipe} />
        <Code value={recipe === 'pinned' ? undefined : RECIPES[recipe](tag)} tag={tag} />
        <details class="more-of">
          <summary>{words.policy}</summary>
          <p>{words.policyHelp}</p>
          <pre class="tag" tabIndex={0}>
            <code>{policy(tag.origin)}</code>
          </pre>
          <CopyButton value={policy(tag.origin)} word={all.copy} />
        </details>
      </Part>
      <Part title={words.watch} help={words.watchHelp}>
        <FirstHit />
      </Part>
      <Badge />
    </>
  );
}

interface Integrity {
  readonly [path: string]: { readonly integrity: string };
}

async function askIntegrity(signal: AbortSignal): Promise<Integrity> {
  const response = await fetch('/u/integrity.json', { signal });
  return response.json() as Promise<Integrity>;
}

/** A text to paste; of the pinned tag once its hash is known. */
function Code({ value, tag }: { value: string | undefined; tag: Parameters<typeof pinned>[0] }) {
  const { answer } = useLoaded('integrity', askIntegrity);
  const part = Object.entries(answer ?? {}).find(([path]) => path.endsWith('/tag.js'));
  const shown = value ?? (part === undefined ? undefined : pinned(tag, part[0], part[1].integrity));
  if (shown === undefined) return <p>{words.noHash}</p>;
  return (
    <>
      <pre class="tag" tabIndex={0} data-testid="recipe">
        <code>{shown}</code>
      </pre>
      <CopyButton value={shown} />
      {value === undefined && <p class="part-help">{words.pinnedHelp}</p>}
    </>
  );
}
