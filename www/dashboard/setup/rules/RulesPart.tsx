import { Part } from '../Part';
import { Unread } from '../Unread';
import { useConfig } from '../useConfig';
import type { Draft } from './draft';
import type { RuleField } from './RuleCards';
import { RulesForm, type Rules } from './RulesForm';

interface Props<R, K extends string> extends Omit<Rules<R>, 'fields' | 'first'> {
  readonly words: { readonly title: string; readonly help: string; readonly fields: Readonly<Record<K, string>> };
  readonly fields: readonly (Omit<RuleField, 'label'> & { readonly name: K })[];
  readonly draftsOf: (rules: readonly R[]) => readonly Draft[];
}

/** The part for one list of rules of the configuration. */
export function RulesPart<R, K extends string>({ words, fields, draftsOf, ...rules }: Props<R, K>) {
  const held = useConfig();
  const { config } = held;
  if (config === undefined) return <Unread {...held} />;
  const saved = (config.config[rules.name] ?? []) as readonly R[];
  return (
    <Part title={words.title} help={words.help}>
      <RulesForm
        {...rules}
        key={config.version}
        held={held}
        fields={fields.map((field) => ({ ...field, label: words.fields[field.name] }))}
        first={() => draftsOf(saved)}
      />
    </Part>
  );
}
