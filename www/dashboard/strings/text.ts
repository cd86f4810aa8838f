import type { text } from './en';
import type { Widened } from './widened';

/** What each language has words for: the build fails where one is missing. */
export type Text = Widened<typeof text>;
