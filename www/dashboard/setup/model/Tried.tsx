import type { TriedDraft } from '../../api/types';
import { nameOf } from '../../format/names';
import { count } from '../../format/number';
import { Caveats } from '../../ui/Caveats';
import { words as all } from '../words';
import { Both } from './Both';
import { DAYS } from './days';
import { Foretold } from './Foretold';
import { Rungs } from './Rungs';

const words = all.model;

/** What the draft would have said of the last months, beside what the published model says. */
export function Tried({ told }: { readonly told: TriedDraft }) {
  const { results, meta } = told;
  if (!results) return <p class="nothing">{words.few(count(meta.suppressed.k))}</p>;
  const { visits, changed, standings, engagement, intent, items, segments } = results;
  return (
    <section class="tried" aria-label={words.triedTitle(DAYS)} data-testid="tried">
      <h3>{words.triedTitle(DAYS)}</h3>
      <p class="tried-finding">{words.finding(count(changed), count(visits), changed === visits)}</p>
      <Rungs standings={standings} />
      <Foretold published={results.published} draft={results.draft} />
      <div class="tried-bands">
        <Both title={words.engagement} head={words.band} rows={engagement.map(({ band, visits: both }) => [band.replace('-', '–'), both])} />
        <Both title={words.intent} head={words.band} rows={intent.map(({ band, visits: both }) => [band.replace('-', '–'), both])} />
      </div>
      {segments.length > 0 && (
        <Both
          title={words.segments}
          head={words.segment}
          rows={segments.map(({ segment, considering }) => [nameOf('segment', segment, {}), considering])}
        />
      )}
      {items.length > 0 && <Both title={words.items} head={words.item} rows={items.slice(0, 10).map(({ item, points }) => [nameOf('item', item, meta.titles), points])} areShares />}
      <Caveats answer={told} />
    </section>
  );
}
