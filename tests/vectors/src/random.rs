//! Random visits, at least one a visitor: readers who do anything at all, through every rule from signal to score, folded
//! into digests. Two builds of the rules that agree on the digests agree on every number.

use ungated_shared::hit::Numbers;
use ungated_shared::item::{Item, Stage};
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;
use ungated_shared::score::replay::replay;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::recorder::{Recorder, Signal};
use ungated_shared::visit::{Arrival, GAP_MS, Visits};

/// Visitors to a block: one digest stands for so many.
pub const BLOCK: u32 = 1_000;

/// A digest for each of `blocks` blocks of visitors, the first of them `seed`.
pub fn digests(seed: u64, blocks: u32) -> impl Iterator<Item = u64> {
    (0..u64::from(blocks)).map(move |block| {
        let mut digest = Digest::default();
        for n in 0..u64::from(BLOCK) {
            visitor(Dice(seed.wrapping_add(block * u64::from(BLOCK) + n)), &mut digest);
        }
        digest.0
    })
}

/// `SplitMix64` (Steele, Lea, Flood 2014): one multiplication chain, the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, small ones as likely as large ones.
    fn below(&mut self, end: u32) -> u32 {
        (self.next() % u64::from(end.max(1))) as u32
    }

    /// A number below `end` of any order of magnitude: bounds are where bugs live.
    fn any(&mut self, end: u32) -> u32 {
        let bits = self.below(33);
        ((self.next() as u32).checked_shr(bits).unwrap_or(0)) % end.max(1)
    }

    fn flip(&mut self) -> bool {
        self.next() & 1 == 1
    }
}

/// FNV-1a, 64 bits.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    fn put(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

fn item(dice: &mut Dice) -> Item {
    let n = dice.below(8);
    Item {
        path: format!("/piece/{n}/"),
        title: format!("Piece {n}"),
        topic: format!("topic {}", n % 3),
        stage: Stage::ALL[(n % 4) as usize],
        language: ["en", "de", "ja", "zh-Hant"][(n % 4) as usize].into(),
        words: dice.any(20_000),
        weight: (dice.below(40) * 10) as u16,
        ..Item::default()
    }
}

fn signal(dice: &mut Dice) -> Signal {
    match dice.below(16) {
        0 => Signal::Visible(dice.flip()),
        1 => Signal::Focused(dice.flip()),
        2..=5 => Signal::Media {
            index: dice.below(6) as usize,
            playing: dice.below(4) > 0,
            position_ms: dice.any(16_000_000),
            length_ms: dice.any(u32::MAX),
        },
        6 => Signal::Act(Act::ALL[dice.below(4) as usize]),
        7 if dice.below(8) == 0 => Signal::HandRaise(HandRaise::ALL[dice.below(6) as usize]),
        8..=11 => {
            let top_px = dice.any(60_000);
            Signal::Scroll { top_px, bottom_px: top_px + dice.any(2_000) }
        }
        _ => Signal::Active,
    }
}

/// A page view: laid out, read, and told in snapshots.
fn page_view(dice: &mut Dice) -> Vec<PageView> {
    let mut page = Recorder::NEW;
    page.begin(dice.any(5_000), dice.below(5) > 0, dice.below(5) > 0);
    page.content(dice.any(2_000), dice.any(60_000));
    let sections = dice.below(12);
    for i in 0..sections {
        let top_px = i * 600;
        page.section(i as usize, dice.any(2_000), top_px, top_px + dice.any(1_200));
    }
    page.viewport(0, dice.any(2_000));
    let mut now_ms = 0;
    let mut position_ms = 0;
    let mut snapshots = Vec::new();
    for _ in 0..dice.below(60) {
        // Half of them a film that plays on, as one that jumps about seldom adds up to anything.
        if dice.flip() {
            (now_ms, position_ms) = (now_ms + 250, position_ms + dice.below(500));
            let length_ms = 90_000;
            page.signal(now_ms, Signal::Media { index: 0, playing: true, position_ms, length_ms });
        } else {
            now_ms += dice.any(40_000);
            page.signal(now_ms, signal(dice));
        }
        if dice.below(6) == 0 {
            snapshots.push(page.at(now_ms).clone());
        }
    }
    snapshots.push(page.at(now_ms + dice.any(40_000)).clone());
    snapshots
}

fn visitor(mut dice: Dice, digest: &mut Digest) {
    let dice = &mut dice;
    let mut visits = Visits::default();
    let mut now_ms = 0;
    let mut salt = 0;
    for id in 0..u64::from(1 + dice.below(9)) {
        now_ms += u64::from(dice.any(GAP_MS as u32 + 600_000));
        salt += u64::from(dice.below(8) == 0);
        let keys = [salt + 1, salt];
        let item = item(dice);
        let mut snapshots = page_view(dice);
        // Lost, repeated, out of order: the last one, which tells all, comes somewhere.
        let last = snapshots.len() - 1;
        snapshots.swap(last, dice.below(last as u32 + 1) as usize);
        for view in &snapshots {
            let sequence = dice.below(4) as u16;
            let hit = Arrival { now_ms, keys: &keys, page_view: id, sequence, item: &item, view };
            let at = visits.receive(&hit).map_or(u64::MAX, |at| at as u64);
            digest.put(&at.to_le_bytes());
            let points = points(&Model::DEFAULT, Unit::of(&item.language), view);
            digest.put(&[points.attention, points.read_through, points.kept]);
        }
    }
    let draft = Model { engagement_half: 1 + dice.any(9_999), ..Model::DEFAULT };
    for visit in visits.as_slice() {
        for opening in &visit.openings {
            let numbers = Numbers::from(&opening.view);
            digest.put(serde_json::to_string(&numbers).unwrap().as_bytes());
        }
        let replayed = replay(&Model::DEFAULT, &draft, &visit.readings());
        digest.put(serde_json::to_string(&replayed).unwrap().as_bytes());
        digest.put(serde_json::to_string(&visit.shape()).unwrap().as_bytes());
    }
}
