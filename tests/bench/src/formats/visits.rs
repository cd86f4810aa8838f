//! A publication that is there without being served.

use ungated_shared::item::Stage;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_simulator::chance::Chance;
use ungated_simulator::page::Page;
use ungated_simulator::publication::Publication;

const PIECES: u32 = 120;
const URL: &str = "https://www.trade.example";
const AUTHORS: u32 = 9;
const TOPICS: [&str; 5] = ["Energy", "Machines", "Law", "People", "Markets"];

/// A trade magazine: its front page and its pieces, of 600 to 3,000 words in 4 to 14 sections.
pub fn publication() -> Option<Publication> {
    let mut chance = Chance::of(7, 0);
    let path = |n: u32| format!("/articles/{n}-what-a-buyer-asks-before-the-first-call/");
    let mut pages = vec![Page {
        path: "/".into(),
        title: "The magazine".into(),
        language: "en".into(),
        site: "demo".into(),
        sections: vec![60, 80, 40],
        links: (0..20).map(|n| (path(n * 6), true)).collect(),
        ..Page::default()
    }];
    for n in 0..PIECES {
        let sections = chance.between((4, 14));
        let stage = Stage::ALL[n as usize % Stage::ALL.len()];
        let raises = if stage == Stage::Decision { vec![HandRaise::Mail] } else { Vec::new() };
        pages.push(Page {
            path: path(n),
            title: format!("What a buyer asks before the first call, part {n}"),
            kind: "article".into(),
            topic: TOPICS[n as usize % TOPICS.len()].into(),
            author: format!("Author {}", chance.between((1, AUTHORS))),
            stage,
            language: "en".into(),
            sections: (0..sections).map(|_| chance.between((60, 360))).collect(),
            links: (0..6).map(|_| (path(chance.between((0, PIECES - 1))), true)).collect(),
            raises,
            has_media: n.is_multiple_of(12),
            site: "demo".into(),
            ..Page::default()
        });
    }
    Publication::of(URL, pages)
}
