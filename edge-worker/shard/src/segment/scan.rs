//! A segment into a table of the columns that a question needs.

use std::collections::BTreeMap;

use ungated_shared::limit;
use ungated_shared::page_view::language::Unit;
use ungated_shared::page_view::{PageView, Section};
use ungated_shared::report::table::{BOT, HEARD, Need, Table};
use ungated_shared::score::is_read;
use ungated_shared::score::model::Model;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::heard::{HeardOf, answer};

use super::columns::Columns;
use super::{Column, Damaged, N};
use crate::codec::Reader;
use crate::packed;

/// The columns of [`TEXTS`], in its order, but for [`HEARD`], the last one, which is not kept by visits.
const TEXT_COLUMNS: [Column; HEARD] = [
    Column::Bot,
    Column::Channel,
    Column::Source,
    Column::Campaign,
    Column::Country,
    Column::Device,
    Column::Standing,
    Column::Segment,
];

/// Reads the columns of a segment that are needed: no visit is made, and no page view.
///
/// `model` says what of a text is read, `unit_of` what an item's is counted in; `region` is that of
/// the shard.
///
/// # Errors
/// If these are no such bytes.
pub fn scan(
    bytes: &[u8],
    need: Need,
    region: &str,
    model: &Model,
    unit_of: &dyn Fn(u32) -> Unit,
) -> Result<Table, Damaged> {
    Scan { columns: Columns::new(bytes)?, need, model }.table(region, unit_of).ok_or(Damaged)
}

struct Scan<'a> {
    columns: Columns<'a>,
    need: Need,
    model: &'a Model,
}

