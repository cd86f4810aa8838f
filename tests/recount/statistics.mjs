// Textbook intervals of 95 %, in floating point. An interval is [low, value, high].

const Z = 1.959963984540054;
const Z_POWER = 0.8416212335729143;

/** Wilson 1927. */
export function wilson(part, whole) {
  const p = part / whole;
  const middle = (p + (Z * Z) / (2 * whole)) / (1 + (Z * Z) / whole);
  const spread = (Z * Math.sqrt((p * (1 - p)) / whole + (Z * Z) / (4 * whole * whole))) / (1 + (Z * Z) / whole);
  return [Math.max(0, middle - spread), p, Math.min(1, middle + spread)];
}

/** The first less the second: Newcombe 1998, method 10; Zou and Donner 2008 for whatever has an interval. */
export function less([l, p, u], [m, q, v]) {
  return [p - q - Math.hypot(p - l, v - q), p - q, p - q + Math.hypot(u - p, q - m)];
}

export const times = (interval, factor) => interval.map((end) => end * factor);

/** How many times the second rate the first is: Clopper and Pearson 1934, given both counts. */
export function ratio([x, t], [y, u]) {
  const n = x + y;
  if (n === 0 || t === 0 || u === 0) return null;
  const odds = (p) => ((p / (1 - p)) * u) / t;
  const low = x === 0 ? 0 : odds(bisect((p) => upperTail(x, n, p) - 0.025));
  const high = y === 0 ? null : odds(bisect((p) => 0.025 - (1 - upperTail(x + 1, n, p))));
  return [low, y === 0 ? null : (x / t) / (y / u), high];
}

function bisect(rises) {
  let [low, high] = [0, 1];
  for (let n = 0; n < 200; n++) {
    const middle = (low + high) / 2;
    if (rises(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const logs = [0];

function logFactorial(n) {
  while (logs.length <= n) logs.push(logs.at(-1) + Math.log(logs.length));
  return logs[n];
}

/** The chance of `x` or more of `n`. */
function upperTail(x, n, p) {
  let sum = 0;
  for (let k = x; k <= n; k++) {
    const choose = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    sum += Math.exp(choose + k * Math.log(p) + (n - k) * Math.log1p(-p));
  }
  return sum;
}

/** The lower median and the values of Campbell and Gardner's ranks (1988), rounded outwards; of six or more. */
export function median(values) {
  const n = values.length;
  if (n < 6) return null;
  const sorted = Float64Array.from(values).sort();
  const spread = (Z * Math.sqrt(n)) / 2;
  const low = Math.max(1, Math.floor(n / 2 - spread));
  const high = Math.min(n, Math.ceil(1 + n / 2 + spread));
  return [sorted[low - 1], sorted[Math.ceil(n / 2) - 1], sorted[high - 1]];
}

/** Whether ten points between two shares would have been seen (Fleiss, Levin and Paik 2003). */
export const seesTenPoints = (n, m) =>
  n > 0 && m > 0 && ((Z + Z_POWER) ** 2 / 4) * (1 / n + 1 / m) <= 0.01;

/** Whether one of two rates being twice the other, either way, would have been seen (Shiue and Bain 1982). */
export function seesDouble(count, here, there) {
  if (here === 0 || there === 0) return false;
  const p = here / (here + there);
  const sees = (q) => Z * Math.sqrt(p * (1 - p)) + Z_POWER * Math.sqrt(q * (1 - q)) <= Math.sqrt(count) * Math.abs(q - p);
  return sees((2 * here) / (2 * here + there)) && sees(here / (here + 2 * there));
}

/** Over strata [[a, n], [b, m]]: Mantel and Haenszel, with Sato's variance (1989), so many times over. */
export function within(strata, times) {
  let [top, weight, p, q] = [0, 0, 0, 0];
  for (const [[a, n], [b, m]] of strata) {
    const all = n + m;
    top += (a * m - b * n) / all;
    weight += (n * m) / all;
    p += (n * n * b - m * m * a + (n * m * (m - n)) / 2) / (all * all);
    q += (a * (m - b) + b * (n - a)) / (2 * all);
  }
  const value = top / weight;
  const spread = Z * Math.sqrt((times * Math.max(0, value * p + q)) / (weight * weight));
  return [value - spread, value, value + spread];
}

/** Whether an estimate says this interval, in units of its own: the figure to the nearest, the ends outwards. */
export function says(told, interval, unit, slack = 1) {
  if (told === null || interval === null) return told === interval;
  const near = (end, counted) =>
    end === null || counted === null ? end === counted
      : Math.abs(end - counted * unit) <= slack + Math.abs(counted * unit) * 2e-8;
  return near(told.low, interval[0]) && near(told.value, interval[1]) && near(told.high, interval[2]);
}
