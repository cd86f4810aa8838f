/**
 * How many questions are under way, in this tab.
 *
 * Facts may change faster than a busy site's reports are made; the next round waits for this to
 * be none, so that a slow edge is never asked faster than it answers.
 */
let pending = 0;

export const enter = (): void => {
  pending += 1;
};

export const leave = (): void => {
  pending -= 1;
};

export const isQuiet = (): boolean => pending === 0;
