import { Problem } from '../api/problem';
import type { PieceSection, Sections } from '../api/types';
import type { Asked } from '../data/useAsked';
import { text } from '../strings';
import { Panel } from '../ui/Panel';
import { PieceBody } from '../views/piece/PieceBody';
import { finding } from '../views/piece/stops';
import type { Stories } from './main';

const ALL = 200;

const section = (at: number, words: number, read: number, skimmed: number, stopped: number, jumped = 0): PieceSection => ({
  section: at,
  words,
  other_words: at === 2 ? 12 : 0,
  is_short: words < 20,
  read,
  skimmed,
  jumped,
  unreached: ALL - read - skimmed - jumped,
  stopped,
  ms: read * 40_000,
  ms_median: read === 0 ? null : 31_000,
  read_share_micro: { value: (read / ALL) * 1e6, low: Math.max(0, (read / ALL) * 1e6 - 68_000), high: Math.min(1e6, (read / ALL) * 1e6 + 68_000) },
});

const META: Sections['meta'] = {
  model: '0123456789abcdef',
  coverage: { shards: 2, answered: 2, regions: {} },
  suppressed: { k: 5, rows: 0 },
  page_views: ALL,
  outline_page_views: ALL,
  unseen: 4,
  other_outlines: 0,
  without_sections: 0,
  other_starts: 0,
  unit: 'words',
  confidence_percent: 95,
  caveats: [],
  time_zone: 'UTC',
  range: { from: 1_763_596_800_000, to: 1_763_683_200_000 },
  titles: {},
};

const RESULTS = [section(1, 90, 150, 44, 20), section(2, 320, 110, 60, 31), section(3, 8, 90, 20, 5, 30), section(4, 640, 40, 90, 92), section(5, 120, 30, 12, 48)];

const answer = (some: Partial<Sections>, meta: Partial<Sections['meta']> = {}): Sections => ({ results: RESULTS, media: [], ...some, meta: { ...META, ...meta } });

const panel = (some: Partial<Asked<Sections>>, before?: Sections) => (
  <Panel name="piece" title={text.piece.title} finding={some.answer && finding(some.answer)} asked={{ answer: undefined, problem: undefined, isStale: false, retry: () => undefined, ...some }} lines={5}>
    {(known) => <PieceBody answer={known} before={before} />}
  </Panel>
);

const film = {
  length_s: 90,
  starts: 64,
  finished: 14,
  finished_share_micro: { value: 218_750, low: 134_000, high: 334_000 },
  played_s: 3_100,
  played_s_median: 47,
  bucket_s: 1,
  retention_micro: Array.from({ length: 90 }, (_, at) => Math.round(1e6 * Math.exp(-at / 65))),
};

/** One piece, in each of its states. */
export const PIECE: Stories = {
  'Piece, against the days before': () => panel({ answer: answer({}) }, answer({ results: RESULTS.map((own) => ({ ...own, read_share_micro: { ...own.read_share_micro, value: 400_000 } })) })),
  'Piece, of several outlines': () => panel({ answer: answer({}, { page_views: ALL + 40, other_outlines: 31, without_sections: 9, caveats: ['outlines_differ', 'without_sections', 'short_sections'] }) }),
  'Piece, one section': () => panel({ answer: answer({ results: [section(1, 900, 120, 60, 180)] }, { unit: 'characters' }) }),
  'Piece, with a film': () => panel({ answer: answer({ media: [film] }, { caveats: ['media_by_length'] }) }),
  'Piece, without sections': () => panel({ answer: answer({ results: [] }, { outline_page_views: 0, without_sections: ALL }) }),
  'Piece, may not be told': () => panel({ answer: answer({ results: [] }, { page_views: null, outline_page_views: 0, suppressed: { k: 5, rows: 1 } }) }),
  'Piece, nobody': () => panel({ answer: answer({ results: [] }, { page_views: 0, outline_page_views: 0 }) }),
  'Piece, failed to refresh': () => panel({ answer: answer({}), problem: new Problem(503, { code: 'unavailable' }) }),
  'Piece, failed': () => panel({ problem: new Problem(503, { code: 'unavailable', detail: 'A shard did not answer.' }) }),
  'Piece, asked for the first time': () => panel({ isStale: true }),
};
