export const plural = (value: number, one: string, many: string): string => (value === 1 ? one : many);

export const besuche = (count: string, isOne: boolean): string => `${count} ${isOne ? 'Besuch' : 'Besuche'}`;

/** After „von“, „bei“, „mit“. */
export const besuchen = (count: string, isOne: boolean): string => `${count} ${isOne ? 'Besuch' : 'Besuchen'}`;
