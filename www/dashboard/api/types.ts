/**
 * The API's questions and answers, by the names that the dashboard has for them. The types
 * themselves are the Worker's: `cargo xtask build` writes `contract.ts`.
 */
import type { Code, Problem } from './contract';
import type { Influence as WholeInfluence, Report as WholeReport, Ungate as WholeUngate } from './contract';

export { BAND_WORDS as BANDS, INFLUENCE_MODEL_WORDS as INFLUENCE_MODELS, MODEL_CONSTANTS, STANDING_WORDS as STANDINGS } from './contract';
export type {
  Act,
  AlertRule,
  Acts,
  Caveat,
  CheckedAlerts,
  Code,
  Config,
  ConfigVersion,
  ConfigVersions,
  Coverage,
  CreatedShare,
  CreatedToken,
  CreatedWebhook,
  DateRange,
  Deliveries,
  Delivery,
  Dimension,
  Estimate,
  ErasedSite as Erased,
  Filter,
  InfluenceModel,
  InfluenceQuestion,
  InfluenceRow,
  ConfigChanges as Difference,
  ContentRule as Rule,
  ListedSite as Site,
  Live,
  Me,
  Metric,
  Movers,
  MoversDimension,
  MoversQuestion,
  MoversWhole,
  NamedRange,
  NewShare,
  NewToken,
  NewWebhook,
  OpenedShare as Opened,
  Quality,
  Question,
  ReplayedBoth,
  ReplayedForetold,
  ReplayedMove,
  RotatedKey,
  Row,
  ScoringModel,
  SegmentRule,
  Share,
  Shares,
  Sites,
  Standing,
  Token,
  Tokens,
  TriedDraft,
  TriedPage as Tried,
  TriedPages,
  UngateArm,
  UngateQuestion,
  UngateRow,
  Webhook,
  Webhooks,
  WhoAmI,
} from './contract';

/** What a report says; the question it answers is known where it was asked. */
export type Report = Omit<WholeReport, 'query'>;
export type Influence = Omit<WholeInfluence, 'query'>;
export type Ungate = Omit<WholeUngate, 'query'>;

export type Counts = Readonly<Record<string, number>>;

/** A problem, as far as a body that may be anything has one; or one of this page's own. */
export type ProblemBody = Partial<Omit<Problem, 'code'>> & { readonly code?: Code | 'network' | 'unreadable' };
