import { RulesPart } from '../rules/RulesPart';
import { words } from '../words';
import { draftsOf, FIELDS, rulesOf } from './rules';
import { Tester } from './Tester';

/** What pages are about, where they say it wrongly or not at all. */
export const ContentPart = () => (
  <RulesPart
    name="content"
    words={words.content}
    fields={FIELDS}
    draftsOf={draftsOf}
    rulesOf={rulesOf}
    beside={(rules, onWrong) => <Tester rules={rules} onWrong={onWrong} />}
  />
);
