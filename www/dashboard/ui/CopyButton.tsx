import { useState } from 'preact/hooks';
import { text } from '../strings';

interface Props {
  readonly value: string;
  /** What the button says. */
  readonly word?: string;
}

/** Copies a text and says so. */
export function CopyButton({ value, word = text.empty.copy }: Props) {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <button type="button" class="button" onClick={copy}>
        {isCopied ? text.empty.copied : word}
      </button>
      <span class="sr-only" role="status">
        {isCopied ? text.empty.copied : ''}
      </span>
    </>
  );
}
