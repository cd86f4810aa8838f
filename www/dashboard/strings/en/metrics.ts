import type { Metric } from '../../api/types';
import type { Words } from './words';

export const metrics: Record<Metric, Words> = {
  visits: {
    name: 'Visits',
    means: 'One anonymous reader’s page views with no gap over 30 minutes between them, across midnight too.',
  },
  pageviews: { name: 'Page views', means: 'Showings of one page. A reload or a return to the page is a new one.' },
  engaged_ms: {
    name: 'Engaged time',
    means: 'Time with the page visible, in focus and touched in the last 5 seconds, or with media playing. All visits together.',
  },
  engaged_ms_median: {
    name: 'Median engaged',
    means:
      'Half of the visits gave more time than this, half gave less. Time counts while the page is visible, in focus and was touched in the last 5 seconds, or while media plays.',
  },
  engaged_ms_p25: { name: 'Engaged, lower quarter', means: 'A quarter of the visits gave no more time than this.' },
  engaged_ms_p75: { name: 'Engaged, upper quarter', means: 'Three quarters of the visits gave no more time than this.' },
  engaged_ms_p90: { name: 'Engaged, top tenth', means: 'Nine tenths of the visits gave no more time than this.' },
  read_through: {
    name: 'Read-through',
    means: 'Share of the words that were really read: sections that stayed on screen for a plausible part of their reading time.',
  },
  reads: { name: 'Reads', means: 'Page views in which at least half of the words were really read, not only opened or scrolled past.' },
  depth: { name: 'Depth', means: 'How far down the content a reader got, at the median. Scrolling is not reading.' },
  hand_raises: {
    name: 'Hand-raises',
    means: 'Times a reader asked of their own will: mail, call, calendar, chat, a copied address or an event you named.',
  },
  engagement: { name: 'Engagement', means: 'What a visit’s reading amounts to, 0 to 100, at the median. 50 is about one and a half pieces read in full.' },
  intent: {
    name: 'Intent',
    means: 'How much a visit looks like a decision being made, 0 to 100, at the median: late-stage pieces read, returns to them, hand-raises.',
  },
  fit: {
    name: 'Fit',
    means: 'How well visits fit whom you write for, 0 to 100, on average: the sum of the segment rules that hold for a visit.',
  },
  points: { name: 'Points', means: 'What all page views earned by attention and read-through. It grows with readers and with how well they read.' },
  raising_visits: { name: 'With a hand-raise', means: 'Visits in which a hand was raised, on whichever page.' },
};

/** Behind a number. */
export const units = { hour: 'h', minute: 'm', second: 's', points: 'pt' } as const;
