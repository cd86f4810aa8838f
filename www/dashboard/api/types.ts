/** The API's answers and questions, as `edge-worker` writes and reads them. */

export type Metric =
  | 'visits'
  | 'pageviews'
  | 'engaged_ms'
  | 'engaged_ms_median'
  | 'engaged_ms_p25'
  | 'engaged_ms_p75'
  | 'engaged_ms_p90'
  | 'read_through'
  | 'depth'
  | 'hand_raises'
  | 'engagement'
  | 'intent'
  | 'fit'
  | 'points';

export type Dimension =
  | 'item'
  | 'topic'
  | 'author'
  | 'stage'
  | 'type'
  | 'previous'
  | 'next'
  | 'path'
  | 'channel'
  | 'source'
  | 'campaign'
  | 'country'
  | 'region'
  | 'device'
  | 'bot'
  | 'standing'
  | 'segment'
  | 'fit_band'
  | 'engagement_band'
  | 'entry'
  | 'exit'
  | 'time:hour'
  | 'time:day'
  | 'time:week'
  | 'time:month';

export type Standing = 'passing' | 'reading' | 'engaged' | 'considering' | 'ready';

/** The ladder, lowest rung first. */
export const STANDINGS: readonly Standing[] = ['passing', 'reading', 'engaged', 'considering', 'ready'];

/** The bands of fit and of engagement, lowest first. */
export const BANDS = ['0-19', '20-39', '40-59', '60-79', '80-100'] as const;

export type FilterOperator = 'is' | 'is_not' | 'contains' | 'contains_not' | 'matches' | 'matches_not';

export type Filter =
  | readonly [FilterOperator, Dimension, readonly string[]]
  | readonly ['and' | 'or', readonly Filter[]]
  | readonly ['not', Filter];

export type NamedRange = 'day' | 'yesterday' | '7d' | '30d' | 'month';

/** A named range, or first and last day, both included; days are those of the site's time zone. */
export type DateRange = NamedRange | readonly [string, string];

export type OrderBy = readonly [Metric | Dimension, 'asc' | 'desc'];

export interface Question {
  readonly site: string;
  readonly metrics: readonly Metric[];
  readonly date_range: DateRange;
  readonly dimensions?: readonly Dimension[];
  readonly filters?: readonly Filter[];
  readonly order_by?: readonly OrderBy[];
  readonly limit?: number;
  readonly offset?: number;
  readonly comparison?: 'previous_period' | 'year_before' | readonly [string, string];
  readonly include?: { readonly empty_buckets?: boolean };
}

export interface Row {
  readonly dimensions: readonly string[];
  /** In the order asked; `null` where there is nothing to measure, or too few visits to tell. */
  readonly metrics: readonly (number | null)[];
  /** Of the days it is compared with. */
  readonly comparison?: readonly (number | null)[];
}

export interface Coverage {
  readonly shards: number;
  readonly answered: number;
  readonly regions: Readonly<Record<string, { readonly shards: number; readonly answered: number }>>;
}

export interface Report {
  readonly results: readonly Row[];
  readonly meta: {
    readonly model: string;
    readonly coverage: Coverage;
    /** `k`: visits for which a row stands at least. `rows`: those that are in "(other)". */
    readonly suppressed: { readonly k: number; readonly rows: number };
    /** `null` if that would tell of too few visits. */
    readonly simulated_visits: number | null;
    /** Visits of programs, left out of the answer unless it asks about bots; `null` if too few. */
    readonly bot_visits: number | null;
    /** Of an answer about segments or fit: visits whose network says where the reader works. */
    readonly classified_visits: number | null;
    /** Rows there are in all, before `limit` and `offset`. */
    readonly rows: number;
    /** Unix ms, `to` exclusive. */
    readonly range: { readonly from: number; readonly to: number };
    /** The zone by whose clock days and hours are told, as IANA names it. */
    readonly time_zone: string;
    /** Of the items that rows name by path, where a page told one. */
    readonly titles: Readonly<Record<string, string>>;
  };
}

/** How a hand-raise is shared among what was read before it; simplest first. */
export const INFLUENCE_MODELS = [
  'first',
  'last',
  'last_content',
  'linear',
  'position_based',
  'time_decay',
  'engaged_time',
  'markov_removal',
] as const;

export type InfluenceModel = (typeof INFLUENCE_MODELS)[number];

export interface InfluenceQuestion {
  readonly site: string;
  readonly dimension: Dimension;
  readonly date_range: DateRange;
  readonly filters?: readonly Filter[];
  readonly limit?: number;
}

export interface InfluenceRow {
  readonly name: string;
  /** `null` where that may not be told. */
  readonly visits: number | null;
  /** Micro-credits: 1,000,000 are one hand-raise. */
  readonly credits: Readonly<Partial<Record<InfluenceModel, number>>>;
  /** Millionths of all hand-raises; `null` without a chain. */
  readonly removal_effect_micro: number | null;
  /** What the smallest credit lacks of the largest; 0 where all models agree. */
  readonly disagreement_per_mille: number;
}

