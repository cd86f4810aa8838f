//! What is asked, checked.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::anonymity::Partition;
use super::bucket;
use super::dimension::Dimension;
use super::fact::{ViewFact, VisitFact};
use super::filter::Filter;
use super::metric::Metric;
use super::partial::{Name, Row};
use super::range::{DateRange, Days, Earlier, Range};
use super::weight::{Names, number};
use super::zone::{OffsetAt, Zone};
use crate::limit;

/// A question as it is asked: the body of `POST /api/v1/query`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Question"))]
pub struct Asked {
    /// The site.
    pub site: String,
    /// What to count: 1 to [`limit::METRICS`].
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limit::METRICS)))]
    pub metrics: Vec<Metric>,
    /// Which days.
    pub date_range: DateRange,
    /// What to divide by: at most [`limit::DIMENSIONS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = limit::DIMENSIONS)))]
    pub dimensions: Vec<Dimension>,
    /// Which facts: all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// In which order. Unless said: by time if divided by time, else by the first metric, largest
    /// first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = limit::METRICS + limit::DIMENSIONS)))]
    pub order_by: Vec<(Key, Order)>,
    /// How many rows at most; 1,000 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::ROWS)))]
    pub limit: Option<usize>,
    /// How many rows to pass over.
    #[serde(default)]
    pub offset: usize,
    /// With which days to compare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Earlier>,
    /// What more is wanted.
    #[serde(default, skip_serializing_if = "Include::is_nothing")]
    pub include: Include,
}

/// What an answer has only if asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Include {
    /// Rows for the hours, days, weeks or months up to now in which nothing was; where the question
    /// has one dimension, of time.
    #[serde(default)]
    pub empty_buckets: bool,
}

/// What rows can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "order_by names a metric or a dimension")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Key {
    /// A figure of the row.
    Metric(Metric),
    /// A name of the row.
    Dimension(Dimension),
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Order {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}

/// A field of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// [`Asked::metrics`].
    Metrics,
    /// The metric of [`movers::Asked`](super::movers::Asked).
    Metric,
    /// [`Asked::date_range`].
    DateRange,
    /// The dimension of [`influence::Asked`](super::influence::Asked).
    Dimension,
    /// [`Asked::dimensions`].
    Dimensions,
    /// [`Asked::filters`].
    Filters,
    /// [`Asked::order_by`].
    OrderBy,
    /// [`Asked::limit`].
    Limit,
    /// [`Asked::comparison`].
    Comparison,
    /// [`Asked::include`].
    Include,
    /// The weeks of [`deals::Asked`](super::deals::Asked).
    Weeks,
    /// The weeks after of [`uplift::Asked`](super::uplift::Asked).
    WeeksAfter,
    /// `from` and `to` of [`paths::Asked`](super::paths::Asked): exactly one of them.
    Direction,
    /// The steps of [`paths::Asked`](super::paths::Asked).
    Steps,
    /// The branches of [`paths::Asked`](super::paths::Asked).
    Branches,
}

impl Field {
    /// Its name, as a question has it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Metrics => "metrics",
            Self::Metric => "metric",
            Self::DateRange => "date_range",
            Self::Dimension => "dimension",
            Self::Dimensions => "dimensions",
            Self::Filters => "filters",
            Self::OrderBy => "order_by",
            Self::Limit => "limit",
            Self::Comparison => "comparison",
            Self::Include => "include",
            Self::Weeks => "weeks",
            Self::WeeksAfter => "weeks_after",
            Self::Direction => "direction",
            Self::Steps => "steps",
            Self::Branches => "branches",
        }
    }
}

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The field at fault.
    pub field: Field,
    /// What is wrong, in words for the one who asked.
    pub detail: String,
}

/// A question that has an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What to count.
    pub metrics: Vec<Metric>,
    /// Which visits, by their start.
    pub range: Range,
    /// The clock by which days and hours are told.
    pub zone: Zone,
    /// What to divide by.
    pub dimensions: Vec<Dimension>,
    /// Which facts.
    pub filters: Vec<Filter>,
    /// In which order.
    pub order_by: Vec<(Key, Order)>,
    /// How many rows at most.
    pub limit: usize,
    /// How many rows to pass over.
    pub offset: usize,
    /// Which visits to compare with.
    pub comparison: Option<Range>,
    /// The time up to which buckets without visits have rows too, if that is wanted.
    pub filled: Option<Range>,
    /// The rows that are wanted, where not all are; totals are of all.
    pub only: Option<Names>,
}

impl Include {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Question {
    /// The question with which this one is compared: all rows of the other days.
    #[must_use]
    pub fn earlier(&self) -> Option<Self> {
        let range = self.comparison?;
        Some(Self { range, comparison: None, filled: None, ..self.clone() })
    }

    /// The question whose rows' weights say which rows of this one are the first; none where there
    /// are not so many rows that it is worth while, or where their order does not follow from a metric
    /// that adds up.
    #[must_use]
    pub fn weighing(&self) -> Option<Self> {
        let is_in_time = self.dimensions.iter().any(|dimension| dimension.is_time());
        let by = match self.order_by.first() {
            Some((Key::Metric(metric), Order::Desc)) => Some(*metric),
            None if !is_in_time => self.metrics.first().copied(),
            _ => None,
        };
        let by = by.filter(|by| by.adds_up() && self.dimensions.contains(&Dimension::Path))?;
        Some(self.weighed(by, self.dimensions.clone(), self.filters.clone(), self.range))
    }

    /// The names of an answer's rows, for the question with which it is compared: none where that has
    /// other names, or so few that it is not worth while.
    #[must_use]
    pub fn names(&self, rows: &[Row]) -> Option<Names> {
        self.weighing()?;
        let is_in_time = self.dimensions.iter().any(|dimension| dimension.is_time());
        (!is_in_time).then(|| rows.iter().map(|row| number(&row.dimensions)).collect())
    }

