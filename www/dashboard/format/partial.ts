import type { Coverage } from '../api/types';
import { text } from '../strings';
import { count } from './number';
import { word } from './word';

/** That part of a site's data did not answer, and of which regions. */
export function partial({ shards, answered, regions }: Coverage): string {
  const missing = Object.entries(regions).filter(([, region]) => region.answered < region.shards);
  return text.problem.partial(count(answered), count(shards), missing.map(([region]) => word(text.regions, region) ?? region).join(', '));
}
