/**
 * The API's questions and answers, by the names that the dashboard has for them. The types
 * themselves are the Worker's: `cargo xtask build` writes `contract.ts`.
 */
import type { Code, Problem } from './contract';
import type { Answers as WholeAnswers, DealFile, Deals as WholeDeals, ImportedAnswerFile, Influence as WholeInfluence, Paths as WholePaths, Report as WholeReport, Sections as WholeSections, Ungate as WholeUngate, Uplift as WholeUplift } from './contract';

export { BAND_WORDS as BANDS, INFLUENCE_MODEL_WORDS as INFLUENCE_MODELS, MODEL_CONSTANTS, STANDING_WORDS as STANDINGS } from './contract';
export type {
  Act,
  AlertRule,
  AskedReader,
  Acts,
  AnswersQuestion,
  AnswersRow,
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
  Deal,
  DealsQuestion,
  DealsReading,
  DealsRow,
  DealsSum,
  DealWay,
  Deliveries,
  Delivery,
  Dimension,
  Estimate,
  ErasedSite as Erased,
  ExportEnd,
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
  PathsQuestion,
  PieceMedium,
  PieceSection,
  Quality,
  Question,
  ReplayedBoth,
  ReplayedForetold,
  ReplayedMove,
  RotatedKey,
  Row,
  RowError,
  ScoringModel,
  SectionsQuestion,
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
  TriedReader,
  TriedReaders,
  UngateArm,
  UngateAsset,
  UngateQuestion,
  UngateRow,
  UpliftArm,
  UpliftQuestion,
  UpliftRow,
  WayDeals,
  Webhook,
  Webhooks,
  WhoAmI,
} from './contract';

/** What a report says; the question it answers is known where it was asked. */
export type Report = Omit<WholeReport, 'query'>;
export type Influence = Omit<WholeInfluence, 'query'>;
export type Paths = Omit<WholePaths, 'query'>;
export type Sections = Omit<WholeSections, 'query'>;
export type Ungate = Omit<WholeUngate, 'query'>;
export type Uplift = Omit<WholeUplift, 'query'>;

export type Counts = Readonly<Record<string, number>>;

/** A problem, as far as a body that may be anything has one; or one of this page's own. */
export type ProblemBody = Partial<Omit<Problem, 'code'>> & { readonly code?: Code | 'network' | 'unreadable' };

/** What segments read before their deals; the question is known where it was asked. */
export type Deals = Omit<WholeDeals, 'query'>;

/** What people say brought them, here and elsewhere. */
export type Answers = Omit<WholeAnswers, 'query'>;

/** What a file says. */
export type BroughtFile = DealFile | ImportedAnswerFile;
