/**
 * How many questions are under way, in this tab.
 *
 * Facts may change faster than a busy site's reports are made; the next round waits for this to
 * be none, so that a slow edge is never asked faster than it answers.
 */
let pending = 0;

const waiting = new Set<() => void>();

/**
 * What is asked anew looks so only if it is awaited: an answer that comes at once would make it flash,
 * and drawing all of a page anew holds up the picture of the very click that asked.
 */
const AWAITED_AFTER_MS = 150;
let timer: number | undefined;

export const enter = (): void => {
  pending += 1;
  timer ??= window.setTimeout(() => document.documentElement.classList.add('is-awaiting'), AWAITED_AFTER_MS);
};

export const leave = (): void => {
  pending -= 1;
  if (!isQuiet()) return;
  clearTimeout(timer);
  timer = undefined;
  document.documentElement.classList.remove('is-awaiting');
  const all = [...waiting];
  waiting.clear();
  for (const task of all) task();
};

export const isQuiet = (): boolean => pending === 0;

/** Runs `task` once, when no question is under way any more; what it returns takes that back. */
export const onceQuiet = (task: () => void): (() => void) => {
  waiting.add(task);
  return () => waiting.delete(task);
};
