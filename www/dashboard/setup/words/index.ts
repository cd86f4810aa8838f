/** Every word of the set-up room, which loads apart from the rest, in the language of the page. */
import { language, type Language } from '../../strings/language';
import type { Words } from './words';

const WORDS: Readonly<Record<Language, () => Promise<{ readonly words: Words }>>> = {
  en: () => import('./en'),
  de: () => import('./de'),
};

export const { words } = await WORDS[language]();
