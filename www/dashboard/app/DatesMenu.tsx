import { useRef, useState } from 'preact/hooks';
import { useDesk } from '../state/desk';
import type { Earlier } from '../state/range';
import { text } from '../strings';
import { Field } from '../ui/Field';
import { Link } from '../ui/Link';

const EARLIER: readonly Earlier[] = ['previous_period', 'year_before'];

/** Days of one's own, and what they are compared with. */
export function DatesMenu() {
  const { view, go } = useDesk();
  const words = text.dates;
  const menu = useRef<HTMLDetailsElement>(null);
  const [isWrong, setWrong] = useState(false);
  const own = typeof view.range === 'string' ? undefined : view.range;
  const isOurs = own !== undefined || view.range === 'month';
  const close = () => {
    menu.current!.open = false;
    menu.current!.querySelector('summary')!.focus();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const [first, last] = [String(form.get('first')), String(form.get('last'))];
    setWrong(first > last);
    if (first > last) return;
    go({ range: [first, last] });
    close();
  };
  return (
    <details
      class="dates"
      ref={menu}
      onKeyDown={(event) => event.key === 'Escape' && menu.current!.open && close()}
      onFocusOut={(event) => {
        // Where focus goes nowhere, a click beside it or a calendar of the browser's took it.
        if (event.relatedTarget instanceof Node && !menu.current!.contains(event.relatedTarget)) menu.current!.open = false;
      }}
    >
      <summary aria-current={isOurs ? 'true' : undefined}>{view.range === 'month' ? text.ranges.month : words.title}</summary>
      <div class="dates-body">
        <form onSubmit={submit} key={own?.join()}>
          <Field label={words.first}>{(bound) => <input {...bound} type="date" name="first" required defaultValue={own?.[0]} />}</Field>
          <Field label={words.last}>{(bound) => <input {...bound} type="date" name="last" required defaultValue={own?.[1]} />}</Field>
          {isWrong && (
            <p class="wrong" role="alert">
              {words.wrong}
            </p>
          )}
          <p class="dates-end">
            <button type="submit" class="button">
              {words.submit}
            </button>
            <Link change={{ range: 'month' }} isCurrent={view.range === 'month'}>
              {text.ranges.month}
            </Link>
          </p>
        </form>
        <Field label={words.compare}>
          {(bound) => (
            <select {...bound} value={view.comparison} onChange={(event) => go({ comparison: EARLIER.find((each) => each === event.currentTarget.value)! })}>
              {EARLIER.map((each) => (
                <option key={each} value={each}>
                  {words.earlier[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </details>
  );
}
