import { MODEL_CONSTANTS, type ScoringModel } from '../../api/types';
import { count } from '../../format/number';
import { Field } from '../../ui/Field';
import { words as all } from '../words';
import { GROUPS, type Constant, type Draft } from './draft';

const words = all.model;

interface Props {
  readonly draft: Draft;
  readonly published: ScoringModel;
  readonly onChange: (draft: Draft) => void;
  /** What the edge says is wrong: each begins with the name of its constant. */
  readonly wrong: string | undefined;
}

/** Every constant of the model, by what it is about. */
export function Constants({ draft, published, onChange, wrong }: Props) {
  return (
    <>
      {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
        <fieldset key={group} class="model-group">
          <legend>{words.groups[group]}</legend>
          <div class="form-row form">
            {GROUPS[group].map((each: Constant) => {
              const [least, most, first] = MODEL_CONSTANTS[each];
              const isChanged = Number(draft[each]) !== published[each];
              const { name, means } = words.constants[each];
              return (
                <Field key={each} label={name} help={means} wrong={wrongOf(wrong, each)}>
                  {(bound) => (
                    <>
                      <input
                        {...bound}
                        type="number"
                        inputMode="numeric"
                        name={each}
                        min={least}
                        max={most}
                        step={1}
                        required
                        value={draft[each]}
                        onInput={(event) => onChange({ ...draft, [each]: event.currentTarget.value })}
                      />
                      <p class="model-was" data-changed={isChanged}>
                        {isChanged ? words.was(count(published[each])) : published[each] === first ? words.usual : words.usually(count(first))}
                      </p>
                    </>
                  )}
                </Field>
              );
            })}
          </div>
        </fieldset>
      ))}
      <p class="part-help">{words.rest(String(100 - Number(draft.attention_points)))}</p>
    </>
  );
}

/** `model.ready_from: more than considering_from …` */
function wrongOf(message: string | undefined, constant: Constant): string | undefined {
  return message?.split('; ').find((said) => new RegExp(`\\b${constant}:`).test(said));
}
