/**
 * Every word the dashboard says, in the language of the page.
 *
 * # Why awaited here?
 * A reader loads one language. Whatever says a word imports this, and so begins only once the words
 * are there: nothing flashes in another language.
 */
import { language, type Language } from './language';
import type { Text } from './text';

const WORDS: Readonly<Record<Language, () => Promise<{ readonly text: Text }>>> = {
  en: () => import('./en'),
  de: () => import('./de'),
};

export const { text } = await WORDS[language]();
