//! Two pieces of work, timed in turns.

use std::time::Instant;

/// Turns that each piece of work gets.
const TURNS: u32 = 400;
/// How often a turn repeats its work, so that a turn is long against the clock's own step.
const REPEATS: u32 = 500;

/// Nanoseconds that one repeat of each took in its fastest turn.
pub fn fastest(mut one: impl FnMut(), mut other: impl FnMut()) -> [f64; 2] {
    let mut best = [f64::INFINITY; 2];
    for _ in 0..TURNS {
        for (best, work) in best.iter_mut().zip([&mut one as &mut dyn FnMut(), &mut other]) {
            let start = Instant::now();
            for _ in 0..REPEATS {
                work();
            }
            let took = start.elapsed().as_nanos() as f64 / f64::from(REPEATS);
            *best = best.min(took);
        }
    }
    best
}
