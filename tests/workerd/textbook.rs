//! Intervals as textbooks have them, in floats: nothing of the product's rules.

/// The points that 97.5 % and 80 % of the normal distribution do not exceed.
pub const Z: f64 = 1.959_963_984_540_054;
pub const Z_POWER: f64 = 0.841_621_233_572_914;

/// A figure and its interval.
pub type Interval = [f64; 3];

/// Wilson 1927.
pub fn wilson(part: u64, whole: u64) -> Interval {
    let (n, p) = (whole as f64, part as f64 / whole as f64);
    let middle = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let spread = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    [p, middle - spread, middle + spread]
}

/// The first less the second: Newcombe 1998, method 10.
pub fn less([p, l, u]: Interval, [q, m, v]: Interval) -> Interval {
    let down = ((p - l).powi(2) + (v - q).powi(2)).sqrt();
    let up = ((u - p).powi(2) + (q - m).powi(2)).sqrt();
    [p - q, p - q - down, p - q + up]
}

/// How many times the second rate the first is, each a count out of so much: by the exact interval of
/// the first count's part in both (Clopper and Pearson 1934).
pub fn ratio((x, t): (u64, u64), (y, u): (u64, u64)) -> Interval {
    let lowest = |x: u64, n: u64| {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..200 {
            let p = (low + high) / 2.0;
            if upper_tail(x, n, p) < 0.025 { low = p } else { high = p }
        }
        low
    };
    let odds = |p: f64| p / (1.0 - p) * u as f64 / t as f64;
    let low = odds(lowest(x, x + y));
    let high = odds(1.0 - lowest(y, x + y));
    [x as f64 * u as f64 / (y as f64 * t as f64), low, high]
}

/// The chance of `x` or more of `n`.
fn upper_tail(x: u64, n: u64, p: f64) -> f64 {
    let choose = |k: u64| (1..=k).map(|i| ((n - k + i) as f64 / i as f64).ln()).sum::<f64>();
    let term = |k: u64| (choose(k) + k as f64 * p.ln() + (n - k) as f64 * (1.0 - p).ln()).exp();
    (x..=n).map(term).sum()
}

/// The median, and the values of the ranks of Campbell and Gardner 1988, rounded outwards.
pub fn median(values: &[u64]) -> Interval {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let n = sorted.len() as f64;
    let spread = Z * n.sqrt() / 2.0;
    let low = (n / 2.0 - spread).floor().max(1.0);
    let high = (1.0 + n / 2.0 + spread).ceil().min(n);
    [(n / 2.0).ceil(), low, high].map(|rank| sorted[rank as usize - 1] as f64)
}

/// Whether ten points between two shares would have been seen, whatever the shares.
pub fn sees_ten_points(n: u64, m: u64) -> bool {
    (Z + Z_POWER).powi(2) / 4.0 * (1.0 / n as f64 + 1.0 / m as f64) <= 0.01
}

/// Whether one of two rates being twice the other would have been seen.
pub fn sees_double(count: u64, here: u64, there: u64) -> bool {
    let (here, there) = (here as f64, there as f64);
    let deviation = |p: f64| (p * (1.0 - p)).sqrt();
    let p = here / (here + there);
    let sees =
        |q: f64| Z * deviation(p) + Z_POWER * deviation(q) <= (count as f64).sqrt() * (q - p).abs();
    sees(2.0 * here / (2.0 * here + there)) && sees(here / (here + 2.0 * there))
}

/// A part of a whole.
pub type Part = (u64, u64);

/// By how much larger the first share of each pair is than the second, over all: Mantel and Haenszel, with
/// the variance of Sato 1989, `times` over.
pub fn within(strata: &[(Part, Part)], times: f64) -> Interval {
    let terms = strata.iter().map(|((a, n), (b, m))| {
        let [a, n, b, m] = [*a as f64, *n as f64, *b as f64, *m as f64];
        let (here, there) = (n / (n + m), m / (n + m));
        let p = b * here * here - a * there * there + here * there * (m - n) / 2.0;
        let q = (a * (m - b) + b * (n - a)) / (2.0 * (n + m));
        [a * there - b * here, n * there, p, q]
    });
    let [excess, weight, p, q] =
        terms.fold([0.0; 4], |sum, term| std::array::from_fn(|at| sum[at] + term[at]));
    let value = excess / weight;
    let spread = Z * ((value * p + q) * times).sqrt() / weight;
    [value, (value - spread).max(-1.0), (value + spread).min(1.0)]
}
