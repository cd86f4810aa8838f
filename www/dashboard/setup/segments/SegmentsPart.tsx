import { Part } from '../Part';
import { RulesForm } from '../rules/RulesForm';
import { Unread } from '../Unread';
import { useConfig } from '../useConfig';
import { words as all } from '../words';
import { draftsOf, FIELDS, rulesOf } from './rules';

const words = all.segments;
const fields = FIELDS.map((field) => ({ ...field, label: words.fields[field.name] }));

/** Whom the site writes for. */
export function SegmentsPart() {
  const held = useConfig();
  const { config } = held;
  if (config === undefined) return <Unread {...held} />;
  return (
    <Part title={words.title} help={words.help}>
      <RulesForm
        key={config.version}
        name="segments"
        held={held}
        fields={fields}
        first={() => draftsOf(config.config.segments ?? [])}
        rulesOf={rulesOf}
      />
    </Part>
  );
}
