export const title = (site: string) => `Set up ${site}`;
export const nav = 'Parts of the set-up';
export const back = 'Back to the numbers';
export const parts = {
  tag: 'Tag',
  site: 'Site',
  content: 'Content',
  segments: 'Segments',
  model: 'Model',
  alerts: 'Alerts',
  people: 'People',
  history: 'History',
  facts: 'Facts',
} as const;

export const adminOnly = 'This part is for admins. Sign in with an admin’s token to use it.';
export const editorOnly = (name: string) => `“${name}” may look at this site, and change nothing. Setting it up takes the token of an editor or an admin.`;
export const copy = 'Copy';
export const busy = 'One moment…';
export const done = 'Done.';
export const save = 'Save';
export const saved = 'Saved. It holds within a minute, everywhere.';
export const reload = 'Load what holds now';
export const failed = 'That did not work. Nothing was changed.';
export const notTaken = (detail: string) => detail;
export const problems = {
  network: 'The edge did not answer. Nothing was changed as far as this page knows; try again.',
  unreadable: 'The answer was not understood. The dashboard and the edge may be of different versions; reload the page.',
  version: 'Somebody else saved settings while you were writing. Nothing of yours was saved, and nothing of theirs was lost.',
  site_exists: 'There is a site of this name already.',
  forbidden: 'Your token does not allow that.',
  unauthorized: 'Your session has ended. Sign in again.',
  being_tried: 'It is being tried just now: its receiver has 15 seconds to answer.',
} as const;
