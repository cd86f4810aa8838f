// Numbers of several rounds in few.

/** The value below which this share lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at % 1);
}

/** Median and quartiles. */
export const spread = (values) => ({ median: quantile(values, 0.5), low: quantile(values, 0.25), high: quantile(values, 0.75) });

/**
 * The mean without the longest tenth, which are those that the machine interrupted. No median: the
 * page's clock ticks in 5 µs, and only on average tells less.
 */
export function typical(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const kept = sorted.slice(0, Math.ceil(sorted.length * 0.9));
  return kept.length ? kept.reduce((sum, value) => sum + value, 0) / kept.length : 0;
}
