import { askPaths } from '../../api/client';
import type { Paths, PathsQuestion } from '../../api/types';
import { learnTitles } from '../../data/titles';
import { useAsked, type Asked } from '../../data/useAsked';

/** Which way visits went. `null` asks nothing yet. */
export function usePaths(question: PathsQuestion | null): Asked<Paths> {
  return useAsked(question && `paths ${JSON.stringify(question)}`, async (signal) => {
    const paths = await askPaths(question!, signal);
    learnTitles(paths.meta.titles);
    return paths;
  });
}
