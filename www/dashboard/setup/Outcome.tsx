import type { Problem } from '../api/problem';
import { word } from '../format/word';
import { text } from '../strings';
import type { Act } from './useAct';
import { words } from './words';

interface Props {
  readonly act: Act;
  readonly done: string;
  /** Whether what is wrong stands beside its field already. */
  readonly isTold?: boolean;
}

/** How it went. */
export function Outcome({ act, done, isTold = false }: Props) {
  const { problem } = act;
  return (
    <>
      <span class="outcome" role="status">
        {act.isBusy ? words.busy : act.isDone ? done : ''}
      </span>
      {problem && !isTold && (
        <p class="wrong" role="alert" data-code={problem.code}>
          {word(words.problems, problem.code) ?? <Unnamed problem={problem} />}
        </p>
      )}
    </>
  );
}

/** What we have no words of our own for: the API's, which are English, stand beside it. */
function Unnamed({ problem: { code, message } }: { readonly problem: Problem }) {
  return (
    <>
      {word(text.problem.titles, code) ?? words.failed} {message && <span lang="en">{message}</span>}
    </>
  );
}
