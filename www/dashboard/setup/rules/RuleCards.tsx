import { word } from '../../format/word';
import { text } from '../../strings';
import { Field } from '../../ui/Field';
import { words as room } from '../words';
import { draftOf, up, type Draft } from './draft';

const words = room.rules;

/** An input of a rule. */
export interface RuleField {
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string | ((values: Draft['values']) => string | undefined);
  /** All it may be, if that is few, and what people read; a number unless it is a text. */
  readonly choices?: readonly string[];
  readonly choiceWords?: Readonly<Record<string, string>>;
  /** What it is if none is chosen; `null` where one always is. */
  readonly unset?: string | null;
  /** Whether a rule that says so much already has it at all. */
  readonly isOf?: (values: Draft['values']) => boolean;
  readonly isNumber?: boolean;
  /** Whether it stands in the card's first line. */
  readonly isMain?: boolean;
}

interface Props {
  readonly fields: readonly RuleField[];
  readonly drafts: readonly Draft[];
  readonly onChange: (drafts: readonly Draft[]) => void;
  readonly wrongs: ReadonlyMap<number, string>;
}

/** Rules in their order, each on a card: the order is what they mean. */
export function RuleCards({ fields, drafts, onChange, wrongs }: Props) {
  const put = (at: number, name: string, value: string) =>
    onChange(drafts.map((draft, place) => (place === at ? { ...draft, values: { ...draft.values, [name]: value } } : draft)));
  return (
    <>
      <ol class="rules">
        {drafts.map((draft, at) => (
          <li key={draft.key} class="rule" data-testid="rule">
            <fieldset>
              <legend>{words.rule(at + 1)}</legend>
              <div class="rule-fields">
                {fields.filter(({ isOf }) => isOf?.(draft.values) ?? true).map((field) => (
                  <div key={field.name} class={field.isMain ? 'rule-main' : undefined}>
                    <Field label={field.label}>
                      {(bound) => <Input {...bound} field={field} values={draft.values} onInput={(value) => put(at, field.name, value)} />}
                    </Field>
                  </div>
                ))}
              </div>
              {wrongs.has(at) && (
                <p class="wrong" role="alert">
                  {room.notTaken(wrongs.get(at)!)}
                </p>
              )}
              <p class="rule-acts">
                <button type="button" class="button" disabled={at === 0} onClick={() => onChange(up(drafts, at))}>
                  {words.up}
                  <span class="sr-only"> {words.rule(at + 1)}</span>
                </button>
                <button type="button" class="button" onClick={() => onChange(drafts.filter((_, place) => place !== at))}>
                  {words.remove}
                  <span class="sr-only"> {words.rule(at + 1)}</span>
                </button>
              </p>
            </fieldset>
          </li>
        ))}
      </ol>
      <p>
        <button type="button" class="button" onClick={() => onChange([...drafts, draftOf({})])}>
          {words.add}
        </button>
      </p>
    </>
  );
}

interface InputProps {
  readonly field: RuleField;
  readonly values: Draft['values'];
  readonly onInput: (value: string) => void;
  readonly id: string;
}

function Input({ field, values, onInput, ...bound }: InputProps) {
  const value = values[field.name] ?? '';
  const onEach = (event: { readonly currentTarget: { readonly value: string } }) => onInput(event.currentTarget.value);
  if (field.choices !== undefined) {
    const { choices, choiceWords = {}, unset = words.unset } = field;
    return (
      <select {...bound} name={field.name} value={value || (unset === null ? choices[0] : '')} onChange={onEach}>
        {unset !== null && <option value="">{unset}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choiceWords[choice] ?? word(text.stages, choice) ?? choice}
          </option>
        ))}
      </select>
    );
  }
  const kind = field.isNumber ? ({ type: 'number', min: 0 } as const) : ({ type: 'text' } as const);
  const placeholder = typeof field.placeholder === 'function' ? field.placeholder(values) : field.placeholder;
  return <input {...bound} {...kind} name={field.name} value={value} placeholder={placeholder} spellcheck={false} autocapitalize="none" onInput={onEach} />;
}
