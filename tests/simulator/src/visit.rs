//! One visit: how a reader comes, reads, follows links, and goes.

use ungated_shared::hit::{Hit, VERSION, WireItem};
use ungated_shared::item::Stage;
use ungated_shared::limit;
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;

use crate::arrival::Arrival;
use crate::assumptions::{
    CONTENT_LINK_PULL, GATE_LEAVES, GATE_PASSES, LOADS_MS, PAGES_PER_VISIT, STAGE_PULL,
};
use crate::chance::Chance;
use crate::gate;
use crate::heard;
use crate::hours;
use crate::page::Page;
use crate::publication::Publication;
use crate::reader::Reader;
use crate::reading::{self, Reading, Snapshot};

const MODEL: Model = Model::DEFAULT;

/// A hit and the moment at which it reaches the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timed {
    /// Unix ms.
    pub at_ms: u64,
    /// The hit.
    pub hit: Hit,
}

/// The beginning of a visit: all that has to be known before its turn comes.
pub struct Visit {
    /// Unix ms of its first page.
    pub start_ms: u64,
    /// Who reads.
    pub reader: Reader,
    chance: Chance,
}

impl Visit {
    /// The visit `number` of a run, which begins today or in the `days` − 1 days before.
    #[must_use]
    pub fn draw(seed: u64, number: u32, now_ms: u64, days: u32) -> Self {
        let mut chance = Chance::of(seed, u64::from(number));
        let reader = Reader::draw(&mut chance);
        let start_ms = hours::draw(&mut chance, now_ms, days, reader.place.offset_min);
        Self { start_ms, reader, chance }
    }

    /// Lets the reader read; the hits in the order in which they are sent.
    #[must_use]
    pub fn hits(&mut self, publication: &Publication) -> Vec<Timed> {
        let chance = &mut self.chance;
        let arrival = Arrival::draw(chance, publication);
        let mut left = if self.reader.is_bot { 1 } else { page_views(chance) };
        let says = heard::draw(chance, &arrival);
        let mut hits = Vec::new();
        let mut begun_ms = self.start_ms;
        let mut at = arrival.page;
        let mut referrer = arrival.referrer.to_owned();
        let mut query = match arrival.campaign {
            "" => String::new(),
            campaign => format!("?{campaign}"),
        };
        loop {
            let page = &publication.pages[at];
            let reading = match self.reader.is_bot {
                true => reading::open(page),
                false if gate::stands(page, begun_ms) && !chance.happens(GATE_PASSES) => {
                    if chance.happens(GATE_LEAVES) {
                        left = 1;
                    }
                    reading::look(chance, page, self.reader.form)
                }
                false => reading::read(chance, page, self.reader.form, says),
            };
            let view = Showing {
                id: format!("{:016x}", chance.number()),
                url: format!("{}{}{query}", publication.url, page.path),
                referrer,
            };
            hits.extend(view.hits(publication, page, &reading, begun_ms));
            left -= 1;
            let next = if left > 0 { next(chance, publication, page) } else { None };
            let Some(next) = next else { return hits };
            begun_ms += u64::from(reading.end_ms + chance.between(LOADS_MS));
            // Browsers tell a page of the same site at least the site's origin.
            referrer = format!("{}/", publication.url);
            query.clear();
            at = next;
        }
    }
}

/// Geometric with the assumed mean, within what one visit may hold.
fn page_views(chance: &mut Chance) -> usize {
    let mut views = 1;
    while views < limit::VISIT_PAGE_VIEWS && !chance.happens(1.0 / PAGES_PER_VISIT) {
        views += 1;
    }
    views
}

/// Where the reader goes on from `page`: by its links, more likely by those in the text and by
/// those that lead one stage further.
fn next(chance: &mut Chance, publication: &Publication, page: &Page) -> Option<usize> {
    let pull = |(path, in_content): &(String, bool)| {
        let to = publication.find(path)?;
        let target = &publication.pages[to];
        let place = if *in_content { CONTENT_LINK_PULL } else { 1.0 };
        let further = target.stage > page.stage && page.stage != Stage::None;
        let stage = if further { STAGE_PULL } else { 1.0 };
        Some((to, place * stage * publication.popularity[to].sqrt()))
    };
    let ways: Vec<(usize, f64)> = page.links.iter().filter_map(pull).collect();
    if ways.is_empty() {
        return None;
    }
    Some(chance.pick(&ways, |(_, pull)| *pull).0)
}

/// One showing of one page.
struct Showing {
    id: String,
    url: String,
    referrer: String,
}

impl Showing {
    fn hits<'a>(
        &'a self,
        publication: &'a Publication,
        page: &'a Page,
        reading: &'a Reading,
        begun_ms: u64,
    ) -> impl Iterator<Item = Timed> + 'a {
        let item = item(page);
        reading.snapshots.iter().enumerate().map(move |(number, Snapshot { at_ms, view })| Timed {
            at_ms: begun_ms + u64::from(*at_ms),
            hit: Hit {
                v: VERSION,
                s: publication.site.clone(),
                p: self.id.clone(),
                n: number as u16,
                u: self.url.clone(),
                r: self.referrer.clone(),
                i: item.clone(),
                view: view.into(),
                q: Some(points(&MODEL, Unit::of(&page.language), view).total()),
                m: Some(format!("{:016x}", MODEL.hash())),
                ..Hit::default()
            },
        })
    }
}

fn item(page: &Page) -> WireItem {
    WireItem {
        c: page.path.clone(),
        t: page.title.clone(),
        y: page.kind.clone(),
        p: page.topic.clone(),
        a: page.author.clone(),
        g: if page.stage == Stage::None { String::new() } else { page.stage.word().to_owned() },
        w: page.words(),
        l: page.language.clone(),
    }
}
