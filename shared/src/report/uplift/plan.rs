//! The questions that are behind one about uplift.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::Asked;
use crate::limit;
use crate::report::asking::Asking;
use crate::report::dimension::{Dimension, NONE};
use crate::report::filter::{Comparison, Filter};
use crate::report::metric::Metric;
use crate::report::question::{self, Field, Include, Invalid};
use crate::report::range::{DateRange, Named};
use crate::report::zone::OffsetAt;
use crate::statistics::tally::OTHER;
use crate::ungate::Day;

/// What can be read.
const DIMENSIONS: [Dimension; 5] =
    [Dimension::Item, Dimension::Topic, Dimension::Author, Dimension::Type, Dimension::Stage];

/// What is to be asked.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The weeks of reading: their Mondays, in order.
    pub weeks: Vec<Day>,
    /// In how many weeks after each hand-raises count.
    pub weeks_after: u8,
    /// By what reading is divided.
    pub dimension: Dimension,
    site: String,
    rows: usize,
}

impl Asked {
    /// Checks the question, as seen at `now_ms` by a site's clock.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that makes no sense, and why.
    pub fn plan(&self, now_ms: u64, offset_at: OffsetAt<'_>) -> Result<Plan, Invalid> {
        let invalid = |field, detail: String| Invalid { field, detail };
        let days = |range: &DateRange| range.days(now_ms, offset_at).map(|days| days.ends());
        let most = limit::UPLIFT_WEEKS;
        let detail = || format!("dates in order, at most {most} whole weeks");
        let wrong = || invalid(Field::DateRange, detail());
        let [first, last] = days(&self.date_range).ok_or_else(wrong)?;
        let [today, _] = days(&DateRange::Named(Named::Day)).ok_or_else(wrong)?;
        let whole = whole_weeks(first, last);
        if whole.len() > most {
            return Err(wrong());
        }
        let dimension = self.dimension.unwrap_or(Dimension::Topic);
        if !DIMENSIONS.contains(&dimension) {
            let detail = "item, topic, author, type or stage";
            return Err(invalid(Field::Dimension, detail.into()));
        }
        let (weeks_after, most) = (self.weeks_after.unwrap_or(1), limit::UPLIFT_WEEKS_AFTER);
        if !(1..=most).contains(&weeks_after) {
            return Err(invalid(Field::WeeksAfter, format!("1 to {most}")));
        }
        let (rows, most) = (self.limit.unwrap_or(10), limit::UPLIFT_ROWS);
        if !(1..=most).contains(&rows) {
            return Err(invalid(Field::Limit, format!("1 to {most}")));
        }
        let is_over = |monday: &Day| monday.weeks_later(weeks_after).sunday() < today;
        let weeks = whole.into_iter().filter(is_over).collect();
        Ok(Plan { weeks, weeks_after, dimension, site: self.site.clone(), rows })
    }
}

/// The Mondays of the weeks that lie wholly between two days.
fn whole_weeks(first: Day, last: Day) -> Vec<Day> {
    let monday = first.monday(0).filter(|monday| *monday == first);
    let mut monday = monday.unwrap_or_else(|| first.weeks_later(1).monday(0).unwrap_or(first));
    let mut weeks = Vec::new();
    while monday.sunday() <= last {
        weeks.push(monday);
        // The calendar's last week is followed by none.
        let next = monday.weeks_later(1);
        if next == monday {
            break;
        }
        monday = next;
    }
    weeks
}

impl Plan {
    /// The questions that all rows have in common: the visits of each cell and those that raised a hand,
    /// also in the weeks after; and what was read, by visits. None where there are no weeks.
    #[must_use]
    pub fn whole(&self) -> Option<[question::Asked; 2]> {
        let last = self.weeks.last()?.weeks_later(self.weeks_after);
        let cells = vec![Dimension::Segment, Dimension::Week];
        let metrics = vec![Metric::Visits, Metric::RaisingVisits];
        let whole = self.ask(last, metrics, cells, Vec::new())?;
        let last = *self.weeks.last()?;
        let named = self.ask(last, vec![Metric::Visits], vec![self.dimension], Vec::new())?;
        Some([whole, named])
    }

    /// The names that get a row each, by the second of these, and how many there are before the limit.
    #[must_use]
    pub fn names(&self, named: &Asking) -> (Vec<(String, u64)>, usize) {
        let name = |row: &crate::report::Row| {
            let name =
                row.dimensions.first().filter(|name| ![NONE, OTHER].contains(&name.as_str()));
            Some((name?.clone(), row.metrics.first().copied().flatten()?))
        };
        let mut names: Vec<(String, u64)> = named.rows.iter().filter_map(name).collect();
        let all = names.len();
        names.truncate(self.rows);
        (names, all)
    }

    /// The question about the visits of each cell that had a name.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<question::Asked> {
        let filter = Filter::Compare(Comparison::Is, self.dimension, vec![name.into()]);
        let cells = vec![Dimension::Segment, Dimension::Week];
        self.ask(*self.weeks.last()?, vec![Metric::Visits], cells, vec![filter])
    }

    /// Up to the week that begins on a Monday.
    fn ask(
        &self,
        last: Day,
        metrics: Vec<Metric>,
        dimensions: Vec<Dimension>,
        filters: Vec<Filter>,
    ) -> Option<question::Asked> {
        Some(question::Asked {
            site: self.site.clone(),
            metrics,
            date_range: DateRange::Days([self.weeks.first()?.text(), last.sunday().text()]),
            dimensions,
            filters,
            order_by: Vec::new(),
            limit: Some(limit::ROWS),
            offset: 0,
            comparison: None,
            include: Include::default(),
        })
    }
}
