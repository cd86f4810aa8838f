import { useState } from 'preact/hooks';
import { Outcome } from './Outcome';
import { useAct } from './useAct';
import { words as all } from './words';

interface Props {
  readonly name: string;
  /** What it is called, if not revoking. */
  readonly words?: { readonly word: string; readonly sure: string; readonly of: (name: string, isSure: boolean) => string };
  readonly what: () => Promise<unknown>;
  readonly onDone: () => void;
}

/** Ends what something opens, when asked twice. */
export function Revoke({ name, words = all.revoke, what, onDone }: Props) {
  const [isSure, setSure] = useState(false);
  const act = useAct();
  const press = () => {
    if (!isSure) return setSure(true);
    void act.run(async () => void (await what())).then((isDone) => {
      setSure(false);
      if (isDone) onDone();
    });
  };
  return (
    <>
      <button type="button" class={`button${isSure ? ' button-grave' : ''}`} aria-label={words.of(name, isSure)} disabled={act.isBusy} onClick={press} onBlur={() => setSure(false)}>
        {isSure ? words.sure : words.word}
      </button>
      <Outcome act={act} done="" />
    </>
  );
}
