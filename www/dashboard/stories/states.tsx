import { Problem } from '../api/problem';
import { Coverage } from '../app/Coverage';
import { Empty } from '../app/Empty';
import { FilterChips } from '../app/FilterChips';
import type { Asked } from '../data/useAsked';
import { Caveats } from '../ui/Caveats';
import { More } from '../ui/More';
import { Nothing } from '../ui/Nothing';
import { Panel } from '../ui/Panel';
import { ProblemNote } from '../ui/ProblemNote';
import type { Stories } from './main';

const nothing = () => undefined;
const asked = (some: Partial<Asked<string>>): Asked<string> => ({ answer: undefined, problem: undefined, isStale: false, retry: nothing, ...some });
const panel = (some: Partial<Asked<string>>) => (
  <Panel name="story" title="What is read, not just opened?" finding={some.answer} asked={asked(some)} lines={3}>
    {(answer) => <p>{answer}</p>}
  </Panel>
);
const broken = new Problem(503, { code: 'unavailable', detail: 'A shard did not answer.' });

/** What becomes of a question. */
export const STATES: Stories = {
  'Panel, asked for the first time': () => panel({ isStale: true }),
  'Panel, answered': () => panel({ answer: 'Heat below 200 °C, by most.' }),
  'Panel, asked anew': () => panel({ answer: 'Heat below 200 °C, by most.', isStale: true }),
  'Panel, failed': () => panel({ problem: broken }),
  'Panel, failed to refresh': () => panel({ answer: 'Heat below 200 °C, by most.', problem: broken }),
  'Problem, no network': () => <ProblemNote problem={new Problem(0, { code: 'network' })} onRetry={nothing} />,
  'Problem, of a code nobody knows': () => <ProblemNote problem={new Problem(418, { detail: 'x'.repeat(200) })} onRetry={nothing} />,
  Nothing: () => <Nothing />,
  'Empty, filtered': () => <Empty />,
  'Coverage, a part is missing': () => <Coverage shards={9} answered={8} regions={{}} />,
  'Coverage, whole, which says nothing': () => (
    <div>
      <Coverage shards={9} answered={9} regions={{}} />–
    </div>
  ),
  Caveats: () => <Caveats answer={{ meta: { caveats: ['few_hand_raises', 'small_groups_joined'], suppressed: { k: 5 } } }} />,
  'More, and no more': () => (
    <>
      <More shown="12 of 40" isMore onMore={nothing} />
      <More shown="40 of 40" isMore={false} onMore={nothing} />
    </>
  ),
  Chips: () => <FilterChips />,
};