export type InfluenceCaveat = 'same_visit_only' | 'few_hand_raises' | 'no_chain' | 'rare_steps_joined' | 'names_joined';

export interface Influence {
  readonly results: readonly InfluenceRow[];
  readonly meta: Pick<Report['meta'], 'model' | 'coverage' | 'suppressed' | 'rows' | 'range' | 'titles' | 'simulated_visits'> & {
    readonly visits: number | null;
    readonly hand_raises: number | null;
    readonly caveats: readonly InfluenceCaveat[];
  };
}

export interface Site {
  readonly site: string;
  readonly title: string;
  readonly public: boolean;
}

export interface Live {
  readonly now: number;
  /** This and the others: `null` for fewer than `k` visits. */
  readonly readers: number | null;
  readonly standings: Readonly<Partial<Record<Standing, number | null>>>;
  readonly items: readonly { readonly item: string; readonly title: string; readonly readers: number }[];
  readonly hand_raises: number | null;
  readonly k: number;
  /** Changes whenever a stored fact did. */
  readonly revision: string;
  readonly coverage: Coverage;
}

export type Counts = Readonly<Record<string, number>>;

export interface Quality {
  readonly received: number;
  readonly accepted: number;
  readonly refused: Counts;
  /** Of the accepted, those that said nothing new. */
  readonly duplicate: number;
  readonly parity: number;
  readonly lost: number;
  /** Refused before a site was known; not part of `received`. */
  readonly unsited: Counts;
  readonly coverage: Coverage;
}

/** Who one is. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: 'share' | 'viewer' | 'editor' | 'admin';
  /** All if `null`. */
  readonly sites: readonly string[] | null;
  /** When the session ends, Unix ms. */
  readonly expires_ms: number | null;
}

/** What a share link opened: a session on its site. */
export interface Opened {
  readonly site: string;
  readonly name: string;
  readonly secret: string;
  readonly expires_ms: number;
}

/** RFC 9457. */
export interface ProblemBody {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly code?: string;
  readonly detail?: string;
}

/** A rule over paths: what it sets of the items there. An empty text takes away what the page says. */
export type Rule = Readonly<Partial<Record<'item' | 'title' | 'type' | 'topic' | 'author' | 'stage', string>>> & {
  readonly path: string;
  readonly weight?: number;
};

/** A rule over what the edge knows of readers. */
export interface SegmentRule {
  readonly segment: string;
  /** Points, 0 to 100. */
  readonly fit: number;
  /** All must hold; of a field's values, one is enough. */
  readonly when: Readonly<Partial<Record<string, readonly string[]>>>;
}

/** A site's configuration in force. */
export interface Config {
  readonly site: string;
  readonly version: number;
  /** Whether it is the entry of the file `SITES`. */
  readonly in_file: boolean;
  /** Keys that this page does not know are kept as they are. */
  readonly config: Readonly<Record<string, unknown>> & {
    readonly title: string;
    readonly hostnames: readonly string[];
    readonly public?: boolean;
    readonly time_zone?: string;
    readonly retention_months?: number;
    readonly k?: number;
    readonly visitor?: 'daily' | 'none';
    readonly residency?: 'eu';
    readonly content?: readonly Rule[];
    readonly segments?: readonly SegmentRule[];
  };
}

export interface ConfigVersion {
  readonly version: number;
  /** Unix ms; 0 for the file. */
  readonly at_ms: number;
  readonly by: string;
  readonly act: string;
}

export interface Difference {
  readonly changes: readonly { readonly field: string; readonly from?: unknown; readonly to?: unknown }[];
}

/** A page, as rules see it. */
export interface Tried {
  readonly path: string;
  readonly settings: readonly { readonly field: string; readonly value: string; readonly rule: number }[];
}

export interface Share {
  readonly id: string;
  readonly name: string;
  readonly created_ms: number;
  readonly expires_ms: number;
  readonly has_password: boolean;
}

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly role: 'viewer' | 'editor' | 'admin';
  /** All if `null`. */
  readonly sites: readonly string[] | null;
  readonly created_ms: number;
  /** Days since 1970; `null` if it was never used. */
  readonly used_day: number | null;
}

/** What is told once. */
export interface Created {
  readonly secret: string;
}

/** What somebody did. */
export interface Act {
  readonly id: number;
  readonly at_ms: number;
  readonly by: { readonly id: string; readonly name: string };
  readonly act: string;
  readonly on: string;
  readonly detail: string;
}

export interface Erased {
  readonly objects: readonly { readonly object: string }[];
  readonly configured: boolean;
  readonly recoverable_until_ms: number;
}
