import { useState } from 'preact/hooks';
import { bring, forgetBrought, type Brought } from '../../api/admin';
import type { BroughtFile } from '../../api/types';
import { count } from '../../format/number';
import { Outcome } from '../../setup/Outcome';
import { useAct } from '../../setup/useAct';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { CopyButton } from '../../ui/CopyButton';
import { Field } from '../../ui/Field';
import { FileErrors } from './FileErrors';
import { FileRows } from './FileRows';

export interface BringProps {
  readonly kind: Brought;
  /** How many are kept. */
  readonly has: number;
  readonly onBrought: () => void;
}

/** Brings a file: what is in it is looked at first, and kept once somebody says so. */
export function Bring({ kind, has, onBrought }: BringProps) {
  const words = text.bring;
  const { view } = useDesk();
  const looked = useAct();
  const kept = useAct();
  const [csv, setCsv] = useState('');
  const [currency, setCurrency] = useState('');
  const [file, setFile] = useState<BroughtFile>();
  const take = (text: string) => {
    setCsv(text);
    setFile(undefined);
    looked.forget();
    kept.forget();
  };
  const look = (event: Event) => {
    event.preventDefault();
    void looked.run(async () => setFile(await bring(view.site, kind, csv, currency, true)));
  };
  const keep = () =>
    void kept.run(async () => {
      await bring(view.site, kind, csv, currency, false);
      setFile(undefined);
      setCsv('');
      onBrought();
    });
  return (
    <details class="bring" open={has === 0} data-testid={`bring-${kind}`}>
      <summary>{words.title[kind]}</summary>
      <p class="matrix-how">{words.how[kind]}</p>
      <pre class="bring-sample" tabIndex={0}>{words.sample[kind]}</pre>
      <CopyButton value={words.sample[kind]} word={words.copy} />
      <form class="form" onSubmit={look}>
        <Field label={words.file}>
          {(bound) => <input {...bound} type="file" accept=".csv,text/csv,text/plain" onChange={(event) => void event.currentTarget.files?.[0]?.text().then(take)} />}
        </Field>
        <Field label={words.text} help={words.textHelp}>
          {(bound) => <textarea {...bound} rows={4} spellcheck={false} value={csv} onInput={(event) => take(event.currentTarget.value)} />}
        </Field>
        {kind === 'deals' && (
          <Field label={words.currency} help={words.currencyHelp}>
            {(bound) => <input {...bound} type="text" pattern="[A-Z]{3}" maxLength={3} value={currency} onInput={(event) => setCurrency(event.currentTarget.value.toUpperCase())} />}
          </Field>
        )}
        <div class="form-end">
          <button type="submit" class="button" disabled={csv.trim() === '' || looked.isBusy}>
            {words.look}
          </button>
          <Outcome act={looked} done="" />
        </div>
      </form>
      {file && (
        <div class="bring-file" data-testid="bring-file">
          <p role="status">{words.found(count(file.new), count(file.changed), count(file.known))}</p>
          {file.ignored_columns.length > 0 && <p class="matrix-how">{words.ignored(file.ignored_columns.join(', '))}</p>}
          <FileErrors file={file} />
          <FileRows file={file} kind={kind} />
          {file.errors.length === 0 && (
            <div class="form-end">
              <button type="button" class="button" disabled={file.new + file.changed === 0 || kept.isBusy} onClick={keep}>
                {words.keep}
              </button>
            </div>
          )}
        </div>
      )}
      <Outcome act={kept} done={words.kept} />
      {has > 0 && <Forget kind={kind} has={has} onForgotten={onBrought} />}
    </details>
  );
}

/** Takes all of a kind back. */
function Forget({ kind, has, onForgotten }: { readonly kind: Brought; readonly has: number; readonly onForgotten: () => void }) {
  const words = text.bring;
  const { view } = useDesk();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const forget = (event: Event) => {
    event.preventDefault();
    void act.run(async () => {
      await forgetBrought(view.site, kind);
      setTyped('');
      onForgotten();
    });
  };
  return (
    <form class="form" onSubmit={forget} data-testid="bring-forget">
      <Field label={words.confirm(count(has), view.site)}>
        {(bound) => <input {...bound} value={typed} autoComplete="off" autocapitalize="none" spellcheck={false} onInput={(event) => setTyped(event.currentTarget.value)} />}
      </Field>
      <div class="form-end">
        <button type="submit" class="button button-grave" disabled={typed !== view.site || act.isBusy}>
          {words.forget}
        </button>
        <Outcome act={act} done="" />
      </div>
    </form>
  );
}
