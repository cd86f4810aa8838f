export const plural = (value: number, one: string, many: string): string => (value === 1 ? one : many);
