import type { Problem } from '../api/problem';
import { word } from '../format/word';
import { text } from '../strings';

interface Props {
  readonly problem: Problem;
  readonly onRetry: () => void;
  readonly title?: string;
}

/** What went wrong, in our words, in the API's, which are English, and by its code; and a way to try again. */
export function ProblemNote({ problem, onRetry, title = text.problem.title }: Props) {
  const words = text.problem;
  return (
    <div class="problem" role="alert" data-testid="problem" data-code={problem.code}>
      <p class="problem-title">{title}</p>
      <p>{word(words.help, problem.code) ?? word(words.titles, problem.code) ?? words.other}</p>
      {problem.message && <p lang="en">{problem.message}</p>}
      <p class="problem-code">
        {words.code} <code>{problem.code}</code>
      </p>
      <button type="button" class="button" onClick={onRetry}>
        {words.retry}
      </button>
    </div>
  );
}
