import { CopyButton } from '../ui/CopyButton';
import { words } from './words';

interface Props {
  readonly title: string;
  readonly help: string;
  readonly value: string;
}

/** A secret that is told once. */
export function Once({ title, help, value }: Props) {
  return (
    <div class="once" role="status" data-testid="once">
      <h3>{title}</h3>
      <p>{help}</p>
      <pre class="tag" tabIndex={0}>
        <code>{value}</code>
      </pre>
      <CopyButton value={value} word={words.copy} />
    </div>
  );
}
