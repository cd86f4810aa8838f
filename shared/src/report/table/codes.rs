//! Numbers for the different values of some dimensions.

use alloc::borrow::{Borrow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use core::hash::Hash;

use hashbrown::HashMap;

use super::trie::Trie;
use super::ways::Ways;
use super::{Read, TEXTS, Table};
use crate::report::band;
use crate::report::dimension::Dimension;
use crate::report::paths::{Route, Trail};
use crate::report::weight::Names;
use crate::report::zone::Zone;
use crate::report::{Neighbour, Range, ViewFact, VisitFact};

/// The different visits and page views, as far as some dimensions tell them apart, by number, over
/// any tables of one shard.
///
/// A number's sample has the values of these dimensions, and whatever else the first of its kind had.
pub(in crate::report) struct Codes<'a> {
    dimensions: Vec<Dimension>,
    /// The item of a number, as a page view of it.
    item: &'a dyn Fn(u32) -> ViewFact,
    zone: &'a Zone,
    /// What a moment means for the question; constant within an hour of the zone.
    sign: &'a dyn Fn(u64) -> String,
    signs: Numbers<String>,
    hours: HashMap<i64, u32>,
    texts: Numbers<String>,
    ways: Ways<'a>,
    /// Numbers of pairs: the number of what is before a dimension, and its value's.
    pairs: Vec<HashMap<u64, u32>>,
    /// The paths that are told apart, if some are.
    trie: Option<Trie<'a>>,
    by_read: HashMap<Read, u32>,
    by_values: Numbers<Vec<String>>,
    /// Samples of visits, by number.
    pub(in crate::report) visits: Vec<VisitFact>,
    /// Samples of page views, by number.
    pub(in crate::report) views: Vec<ViewFact>,
}

/// No number yet.
const NEW: u32 = u32::MAX;

impl<'a> Codes<'a> {
    /// For these dimensions, time aside: that is `sign`'s.
    pub(in crate::report) fn new(
        mut dimensions: Vec<Dimension>,
        zone: &'a Zone,
        sign: &'a dyn Fn(u64) -> String,
        item: &'a dyn Fn(u32) -> ViewFact,
    ) -> Self {
        dimensions.sort_unstable();
        dimensions.dedup();
        Self {
            dimensions,
            item,
            zone,
            sign,
            signs: Numbers::default(),
            hours: HashMap::new(),
            texts: Numbers::default(),
            ways: Ways::new(item),
            pairs: Vec::new(),
            trie: None,
            by_read: HashMap::new(),
            by_values: Numbers::default(),
            visits: Vec::new(),
            views: Vec::new(),
        }
    }

    /// Along the paths of a trail, if there is one.
    pub(in crate::report) fn along(self, trail: Option<&'a Trail>) -> Self {
        Self { trie: trail.map(|trail| Trie::new(trail, self.item)), ..self }
    }

    /// Where of all content paths only these are told apart.
    pub(in crate::report) fn telling(self, told: Option<Names>) -> Self {
        Self { ways: self.ways.telling(told), ..self }
    }

    /// The number that a row would have which visits of the same path are.
    pub(super) fn path_number(&mut self, table: &Table, visit: usize) -> u64 {
        self.ways.name(table, visit)
    }

    /// The content path of a visit.
    pub(super) fn path(&mut self, table: &Table, visit: usize) -> String {
        self.ways.path(table, visit)
    }

    /// The path of a visit.
    pub(in crate::report) fn route(&mut self, table: &Table, visit: usize) -> Option<Route> {
        self.trie.as_mut()?.route(table, visit)
    }

    /// The visits of a table that started in the range, each with its number.
    pub(in crate::report) fn visits_of(
        &mut self,
        table: &Table,
        range: Range,
    ) -> Vec<(usize, u32)> {
        let starts = table.start_ms.iter().enumerate();
        let within = starts.filter(|(_, start)| (range.from..range.to).contains(*start));
        let mut coded: Vec<(usize, u32)> =
            within.map(|(visit, _)| (visit, u32::from(table.is_bot(visit)))).collect();
        let mut columns = Columns { pairs: &mut self.pairs, at: 0, coded: &mut coded };
        let (zone, sign) = (self.zone, self.sign);
        let (signs, hours) = (&mut self.signs, &mut self.hours);
        columns.put(|visit| {
            let start_ms = table.start_ms[visit];
            let new = || signs.of(sign(start_ms).as_str());
            *hours.entry(zone.hour(start_ms)).or_insert_with(new)
        });
        for (at, dimension) in TEXTS.iter().enumerate() {
            if self.dimensions.contains(dimension) {
                let texts = table.texts.iter().map(|text| self.texts.of(text.as_str()));
                let numbers: Vec<u32> = texts.collect();
                columns.put(|visit| numbers[table.of_visit[at][visit] as usize]);
            }
        }
        for (dimension, scores) in
            [(Dimension::FitBand, &table.fit), (Dimension::EngagementBand, &table.engagement)]
        {
            if self.dimensions.contains(&dimension) {
                columns.put(|visit| band::place(scores[visit]) as u32);
            }
        }
        let item = |visit: usize, at: fn(&[u32]) -> Option<&u32>| {
            at(&table.item[table.views(visit)]).copied().unwrap_or(NEW)
        };
        if self.dimensions.contains(&Dimension::Entry) {
            columns.put(|visit| item(visit, <[u32]>::first));
        }
        if self.dimensions.contains(&Dimension::Exit) {
            columns.put(|visit| item(visit, <[u32]>::last));
        }
        if self.dimensions.contains(&Dimension::Path) {
            let ways = &mut self.ways;
            columns.put(|visit| ways.code(table, visit));
        }
        if let Some(trie) = &mut self.trie {
            columns.put(|visit| trie.node(table, visit));
        }
        for (visit, code) in &coded {
            if *code as usize == self.visits.len() {
                let route = self.trie.as_mut().map(|trie| trie.route(table, *visit));
                self.visits.push(self.sample(table, *visit, route));
            }
        }
        coded
    }

