//! The questions that are behind one about movers.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::Asked;
use crate::limit;
use crate::report::dimension::Dimension;
use crate::report::metric::Metric;
use crate::report::question::{self, Field, Include, Invalid};
use crate::report::range::{DateRange, Days};
use crate::report::zone::OffsetAt;

const OF_VISITS: [Dimension; 6] = [
    Dimension::Channel,
    Dimension::Source,
    Dimension::Campaign,
    Dimension::Country,
    Dimension::Device,
    Dimension::Segment,
];
const OF_PAGE_VIEWS: [Dimension; 3] = [Dimension::Topic, Dimension::Stage, Dimension::Item];

/// What is to be asked.
#[derive(Clone, Debug)]
pub struct Plan {
    asked: Asked,
    days: Days,
    /// Days from one period to the one before: whole weeks.
    step: i64,
    /// What could explain a change, in the order asked for.
    pub dimensions: Vec<Dimension>,
    /// Whether today was among the days.
    pub has_left_out_today: bool,
}

impl Asked {
    /// Checks the question, as seen at `now_ms` by a site's clock.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that makes no sense, and why. What is wrong with filters the
    /// questions of the plan say.
    pub fn plan(&self, now_ms: u64, offset_at: OffsetAt<'_>) -> Result<Plan, Invalid> {
        let invalid = |field, detail: String| Invalid { field, detail };
        if !self.metric.adds_up() {
            let detail = "one that adds up: visits, pageviews, engaged_ms, reads, hand_raises, \
                          points, raising_visits";
            return Err(invalid(Field::Metric, detail.into()));
        }
        let dimensions = self.explaining().map_err(|detail| invalid(Field::Dimensions, detail))?;
        let most = limit::MOVERS_DAYS;
        let detail = || format!("dates in order, at most {most} days, one of them before today");
        let days = self.date_range.days(now_ms, offset_at);
        let days = days.ok_or_else(|| invalid(Field::DateRange, detail()))?;
        let over = days.before_today(now_ms, offset_at);
        let over = over.filter(|days| days.len() <= most);
        let over = over.ok_or_else(|| invalid(Field::DateRange, detail()))?;
        let most = limit::MOVERS_ROWS;
        if !(1..=most).contains(&self.rows()) {
            return Err(invalid(Field::Limit, format!("1 to {most}")));
        }
        Ok(Plan {
            asked: self.clone(),
            days: over,
            step: 7 * ((over.len() + 6) / 7),
            dimensions,
            has_left_out_today: over.len() < days.len(),
        })
    }

    /// Rows of each dimension.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.limit.unwrap_or(5)
    }

    /// What could explain a change, or what is wrong with that.
    fn explaining(&self) -> Result<Vec<Dimension>, String> {
        let is_of_visits = self.metric.is_of_visits();
        let Some(dimensions) = &self.dimensions else {
            let more = if is_of_visits { &[][..] } else { &OF_PAGE_VIEWS[..] };
            return Ok([&OF_VISITS, more].concat());
        };
        let most = limit::MOVERS_DIMENSIONS;
        if !(1..=most).contains(&dimensions.len()) {
            return Err(format!("1 to {most} dimensions, not {}", dimensions.len()));
        }
        for (at, dimension) in dimensions.iter().enumerate() {
            if dimension.is_time() || matches!(dimension, Dimension::Bot | Dimension::Path) {
                return Err("no time, no bot, no path".into());
            }
            if is_of_visits && dimension.is_of_page_view() {
                return Err("visits do not add up over what belongs to page views".into());
            }
            if dimensions[..at].contains(dimension) {
                return Err("each once".into());
            }
        }
        Ok(dimensions.clone())
    }
}

impl Plan {
    /// The question about a whole period: its metric, and its visits. 0 is the days asked about,
    /// 1 to [`limit::MOVERS_PERIODS`] are those before, the nearest first; none before 1970.
    #[must_use]
    pub fn whole(&self, period: usize) -> Option<question::Asked> {
        let period = i64::try_from(period).ok()?;
        let days = self.days.back(self.step.checked_mul(period)?)?;
        Some(self.ask(days, vec![self.asked.metric, Metric::Visits], Vec::new()))
    }

    /// The question about the days asked about, by a dimension.
    #[must_use]
    pub fn now_by(&self, dimension: Dimension) -> question::Asked {
        self.ask(self.days, vec![self.asked.metric], vec![dimension])
    }

    /// The question about all days of so many periods before, by a dimension: none without any.
    #[must_use]
    pub fn before_by(&self, dimension: Dimension, periods: usize) -> Option<question::Asked> {
        let days = self.step.checked_mul(i64::try_from(periods).ok()?)?;
        let before = self.days.right_before(days)?;
        Some(self.ask(before, vec![self.asked.metric], vec![dimension]))
    }

    fn ask(&self, days: Days, metrics: Vec<Metric>, dimensions: Vec<Dimension>) -> question::Asked {
        question::Asked {
            site: self.asked.site.to_string(),
            metrics,
            date_range: DateRange::Days(days.texts()),
            dimensions,
            filters: self.asked.filters.clone(),
            order_by: Vec::new(),
            limit: Some(limit::ROWS),
            offset: 0,
            comparison: None,
            include: Include::default(),
        }
    }
}
