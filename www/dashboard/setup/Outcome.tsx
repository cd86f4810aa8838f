import { word } from '../format/word';
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
          {word(words.problems, problem.code) ?? (problem.message || words.failed)}
        </p>
      )}
    </>
  );
}
