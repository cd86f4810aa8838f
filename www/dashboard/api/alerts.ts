/** Who is told of what is unusual, and what they were told. */
import { ask, send, siteRoot } from './send';
import type { CheckedAlerts, CreatedWebhook, Deliveries, Delivery, NewWebhook, RotatedKey, Webhooks } from './types';

export const askWebhooks = (site: string, signal: AbortSignal): Promise<Webhooks> => ask(`${siteRoot(site)}/webhooks`, { signal });

export const createWebhook = (site: string, webhook: NewWebhook): Promise<CreatedWebhook> => ask(`${siteRoot(site)}/webhooks`, { body: webhook });

export const removeWebhook = (site: string, id: string): Promise<Response> => send(`${siteRoot(site)}/webhooks/${id}`, { method: 'DELETE' });

export const rotateKey = (site: string, id: string): Promise<RotatedKey> => ask(`${siteRoot(site)}/webhooks/${id}/secret`, { method: 'POST' });

/** Tries a webhook once, and says how that went. */
export const testWebhook = (site: string, id: string): Promise<Delivery> => ask(`${siteRoot(site)}/webhooks/${id}/test`, { method: 'POST' });

/** The newest deliveries, or those before one. */
export const askDeliveries = (site: string, before: number | null, signal: AbortSignal): Promise<Deliveries> =>
  ask(`${siteRoot(site)}/deliveries${before === null ? '' : `?before=${before}`}`, { signal });

export const replay = (site: string, id: string): Promise<Delivery> => ask(`${siteRoot(site)}/deliveries/${id}/replay`, { method: 'POST' });

/** Asks all rules, whose time has come or not. */
export const checkAlerts = (site: string): Promise<CheckedAlerts> => ask(`${siteRoot(site)}/alerts/check`, { method: 'POST' });