    /// The first visit of a number; along a trail, with its path.
    fn sample(&self, table: &Table, visit: usize, route: Option<Option<Route>>) -> VisitFact {
        let text = |dimension: Dimension| {
            let at = TEXTS.iter().position(|own| *own == dimension);
            String::from(at.map_or("", |at| table.text(at, visit)))
        };
        let all = table.views(visit);
        let has = |dimension| self.dimensions.contains(&dimension);
        let is_asked = has(Dimension::Path) || has(Dimension::Entry) || has(Dimension::Exit);
        let shown: Vec<usize> = match route {
            // No more than the path: there are many, and all are kept.
            Some(route) if !is_asked => {
                let mut places = route.map(Route::places).unwrap_or_default();
                places.sort_unstable();
                places.into_iter().map(|place| all.start + place).collect()
            }
            None if !is_asked => Vec::new(),
            None if !has(Dimension::Path) && all.len() > 1 => [all.start, all.end - 1].to_vec(),
            _ => all.collect(),
        };
        let view = |at: &usize| {
            let view = (self.item)(*table.item.get(*at)?);
            let hand_raises = table.hand_raises.get(*at).copied().unwrap_or_default();
            Some(ViewFact { hand_raises, ..view })
        };
        let views = shown.iter().filter_map(view).collect();
        VisitFact {
            start_ms: table.start_ms[visit],
            channel: text(Dimension::Channel),
            source: text(Dimension::Source),
            campaign: text(Dimension::Campaign),
            country: text(Dimension::Country),
            region: table.region.clone(),
            device: text(Dimension::Device),
            bot: text(Dimension::Bot),
            segment: text(Dimension::Segment),
            heard: text(Dimension::Heard),
            fit: table.fit.get(visit).copied().unwrap_or_default(),
            classified: false,
            engagement: table.engagement.get(visit).copied().unwrap_or_default(),
            intent: 0,
            standing: text(Dimension::Standing),
            simulated: false,
            views,
        }
    }

    /// Whether what stands beside a page view tells it apart.
    pub(in crate::report) fn are_linked(&self) -> bool {
        self.dimensions.iter().any(|d| matches!(d, Dimension::Previous | Dimension::Next))
    }

    /// The number of a page view.
    pub(in crate::report) fn view_of(&mut self, read: Read) -> u32 {
        if let Some(number) = self.by_read.get(&read) {
            return *number;
        }
        let beside = |item: Option<u32>| {
            let view = item.map(|item| (self.item)(item));
            view.map(|ViewFact { item, title, .. }| Neighbour { item, title }).unwrap_or_default()
        };
        let [previous, next] = read.beside.map(beside);
        let view = ViewFact { previous, next, ..(self.item)(read.item) };
        let number = self.by_values.of(self.values(&view).as_slice());
        if number as usize == self.views.len() {
            self.views.push(view);
        }
        self.by_read.insert(read, number);
        number
    }

    /// The values of a page view's own dimensions.
    fn values(&self, view: &ViewFact) -> Vec<String> {
        let value = |dimension: &Dimension| match dimension {
            Dimension::Item => Some(view.item.clone()),
            Dimension::Topic => Some(view.topic.clone()),
            Dimension::Author => Some(view.author.clone()),
            Dimension::Stage => Some(view.stage.clone()),
            Dimension::Type => Some(view.kind.clone()),
            Dimension::Previous => Some(view.previous.item.clone()),
            Dimension::Next => Some(view.next.item.clone()),
            _ => None,
        };
        self.dimensions.iter().filter_map(value).collect()
    }
}

/// Puts one value after the other to the numbers of visits.
struct Columns<'c> {
    pairs: &'c mut Vec<HashMap<u64, u32>>,
    at: usize,
    coded: &'c mut [(usize, u32)],
}

impl Columns<'_> {
    fn put(&mut self, mut value: impl FnMut(usize) -> u32) {
        if self.pairs.len() <= self.at {
            self.pairs.push(HashMap::new());
        }
        let Some(pairs) = self.pairs.get_mut(self.at) else { return };
        self.at += 1;
        // Neighbours are often alike.
        let mut before = (u64::MAX, 0);
        for (visit, code) in self.coded.iter_mut() {
            let pair = u64::from(*code) << 32 | u64::from(value(*visit));
            if pair != before.0 {
                let next = pairs.len() as u32;
                before = (pair, *pairs.entry(pair).or_insert(next));
            }
            *code = before.1;
        }
    }
}

/// Values by number.
struct Numbers<T>(HashMap<T, u32>);

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Eq + Hash> Numbers<T> {
    fn of<Q>(&mut self, value: &Q) -> u32
    where
        T: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = T> + ?Sized,
    {
        if let Some(number) = self.0.get(value) {
            return *number;
        }
        let number = self.0.len() as u32;
        self.0.insert(value.to_owned(), number);
        number
    }
}
