import { Part } from '../Part';
import { RulesForm } from '../rules/RulesForm';
import { Unread } from '../Unread';
import { useConfig } from '../useConfig';
import { words as all } from '../words';
import { draftsOf, FIELDS, rulesOf } from './rules';
import { Tester } from './Tester';

const words = all.content;
const fields = FIELDS.map((field) => ({ ...field, label: words.fields[field.name] }));

/** What pages are about, where they say it wrongly or not at all. */
export function ContentPart() {
  const held = useConfig();
  const { config } = held;
  if (config === undefined) return <Unread {...held} />;
  return (
    <Part title={words.title} help={words.help}>
      <RulesForm
        key={config.version}
        name="content"
        held={held}
        fields={fields}
        first={() => draftsOf(config.config.content ?? [])}
        rulesOf={rulesOf}
        beside={(rules, onWrong) => <Tester rules={rules} onWrong={onWrong} />}
      />
    </Part>
  );
}
