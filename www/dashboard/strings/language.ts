/** Every language that the words are in, by what `lang` calls it, in its own words. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** How numbers and dates are written where the browser asks for no region. Days stand before months. */
const PLAIN: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de' };

const spoken = (tag: string): Language | undefined => (Object.keys(LANGUAGES) as Language[]).find((known) => known === tag.toLowerCase().split('-')[0]);

/** The language in which the dashboard opens by itself: the first that the browser asks for and that there is. */
export const own: Language = navigator.languages.map(spoken).find((known) => known !== undefined) ?? 'en';

/**
 * The language of this page.
 *
 * Words, numbers and dates are made once, as the page loads. Another language is another page, and
 * its address says so: the choice is kept nowhere else.
 */
export const language: Language = spoken(new URLSearchParams(location.search).get('lang') ?? '') ?? own;

/** Numbers and dates are written as the words are, and in the way of the browser's region. */
export const locale: string = navigator.languages.find((tag) => spoken(tag) === language) ?? PLAIN[language];
