import { useState } from 'preact/hooks';
import { askQuality } from '../../api/client';
import type { Problem } from '../../api/problem';
import type { Quality } from '../../api/types';
import { useInterval } from '../../data/useInterval';
import { count } from '../../format/number';
import { word } from '../../format/word';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Icon } from '../../ui/Icon';
import { Link } from '../../ui/Link';
import { problemIn } from '../useLoaded';
import { words as all } from '../words';

const words = all.tag;

/** Often enough to be seen to happen. */
const LOOK_MS = 2_000;

/** Watches what comes of today's hits, so that whoever has pasted the tag sees it work, or why it does not. */
export function FirstHit() {
  const { view } = useDesk();
  const [quality, setQuality] = useState<Quality>();
  const [problem, setProblem] = useState<Problem>();
  const look = () =>
    void askQuality(view.site, 'day', AbortSignal.timeout(LOOK_MS * 5)).then(
      (answer) => {
        setQuality(answer);
        setProblem(undefined);
      },
      (error: unknown) => setProblem(problemIn(error)),
    );
  useInterval(look, LOOK_MS, view.site);

  if (problem !== undefined) return <p class="wrong">{text.problem.help['network']}</p>;
  if (quality === undefined) return <p class="first-hit">{words.looking}</p>;
  const refused = Object.entries(quality.refused).sort(([, a], [, b]) => b - a);
  return (
    <div role="status" data-testid="first-hit" data-accepted={quality.accepted}>
      {quality.accepted > 0 ? (
        <p class="first-hit is-there">
          <Icon name="up" /> {words.arrived(count(quality.accepted), quality.accepted === 1)}{' '}
          <Link change={{ setup: null, range: 'day', clauses: [] }} isCurrent={false}>
            {words.read}
          </Link>
        </p>
      ) : (
        <p class="first-hit">{words.waiting}</p>
      )}
      {refused.length > 0 && (
        <>
          <p>{words.refused}</p>
          <ul class="refused">
            {refused.map(([code, times]) => (
              <li key={code}>
                <span class="num">{count(times)}</span> <code>{code}</code> {word(words.why, code) ?? word(text.quality.refusals, code)}
                {code === 'hostname' && (
                  <>
                    {' '}
                    <Link change={{ setup: 'site' }} isCurrent={false}>
                      {words.addHost}
                    </Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
