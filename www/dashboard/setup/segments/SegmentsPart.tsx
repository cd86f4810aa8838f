import { RulesPart } from '../rules/RulesPart';
import { words } from '../words';
import { draftsOf, FIELDS, rulesOf } from './rules';
import { Tester } from './Tester';

/** Whom the site writes for. */
export const SegmentsPart = () => (
  <RulesPart
    name="segments"
    words={words.segments}
    fields={FIELDS}
    draftsOf={draftsOf}
    rulesOf={rulesOf}
    beside={(rules, onWrong) => <Tester rules={rules} onWrong={onWrong} />}
  />
);
