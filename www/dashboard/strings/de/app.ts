import type { Text } from '../text';

export const product: Text['product'] = 'Ungated';
export const skip: Text['skip'] = 'Zu den Zahlen springen';
export const title: Text['title'] = (site, range) => `${site} · ${range} · Ungated`;
export const board: Text['board'] = (site) => `Lesen auf ${site}`;
export const site: Text['site'] = 'Website';
export const setup: Text['setup'] = 'Einrichten';
export const signOut: Text['signOut'] = 'Abmelden';
export const recorded: Text['recorded'] = 'Was von Lesern aufgezeichnet wird';
