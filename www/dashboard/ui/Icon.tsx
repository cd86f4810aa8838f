const PATHS = {
  up: 'M8 12.5v-9M4 7.5l4-4 4 4',
  down: 'M8 3.5v9M4 8.5l4 4 4-4',
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  next: 'M3 8h9.5M9 4.5 12.5 8 9 11.5',
  warn: 'M8 2.5 14.5 13.5h-13zM8 6.8v3M8 11.6v.2',
} as const;

/** A small drawing beside words that say the same; screen readers skip it. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
