import { ask, send, siteRoot } from './send';
import { printRange, type Range } from '../state/range';
import type {
  Answers,
  AnswersQuestion,
  Deals,
  DealsQuestion,
  Influence,
  InfluenceQuestion,
  Live,
  Me,
  Movers,
  MoversQuestion,
  Opened,
  Paths,
  PathsQuestion,
  Quality,
  Question,
  Report,
  Sections,
  SectionsQuestion,
  Sites,
  Ungate,
  UngateQuestion,
  Uplift,
  UpliftQuestion,
  WhoAmI,
} from './types';

export const askReport = (question: Question, signal: AbortSignal): Promise<Report> =>
  ask('/api/v1/query', { signal, body: question });

export const askInfluence = (question: InfluenceQuestion, signal: AbortSignal): Promise<Influence> =>
  ask('/api/v1/influence', { signal, body: question });

export const askMovers = (question: MoversQuestion, signal: AbortSignal): Promise<Movers> =>
  ask('/api/v1/movers', { signal, body: question });

export const askPaths = (question: PathsQuestion, signal: AbortSignal): Promise<Paths> =>
  ask('/api/v1/paths', { signal, body: question });

export const askSections = (question: SectionsQuestion, signal: AbortSignal): Promise<Sections> =>
  ask('/api/v1/sections', { signal, body: question });

export const askUngate = (question: UngateQuestion, signal: AbortSignal): Promise<Ungate> =>
  ask('/api/v1/ungate', { signal, body: question });

export const askUplift = (question: UpliftQuestion, signal: AbortSignal): Promise<Uplift> =>
  ask('/api/v1/uplift', { signal, body: question });

export const askDeals = (site: string, question: DealsQuestion, signal: AbortSignal): Promise<Deals> =>
  ask(`${siteRoot(site)}/deals/report`, { signal, body: question });

export const askAnswers = (site: string, question: AnswersQuestion, signal: AbortSignal): Promise<Answers> =>
  ask(`${siteRoot(site)}/answers/report`, { signal, body: question });

export const askSites = (signal: AbortSignal): Promise<Sites> =>
  ask('/api/v1/sites', { signal });

export const askLive = (site: string, signal: AbortSignal): Promise<Live> => ask(`${siteRoot(site)}/live`, { signal });

export const askQuality = (site: string, range: Range, signal: AbortSignal): Promise<Quality> =>
  ask(`${siteRoot(site)}/quality?date_range=${printRange(range)}`, { signal });

/** Who one is; nobody without a session. */
export const askMe = (signal: AbortSignal): Promise<WhoAmI> => ask('/api/v1/me', { signal });

/** Signs in: a token for a cookie that no script reads. */
export const login = (token: string): Promise<Me> => ask('/api/v1/login', { body: { token } });

export const logout = (): Promise<Response> => send('/api/v1/logout', { body: {} });

/** Opens a share link. */
export const openShare = (secret: string, password: string | null): Promise<Opened> =>
  ask('/api/v1/share', { body: { secret, password } });
