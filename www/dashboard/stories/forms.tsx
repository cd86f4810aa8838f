import { CopyButton } from '../ui/CopyButton';
import { Field } from '../ui/Field';
import { Tabs } from '../ui/Tabs';
import { Term } from '../ui/Term';
import type { Stories } from './main';

/** What takes a hand. */
export const FORMS: Stories = {
  Field: () => <Field label="Its name">{(bound) => <input {...bound} type="text" />}</Field>,
  'Field, with help': () => (
    <Field label="Hostnames" help="One a line.">
      {(bound) => <textarea {...bound} rows={2} />}
    </Field>
  ),
  'Field, wrong': () => (
    <Field label="Its key" help="Part of addresses." wrong="1 to 64 of the characters a to z">
      {(bound) => <input {...bound} type="text" value="my shop" />}
    </Field>
  ),
  'Copy button': () => <CopyButton value="a text" />,
  Tabs: () => <Tabs panel="story" label="By" tabs={{ one: 'Country', two: 'Region', three: 'Device' }} open={'two' as 'one' | 'two' | 'three'} />,
  Term: () => <Term name="Visits" means="One anonymous reader’s page views." />,
};