    /// The question about the weights of these rows.
    pub(super) fn weighed(
        &self,
        by: Metric,
        dimensions: Vec<Dimension>,
        filters: Vec<Filter>,
        range: Range,
    ) -> Self {
        Self {
            metrics: [by].into(),
            range,
            zone: self.zone.clone(),
            dimensions,
            filters,
            order_by: Vec::new(),
            limit: 0,
            offset: 0,
            comparison: None,
            filled: None,
            only: None,
        }
    }

    /// The name under which a row is counted: its own, or none if it is not wanted.
    pub(super) fn told(&self, name: Name) -> Name {
        if self.only.as_ref().is_none_or(|only| only.has(&name)) { name } else { Name::new() }
    }

    /// Whether that is none.
    pub(super) const fn leaves_out(&self, name: &Name) -> bool {
        self.only.is_some() && name.is_empty()
    }

    /// Whether its filters let a page view of a visit through.
    pub(super) fn holds(&self, visit: &VisitFact, view: &ViewFact) -> bool {
        self.filters.iter().all(|filter| filter.holds(visit, view, &self.zone))
    }

    /// Whether it asks about programs that read.
    pub(super) fn asks_bots(&self) -> bool {
        self.dimensions.contains(&Dimension::Bot)
            || self.filters.iter().any(|filter| filter.mentions(Dimension::Bot))
    }
}

impl Asked {
    /// The time in which each bucket has a row.
    fn filled(&self, range: Range, zone: &Zone, now_ms: u64) -> Result<Option<Range>, Invalid> {
        if !self.include.empty_buckets {
            return Ok(None);
        }
        let invalid = |detail: String| Invalid { field: Field::Include, detail };
        let [time] = self.dimensions.as_slice() else {
            return Err(invalid("empty_buckets: with one dimension, of time".into()));
        };
        if !time.is_time() {
            return Err(invalid("empty_buckets: with one dimension, of time".into()));
        }
        let (most, buckets) = (limit::ROWS, bucket::names(*time, zone, range).len());
        if buckets > most {
            return Err(invalid(format!("empty_buckets: at most {most}, not {buckets}")));
        }
        let to = range.to.min(now_ms.saturating_add(1)).max(range.from);
        Ok(Some(Range { to, ..range }))
    }

    /// Checks the question, as seen at `now_ms` by a site's clock, where figures stand for `k` visits.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that makes no sense, and why.
    pub fn check(&self, now_ms: u64, offset_at: OffsetAt<'_>, k: u64) -> Result<Question, Invalid> {
        let need = |ok: bool, field, detail: String| {
            if ok { Ok(()) } else { Err(Invalid { field, detail }) }
        };
        let (most, count) = (limit::METRICS, self.metrics.len());
        need(
            (1..=most).contains(&count),
            Field::Metrics,
            format!("1 to {most} metrics, not {count}"),
        )?;
        let (most, count) = (limit::DIMENSIONS, self.dimensions.len());
        need(count <= most, Field::Dimensions, format!("at most {most} dimensions, not {count}"))?;
        let days = self.date_range.days(now_ms, offset_at).ok_or_else(|| Invalid {
            field: Field::DateRange,
            detail: format!("dates in order, at most {} days apart", limit::DAYS),
        })?;
        let clauses =
            |sum: usize, filter: &Filter| Some(sum + filter.clauses(limit::CLAUSE_DEPTH)?);
        let clauses = self.filters.iter().try_fold(0, clauses);
        let (most, deep, values) = (limit::CLAUSES, limit::CLAUSE_DEPTH, limit::VALUES);
        let detail = format!("at most {most} clauses, {deep} deep, each with 1 to {values} values");
        need(clauses.is_some_and(|n| n <= limit::CLAUSES), Field::Filters, detail)?;
        let (most, width) = (limit::WIDTH, Partition::width(&self.dimensions, &self.filters));
        let detail = format!("at most {most} dimensions in rows and filters together, not {width}");
        need(k <= 1 || width <= most, Field::Dimensions, detail)?;
        let most = limit::METRICS + limit::DIMENSIONS;
        need(self.order_by.len() <= most, Field::OrderBy, format!("at most {most} keys"))?;
        for (key, _) in &self.order_by {
            let asked = match key {
                Key::Metric(metric) => self.metrics.contains(metric),
                Key::Dimension(dimension) => self.dimensions.contains(dimension),
            };
            need(asked, Field::OrderBy, "only what the question asks for can order it".into())?;
        }
        let rows = self.limit.unwrap_or(1_000);
        need((1..=limit::ROWS).contains(&rows), Field::Limit, format!("1 to {}", limit::ROWS))?;
        let earlier = self.comparison.as_ref().map(|earlier| {
            earlier.days(days).ok_or_else(|| Invalid {
                field: Field::Comparison,
                detail: format!("dates in order, at most {} days apart", limit::DAYS),
            })
        });
        let earlier = earlier.transpose()?;
        let spans = [Some(days), earlier].into_iter().flatten().map(Days::around).collect();
        let zone = Zone::over(spans, offset_at);
        let range = days.range(&zone);
        Ok(Question {
            comparison: earlier.map(|days| days.range(&zone)),
            filled: self.filled(range, &zone, now_ms)?,
            only: None,
            zone,
            metrics: self.metrics.clone(),
            range,
            dimensions: self.dimensions.clone(),
            filters: self.filters.clone(),
            order_by: self.order_by.clone(),
            limit: rows,
            offset: self.offset,
        })
    }
}
