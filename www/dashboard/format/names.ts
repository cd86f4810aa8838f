import { STANDINGS, type Dimension, type Report, type Standing } from '../api/types';
import { text } from '../strings';
import { locale } from '../strings/language';
import { pathText } from './path';
import { word } from './word';

const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });

/** The API's word for "the page did not say". */
export const NONE = '(none)';

/** The API's word for all that it may not tell one by one. */
export const OTHER = '(other)';

/** What people call a value of a dimension. Titles come with the report that holds the value. */
export function nameOf(dimension: Dimension, value: string, titles: Report['meta']['titles'] = {}): string {
  if (value === NONE) return word(text.none, dimension) ?? text.none.other;
  if (value === OTHER) return text.rest;
  switch (dimension) {
    case 'item':
    case 'entry':
    case 'exit':
      return word(titles, value) || pathText(value);
    case 'country':
      return country(value);
    case 'region':
      return word(text.regions, value) ?? value;
    case 'channel':
      return word(text.channels, value) ?? value;
    case 'heard':
      return word(text.heard.answers, value) ?? value;
    case 'device':
      return word(text.devices, value) ?? value;
    case 'bot':
      return word(text.bots, value) ?? value;
    case 'stage':
      return word(text.stages, value) ?? value;
    case 'standing':
      return STANDINGS.includes(value as Standing) ? text.standings[value as Standing].name : value;
    case 'fit_band':
    case 'engagement_band':
      return value.replace('-', '–');
    case 'type':
      return word(text.types, value) ?? capitalised(value);
    default:
      return value;
  }
}

function country(code: string): string {
  // `DisplayNames` throws on anything but two letters or three digits.
  return /^[A-Za-z]{2}$/.test(code) ? (countries.of(code.toUpperCase()) ?? code) : (word(text.countries, code) ?? code);
}

const capitalised = (value: string): string => value.charAt(0).toLocaleUpperCase(locale) + value.slice(1).replaceAll('_', ' ');
