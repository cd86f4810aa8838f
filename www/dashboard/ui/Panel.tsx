import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Asked } from '../data/useAsked';
import { text } from '../strings';
import { Caveats } from './Caveats';
import { ProblemNote } from './ProblemNote';
import { Save } from './Save';
import { Skeleton } from './Skeleton';

interface Props<T> {
  readonly name: string;
  readonly title: string;
  /** What the numbers say, once they are there; it then stands as the title's second line. */
  readonly finding?: string | undefined;
  readonly aside?: ComponentChildren;
  readonly asked: Asked<T>;
  /** Lines of the skeleton; about as many as the answer will take, so that nothing jumps. */
  readonly lines: number;
  readonly children: (answer: T) => ComponentChildren;
}

/** One question and its answer, with the states in between. */
export function Panel<T>({ name, title, finding, aside, asked, lines, children }: Props<T>) {
  const id = useId();
  const { answer, problem, isStale, retry } = asked;
  return (
    <section class={`panel panel-${name}`} aria-labelledby={id} aria-busy={isStale && !problem}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        {finding && <p class="panel-finding">{finding}</p>}
        {aside}
      </header>
      {problem && answer && (
        <p class="panel-stale">
          {text.problem.stale} <code>{problem.code}</code>
        </p>
      )}
      {answer !== undefined ? (
        <div class="panel-body">
          {children(answer)}
          <Caveats answer={answer} />
          {!isStale && <Save name={name} answer={answer} columns={asked.columns} />}
        </div>
      ) : problem ? (
        <ProblemNote problem={problem} onRetry={retry} />
      ) : (
        <Skeleton lines={lines} />
      )}
    </section>
  );
}
