/** What forms say, as a configuration has it: what is left empty is left out, and goes by its default. */

export const linesIn = (lines: readonly string[]): string => lines.join('\n');

export const linesOf = (value: FormDataEntryValue | null): string[] =>
  String(value ?? '')
    .split(/[\s,]+/)
    .filter((line) => line !== '');

/** Names, one a line; spaces may be within one. */
const namesOf = (value: FormDataEntryValue | null): string[] | undefined => {
  const names = String(value ?? '')
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? undefined : names;
};

const textOf = (value: FormDataEntryValue | null): string | undefined => String(value ?? '').trim() || undefined;

const numberOf = (value: FormDataEntryValue | null): number | undefined => {
  const said = textOf(value);
  return said === undefined ? undefined : Number(said);
};

export function read(form: FormData): Partial<Record<string, unknown>> {
  return {
    title: textOf(form.get('title')) ?? '',
    hostnames: linesOf(form.get('hostnames')),
    hand_raises: namesOf(form.get('hand_raises')),
    public: form.has('public') || undefined,
    time_zone: textOf(form.get('time_zone')),
    k: numberOf(form.get('k')),
    retention_months: numberOf(form.get('retention_months')),
    archive: form.has('archive') || undefined,
    visitor: textOf(form.get('visitor')),
    residency: textOf(form.get('residency')),
  };
}
