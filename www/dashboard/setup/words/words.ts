import type { Widened } from '../../strings/widened';
import type { words } from './en';

/** What each language has words for. */
export type Words = Widened<typeof words>;
