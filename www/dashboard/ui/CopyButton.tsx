import { useState } from 'preact/hooks';
import { text } from '../strings';

/** Copies a text and says so. */
export function CopyButton({ value }: { value: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <button type="button" class="button" onClick={copy}>
        {isCopied ? text.empty.copied : text.empty.copy}
      </button>
      <span class="sr-only" role="status">
        {isCopied ? text.empty.copied : ''}
      </span>
    </>
  );
}
