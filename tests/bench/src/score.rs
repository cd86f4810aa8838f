//! What scoring a visit of twelve pages costs, against adding up the same bytes.

use std::hint::black_box;

use serde_json::json;
use ungated_shared::item::{Item, Stage};
use ungated_shared::page_view::PageView;
use ungated_shared::score::model::Model;
use ungated_shared::score::score;
use ungated_shared::visit::{Opened, readings};

use crate::turns::fastest;

const PAGES: usize = 12;
const SECTIONS: usize = 9;

/// Twelve different pieces; every third has a film that was half played.
fn visit() -> Vec<(Item, PageView)> {
    let piece = |n: usize| {
        let item = Item {
            path: format!("/articles/a-piece-of-ordinary-length-{n}/"),
            title: format!("A piece of ordinary length, number {n}"),
            stage: Stage::ALL[n % Stage::ALL.len()],
            language: "en".into(),
            ..Item::default()
        };
        let (bottom_px, height_px) = (7_000, 9_000);
        let mut view = PageView { active_ms: 180_000, bottom_px, height_px, ..PageView::NEW };
        for i in 0..SECTIONS {
            *view.sections.at(i) =
                ungated_shared::page_view::Section { words: 140, ms: 9_000 * (i as u32 % 4) };
        }
        if let Some(medium) = view.media.at(0).filter(|_| n.is_multiple_of(3)) {
            medium.length_s = 600;
            medium.played.add(0, 300);
        }
        (item, view)
    };
    (0..PAGES).map(piece).collect()
}

/// The bytes that scoring looks at: numbers of the page views, their sections and seconds.
fn bytes(visit: &[(Item, PageView)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (item, view) in visit {
        bytes.extend(item.path.bytes());
        bytes.extend(item.language.bytes());
        for number in [view.active_ms, view.media_ms, view.bottom_px, view.height_px] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(view.acts.as_slice());
        bytes.extend(view.hand_raises.as_slice());
        for section in view.sections.as_slice() {
            bytes.extend(section.words.to_le_bytes());
            bytes.extend(section.ms.to_le_bytes());
        }
        for medium in view.media.as_slice() {
            bytes.extend(medium.length_s.to_le_bytes());
            // A bit a second, as the set is held in memory.
            bytes.extend((0..medium.length_s.div_ceil(8)).map(|byte| {
                (0..8)
                    .fold(0, |bits, bit| bits | u8::from(medium.played.has(byte * 8 + bit)) << bit)
            }));
        }
    }
    bytes
}

/// Measures and prints.
pub fn run(as_json: bool) {
    let model = Model::DEFAULT;
    let visit = visit();
    let bytes = bytes(&visit);
    let [score_ns, sum_ns] = fastest(
        || {
            let opened = visit.iter().map(|(item, view)| Opened { item, view });
            black_box(score(black_box(&model), &readings(black_box(opened))));
        },
        || {
            let sum = black_box(&bytes).iter().fold(0u64, |sum, byte| sum + u64::from(*byte));
            black_box(sum);
        },
    );
    let ratio = score_ns / sum_ns;
    if as_json {
        let figures = json!({
            "bench": "score", "ratio": ratio, "score_ns": score_ns, "sum_ns": sum_ns,
            "bytes": bytes.len(), "pages": PAGES,
        });
        println!("{figures}");
    } else {
        println!("scoring a visit of {PAGES} pages   {score_ns:>8.0} ns");
        println!("adding up its {} bytes      {sum_ns:>8.0} ns", bytes.len());
        println!("ratio                         {ratio:>8.1}");
    }
}
