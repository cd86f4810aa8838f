export const product = 'Ungated';
export const skip = 'Skip to the numbers';
export const title = (site: string, range: string) => `${site} · ${range} · Ungated`;
export const board = (site: string) => `Reading on ${site}`;
export const site = 'Site';
export const setup = 'Set up';
export const signOut = 'Sign out';
export const recorded = 'What is recorded of readers';
