//! What people say brought them, here and elsewhere, against the channel that software saw.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::asking::Asking;
use super::dimension::{Dimension, NONE};
use super::metric::Metric;
use super::question::{self, Field, Include, Invalid};
use super::range::DateRange;
use super::zone::OffsetAt;
use crate::import::Answer;
use crate::limit;
use crate::statistics::share::Share;
use crate::statistics::tally::OTHER;

/// A question as it is asked: the body of `POST /api/v1/sites/{site}/answers/report`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AnswersQuestion"))]
pub struct Asked {
    /// When visits were and answers were given.
    pub date_range: DateRange,
}

/// An answer and a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AnswersRow"))]
pub struct Row {
    /// What was said; `(several)` where more than one on one page.
    pub answer: String,
    /// The channel as which software saw who said it; `null` where the file does not say.
    pub channel: Option<String>,
    /// Visits in which it was said; `null` where that would tell of too few, and where the channel is.
    pub visits: Option<u64>,
    /// Answers of the site's file.
    pub imported: u64,
}

/// How much of it is from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswersFrom {
    /// Visits with an answer, as far as they are told.
    pub visits: u64,
    /// Imported answers.
    pub imported: u64,
    /// The share of imported ones in both together, in millionths; `null` of none.
    pub imported_share_micro: Option<u64>,
    /// Imported answers of which the channel is not known.
    pub without_channel: u64,
}

impl Asked {
    /// The question about visits.
    #[must_use]
    pub fn question(&self, site: &str) -> question::Asked {
        question::Asked {
            site: site.into(),
            metrics: vec![Metric::Visits],
            date_range: self.date_range.clone(),
            dimensions: vec![Dimension::Heard, Dimension::Channel],
            filters: Vec::new(),
            order_by: Vec::new(),
            limit: Some(limit::ROWS),
            offset: 0,
            comparison: None,
            include: Include::default(),
        }
    }

    /// The imported answers that were given in the days asked about.
    ///
    /// # Errors
    /// Where these are none.
    pub fn given(
        &self,
        mut imported: Vec<(Answer, u32)>,
        now_ms: u64,
        offset_at: OffsetAt<'_>,
    ) -> Result<Vec<(Answer, u32)>, Invalid> {
        let most = limit::DAYS;
        let detail = alloc::format!("dates in order, at most {most} days apart");
        let days = self.date_range.days(now_ms, offset_at);
        let days = days.ok_or(Invalid { field: Field::DateRange, detail })?;
        let [first, last] = days.ends();
        imported.retain(|(answer, _)| (first..=last).contains(&answer.date));
        Ok(imported)
    }
}

/// What visits and imported answers say, those with the most first; and how much is from where.
#[must_use]
pub fn rows(observed: &Asking, imported: &[(Answer, u32)]) -> (Vec<Row>, AnswersFrom) {
    let mut cells: BTreeMap<(String, Option<String>), (Option<u64>, u64)> = BTreeMap::new();
    let missing = if observed.is_cut { None } else { Some(0) };
    for row in &observed.rows {
        let [answer, channel] = row.dimensions.as_slice() else { continue };
        if ![NONE, OTHER].contains(&answer.as_str()) {
            let visits = row.metrics.first().copied().flatten();
            cells.insert((answer.clone(), Some(channel.clone())), (visits, 0));
        }
    }
    for (answer, n) in imported {
        let place = (answer.answer.word().into(), answer.channel.clone());
        let missing = missing.filter(|_| answer.channel.is_some());
        cells.entry(place).or_insert((missing, 0)).1 += u64::from(*n);
    }
    let visits = cells.values().filter_map(|(visits, _)| *visits).sum();
    let count = |of: &dyn Fn(&Answer) -> bool| {
        imported.iter().filter(|(answer, _)| of(answer)).map(|(_, n)| u64::from(*n)).sum()
    };
    let imported: u64 = count(&|_| true);
    let share = Share::of(imported, imported.saturating_add(visits));
    let from = AnswersFrom {
        visits,
        imported,
        imported_share_micro: share.and_then(|share| u64::try_from(share.micro().value).ok()),
        without_channel: count(&|answer| answer.channel.is_none()),
    };
    let row = |((answer, channel), (visits, imported))| Row { answer, channel, visits, imported };
    let mut rows: Vec<Row> = cells.into_iter().map(row).collect();
    rows.sort_by_key(|row| Reverse(row.imported.saturating_add(row.visits.unwrap_or(0))));
    (rows, from)
}