impl Scan<'_> {
    fn table(&self, region: &str, unit_of: &dyn Fn(u32) -> Unit) -> Option<Table> {
        let visits = self.columns.visits;
        let mut table = Table { has: self.need, region: region.into(), ..Table::default() };
        table.texts.clone_from(&self.columns.texts);
        self.visits(&mut table)?;
        let views = *table.end.last().unwrap_or(&0) as usize;
        table.item = self.numbers(Column::Item, views)?;
        if self.need.has(Need::SCORES) {
            table.engagement = self.numbers(Column::Engagement, visits)?;
            table.intent = self.numbers(Column::Intent, visits)?;
        }
        if self.need.has(Need::FIT) {
            self.fit(&mut table)?;
        }
        if self.need.has(Need::POINTS) {
            table.points = self.numbers(Column::Points, views)?;
        }
        if self.need.has(Need::ENGAGED) {
            let media: Vec<u32> = self.numbers(Column::Media, views)?;
            table.engaged_ms = self.numbers(Column::Active, views)?;
            for (active_ms, media_ms) in table.engaged_ms.iter_mut().zip(media) {
                *active_ms = active_ms.checked_add(media_ms)?;
                (*active_ms <= limit::ENGAGED_MS).then_some(())?;
            }
        }
        if self.need.has(Need::DEPTH) {
            let bottom: Vec<u32> = self.numbers(Column::Bottom, views)?;
            let height: Vec<u32> = self.numbers(Column::Height, views)?;
            let mut view = PageView::NEW;
            for (bottom_px, height_px) in bottom.into_iter().zip(height) {
                (bottom_px <= height_px && height_px <= limit::PIXELS).then_some(())?;
                (view.bottom_px, view.height_px) = (bottom_px, height_px);
                table.depth.push(view.depth());
            }
        }
        if self.need.has(Need::HAND_RAISES) {
            table.hand_raises = self.hand_raises(views)?;
        }
        if self.need.has(Need::AFTER) {
            table.after_ms = self.after_ms(&table)?;
        }
        if self.need.has(Need::WORDS) {
            self.words(&mut table, unit_of)?;
        }
        Some(table)
    }

    /// A column of plain numbers, all of it.
    fn numbers<T: TryFrom<u64>>(&self, column: Column, n: usize) -> Option<Vec<T>> {
        let bytes = self.columns.unpack(column as usize)?;
        // Each number has a byte at least: no more is set aside than a damaged segment has.
        (n <= bytes.len()).then_some(())?;
        let mut from = Reader::new(&bytes);
        let numbers = (0..n).map(|_| from.fit()).collect::<Option<Vec<T>>>()?;
        from.is_done().then_some(numbers)
    }

    fn visits(&self, table: &mut Table) -> Option<()> {
        let visits = self.columns.visits;
        let starts = self.columns.unpack(Column::Start as usize)?;
        let (mut from, mut start_ms) = (Reader::new(&starts), 0u64);
        for _ in 0..visits {
            start_ms = start_ms.wrapping_add(from.signed()? as u64);
            table.start_ms.push(start_ms);
        }
        let mut end = 0u32;
        for views in self.numbers::<u32>(Column::Views, visits)? {
            end = end.checked_add(views)?;
            table.end.push(end);
        }
        let simulated: Vec<u8> = self.numbers(Column::Simulated, visits)?;
        table.simulated = simulated.into_iter().map(|flag| flag != 0).collect();
        for (at, column) in TEXT_COLUMNS.into_iter().enumerate() {
            // Whether it is a program's is asked of every visit.
            if at == BOT || self.need.has(Need::text(at)) {
                table.of_visit[at] = self.texts(column, visits, &mut table.texts)?;
            }
        }
        if self.need.has(Need::text(HEARD)) {
            self.heard(table)?;
        }
        Some(())
    }

    /// What readers said, by visits.
    fn heard(&self, table: &mut Table) -> Option<()> {
        let views = *table.end.last().unwrap_or(&0) as usize;
        let bits: Vec<u64> = self.numbers(Column::Heard, views)?;
        let said: Vec<HeardOf> = bits.into_iter().map(packed::heard_of).collect();
        let mut places = BTreeMap::new();
        for visit in 0..table.end.len() {
            let answer = answer(said.get(table.views(visit))?.iter());
            let place = *places.entry(answer).or_insert_with(|| {
                table.texts.push(answer.into());
                table.texts.len() as u32 - 1
            });
            table.of_visit[HEARD].push(place);
        }
        Some(())
    }

    /// A column of texts' places in the dictionary; all empty where the version has none.
    fn texts(&self, column: Column, n: usize, texts: &mut Vec<String>) -> Option<Vec<u32>> {
        if column as usize >= self.columns.len() {
            texts.push(String::new());
            return Some(vec![texts.len() as u32 - 1; n]);
        }
        let places: Vec<u32> = self.numbers(column, n)?;
        let is_text = |place: &u32| (*place as usize) < texts.len();
        places.iter().all(is_text).then_some(places)
    }

    fn fit(&self, table: &mut Table) -> Option<()> {
        let visits = self.columns.visits;
        if self.columns.len() < N {
            (table.fit, table.classified) = (vec![0; visits], vec![false; visits]);
            return Some(());
        }
        table.fit = self.numbers(Column::Fit, visits)?;
        table.fit.iter().all(|score| *score <= 100).then_some(())?;
        let classified: Vec<u8> = self.numbers(Column::Classified, visits)?;
        table.classified = classified.into_iter().map(|flag| flag != 0).collect();
        Some(())
    }

    /// Each is the difference to the page view before in the same visit.
    fn after_ms(&self, table: &Table) -> Option<Vec<u32>> {
        let bytes = self.columns.unpack(Column::After as usize)?;
        let (mut from, mut all) = (Reader::new(&bytes), Vec::with_capacity(table.item.len()));
        for visit in 0..table.end.len() {
            let mut after_ms = 0u64;
            for _ in table.views(visit) {
                after_ms = after_ms.wrapping_add(from.signed()? as u64);
                all.push(u32::try_from(after_ms).unwrap_or(u32::MAX));
            }
        }
        from.is_done().then_some(all)
    }

    fn hand_raises(&self, views: usize) -> Option<Vec<u32>> {
        let bytes = self.columns.unpack(Column::Counts as usize)?;
        let mut from = Reader::new(&bytes);
        let mut all = Vec::new();
        for _ in 0..views {
            let mut sum = 0;
            for _ in 0..from.fit::<usize>()? {
                let (place, count): (usize, u8) = (from.fit()?, from.fit()?);
                if place >= Act::ALL.len() {
                    sum += u32::from(count);
                }
            }
            all.push(sum);
        }
        from.is_done().then_some(all)
    }

    fn words(&self, table: &mut Table, unit_of: &dyn Fn(u32) -> Unit) -> Option<()> {
        let unpack = |column: Column| self.columns.unpack(column as usize);
        let bytes = (unpack(Column::Sections)?, unpack(Column::Words)?, unpack(Column::Shown)?);
        let mut sections = Reader::new(&bytes.0);
        let (mut words, mut shown) = (Reader::new(&bytes.1), Reader::new(&bytes.2));
        // By item: what its text is counted in, the words of its sections, and all of them.
        let mut known: BTreeMap<u32, (Unit, Vec<u32>, u32)> = BTreeMap::new();
        for &item in &table.item {
            let told: usize = sections.fit()?;
            (told <= limit::SECTIONS + 1).then_some(())?;
            if told > 0 {
                let own = (1..told).map(|_| words.fit()).collect::<Option<Vec<u32>>>()?;
                own.iter().all(|words| *words <= limit::WORDS).then_some(())?;
                let sum = own.iter().fold(0, |sum: u32, words| sum.saturating_add(*words));
                known.insert(item, (unit_of(item), own, sum));
            }
            let (unit, own, sum) = known.get(&item)?;
            let mut read = 0u32;
            for &words in own {
                let section = Section { words, ms: shown.fit()? };
                (section.ms <= limit::ENGAGED_MS).then_some(())?;
                if is_read(self.model, *unit, &section) {
                    read = read.saturating_add(words);
                }
            }
            table.words.push(*sum);
            table.words_read.push(read);
        }
        Some(())
    }
}
