import type { InfluenceModel } from '../../api/types';
import type { Words } from './words';

const models: Record<InfluenceModel, Words> = {
  first: { name: 'First', means: 'All to what was read first: what brought the reader in.' },
  last: { name: 'Last', means: 'All to the page on which the hand was raised.' },
  last_content: { name: 'Last piece', means: 'All to the last piece of content before it; contact pages take nothing.' },
  linear: { name: 'Equal', means: 'The same to everything that was read before.' },
  position_based: { name: 'Ends', means: '40 % to the first, 40 % to the last, the rest to what lies between.' },
  time_decay: { name: 'Recent', means: 'Half as much for every 7 minutes before the last page was opened.' },
  engaged_time: { name: 'By time', means: 'In proportion to the engaged time that each piece was given.' },
  markov_removal: { name: 'Without', means: 'In proportion to the hand-raises that would be lost if everybody who comes to it left there.' },
};

export const influence = {
  title: 'What brings hand-raises?',
  tabs: { item: 'Piece', topic: 'Topic', author: 'Author', channel: 'Channel', stage: 'Stage' },
  finding: (name: string, least: string, most: string, all: string) =>
    least === most
      ? `${name}: ${most} of ${all} hand-raises, whichever model is asked`
      : `${name}: ${least} to ${most} of ${all} hand-raises, depending on the model`,
  key: 'Hand-raises by model: on the left those that pay what brought the reader in, on the right those that pay what came last. Level lines can be relied on.',
  chart: (rows: number) => `Credit of ${rows} ${rows === 1 ? 'row' : 'rows'} by model; the table below has every number.`,
  none: 'Nobody raised a hand in this period.',
  spread: { name: 'Credit', means: 'Hand-raises that can be put down to it: the least and the most that any model says, and what each says.' },
  range: (least: string, most: string) => (least === most ? most : `${least} to ${most}`),
  shown: (shown: string, all: string) => `${shown} of ${all}`,
  models,
} as const;
