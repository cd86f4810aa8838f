import { askSections } from '../../api/client';
import type { Sections, SectionsQuestion } from '../../api/types';
import { learnTitles } from '../../data/titles';
import { useAsked, type Asked } from '../../data/useAsked';

/** How far readers of a piece came. `null` asks nothing yet. */
export function useSections(question: SectionsQuestion | null): Asked<Sections> {
  return useAsked(question && `sections ${JSON.stringify(question)}`, async (signal) => {
    const sections = await askSections(question!, signal);
    learnTitles(sections.meta.titles);
    return sections;
  });
}
