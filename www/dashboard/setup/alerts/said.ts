import type { Delivery } from '../../api/types';
import { word } from '../../format/word';
import { words as all } from '../words';

const words = all.alerts.said;

/** What came of the last try, in words. */
export const saidOf = ({ said }: Pick<Delivery, 'said'>): string => (/^\d+$/.test(said) ? words.status(said) : (word(words.words, said) ?? said));

/** What a delivery tells of: its rule, or a test. */
export const whatOf = ({ alert }: Pick<Delivery, 'alert'>): string => alert || all.alerts.log.test;
