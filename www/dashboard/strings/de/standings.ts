import type { Text } from '../text';

export const standings: Text['standings'] = {
  passing: { name: 'Flüchtig', means: 'Hat etwas geöffnet und ihm so gut wie keine Zeit gegeben.' },
  reading: { name: 'Lesend', means: 'Hat einem Beitrag echte Aufmerksamkeit gegeben.' },
  engaged: { name: 'Vertieft', means: 'Hat etwa einen ganzen Beitrag gelesen.' },
  considering: { name: 'Abwägend', means: 'Ist bei den Beiträgen, die man vor einer Entscheidung liest.' },
  ready: { name: 'Bereit', means: 'Hat sich gemeldet oder liest wie jemand, der es bald tut.' },
};
