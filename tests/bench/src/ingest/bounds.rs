//! What the counts of a run may be at most.

use super::{flood::Flooded, report, rounds::Measured};

/// Rows written for a hundred hits at saturation, and calls of objects.
const PER_HUNDRED_HITS: u64 = 20;
/// Bytes on disk of a page view.
const BYTES: u64 = 60;

/// What is over its bound; the bytes of files only where they are wanted.
pub fn over(measured: &Measured, with_files: bool) -> Vec<String> {
    let mut over = Vec::new();
    let counted = &measured.counted[0];
    let counts = [("rows written", counted.rows_written), ("object calls", counted.object_calls)];
    for (what, n) in counts {
        match n {
            Some(n) if n * 100 <= counted.hits * PER_HUNDRED_HITS => {}
            Some(n) => over.push(format!(
                "{n} {what} for {} hits: at most {PER_HUNDRED_HITS} for a hundred",
                counted.hits
            )),
            None => over.push(format!("{what} were not counted")),
        }
    }
    let files = with_files.then_some((measured.bytes[1], measured.page_views));
    for (what, of) in [("on disk", files), ("packed", measured.packed)] {
        if let Some((bytes, views)) = of.filter(|(bytes, views)| *bytes > views * BYTES) {
            over.push(format!("{bytes} bytes {what} for {views} page views: at most {BYTES} each"));
        }
    }
    over.extend(ledger(measured.ledger_difference));
    over
}

/// What a flood did to another site.
pub fn flood_over(flooded: &Flooded) -> Vec<String> {
    let lost = report::lost(flooded);
    let lost = (lost > 0).then(|| format!("{lost} hits of the quiet site were not acknowledged"));
    lost.into_iter().chain(ledger(flooded.ledger_difference)).collect()
}

fn ledger(difference: u64) -> Option<String> {
    (difference > 0)
        .then(|| format!("the ledger differs by {difference} from what was acknowledged"))
}
