//! Formats in turns with the floor.

use std::hint::black_box;
use std::time::Instant;

use ungated_formats::visit::Visit as Plain;
use ungated_formats::{ByChannel, FORMATS};
use ungated_shard::fact::Visit;

/// What a format came to.
pub struct Scan {
    pub name: &'static str,
    /// Bytes of all pieces.
    pub bytes: u64,
    /// Seconds to pack all, once.
    pub pack_s: f64,
    /// Seconds of each round: the whole, the question.
    pub whole_s: Vec<f64>,
    pub question_s: Vec<f64>,
}

/// All formats, and the floor.
pub struct Scans {
    pub floor_s: Vec<f64>,
    pub numbers: u64,
    pub formats: Vec<Scan>,
}

/// Packs, checks that all formats hold the same, and measures.
pub fn measure(pieces: &[Vec<Visit>], rounds: usize) -> Result<Scans, String> {
    let mut flat: Vec<u64> = Vec::new();
    let mut by_channel = ByChannel::new();
    for visit in pieces.iter().flatten().map(Plain::from) {
        visit.values(|value| flat.push(value));
        if visit.engaged_ms() > 0 {
            *by_channel.entry(visit.texts[0].clone()).or_default() += visit.engaged_ms();
        }
    }
    let floor = || black_box(&flat).iter().fold(0u64, |sum, value| sum.wrapping_add(*value));
    let sum = floor();
    let mut packed = Vec::new();
    let mut scans = Scans { floor_s: Vec::new(), numbers: flat.len() as u64, formats: Vec::new() };
    for format in FORMATS {
        let (all, pack_s) = timed(|| pieces.iter().map(|it| (format.pack)(it)).collect::<Vec<_>>());
        if whole(format, &all) != Some(sum) || question(format, &all).as_ref() != Some(&by_channel)
        {
            return Err(format!("{} does not give back what was packed", format.name));
        }
        let bytes = all.iter().map(|bytes| bytes.len() as u64).sum();
        let (whole_s, question_s) = (Vec::new(), Vec::new());
        scans.formats.push(Scan { name: format.name, bytes, pack_s, whole_s, question_s });
        packed.push(all);
    }
    for _ in 0..rounds {
        scans.floor_s.push(timed(|| black_box(floor())).1);
        for ((format, packed), scan) in FORMATS.iter().zip(&packed).zip(&mut scans.formats) {
            scan.whole_s.push(timed(|| black_box(whole(format, packed))).1);
            scan.question_s.push(timed(|| black_box(question(format, packed))).1);
        }
    }
    Ok(scans)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let out = work();
    (out, start.elapsed().as_secs_f64())
}

fn whole(format: &ungated_formats::Format, pieces: &[Vec<u8>]) -> Option<u64> {
    pieces.iter().try_fold(0u64, |sum, bytes| Some(sum.wrapping_add((format.whole)(bytes)?)))
}

fn question(format: &ungated_formats::Format, pieces: &[Vec<u8>]) -> Option<ByChannel> {
    let mut all = ByChannel::new();
    for bytes in pieces {
        for (channel, engaged_ms) in (format.question)(bytes)? {
            *all.entry(channel).or_default() += engaged_ms;
        }
    }
    Some(all)
}
