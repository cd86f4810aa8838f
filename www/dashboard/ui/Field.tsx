import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What an input needs to belong to its label, its help and its error. */
export interface Bound {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface Props {
  readonly label: string;
  readonly help?: string | undefined;
  /** What is wrong with it. */
  readonly wrong?: string | undefined;
  readonly children: (bound: Bound) => ComponentChildren;
}

/** One input with its label above and its help below. */
export function Field({ label, help, wrong, children }: Props) {
  const id = useId();
  const [helpId, wrongId] = [`${id}-help`, `${id}-wrong`];
  const describedBy = [help && helpId, wrong && wrongId].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': wrong !== undefined })}
      {help && (
        <p class="field-help" id={helpId}>
          {help}
        </p>
      )}
      {wrong && (
        <p class="wrong" id={wrongId} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
