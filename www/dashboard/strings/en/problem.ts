import type { Code } from '../../api/types';

/** What a problem says to a person, whatever the case; the API's detail, which is English, stands beside it. */
const titles = {
  unauthorized: 'A token is needed',
  password: 'A password is needed',
  forbidden: 'That is not yours to do',
  not_found: 'Nothing is here',
  unknown_site: 'No such site',
  unknown_version: 'No such version',
  method: 'Another method is needed',
  site_exists: 'There is such a site',
  full: 'No room for more',
  cursor_moved: 'That does not go with what is there',
  name_taken: 'That does not go with what is there',
  restore_gap: 'That does not go with what is there',
  site_not_empty: 'That does not go with what is there',
  version: 'Somebody was faster',
  too_large: 'The body is too large',
  version_needed: 'Which version?',
  too_many: 'Too many tries',
  not_configured: 'There is no admin yet',
  unavailable: 'Try again',
} satisfies Partial<Record<Code, string>>;

export const problem = {
  title: 'This did not load',
  board: 'The numbers could not be fetched',
  stale: 'Not refreshed',
  retry: 'Try again',
  code: 'Code',
  help: {
    network: 'The edge did not answer. Check the connection; this page keeps trying to reach it.',
    unreadable: 'The answer was not understood. The dashboard and the edge may be of different versions; reload the page.',
    unknown_site: 'There is no site of this name. Choose another one above, or check the address.',
  },
  titles,
  other: 'The edge refused the question. If this stays, its code below says why.',
  offline: 'You are offline.',
  offlineHelp: 'What stands here is as it was. What could not be asked is asked as soon as there is a network again.',
  partial: (answered: string, shards: string, missing: string) => `Only ${answered} of ${shards} shards answered${missing && `; missing: ${missing}`}`,
  partialHelp: 'Every number below is missing the visits of the others. Nothing is estimated in their place.',
} as const;
