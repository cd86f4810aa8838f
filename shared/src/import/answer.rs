//! Answers to "How did you hear about us?" that were given elsewhere: in a survey, in a call.

use alloc::format;
use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::fault::RowCode;
use super::money::plain;
use super::{Kind, Known};
use crate::limit;
use crate::signal::heard::Heard;
use crate::source::channel::Channel;
use crate::ungate::Day;

/// An answer that was given elsewhere, and as what software saw who gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ImportedAnswer"))]
pub struct Answer {
    /// When it was given.
    pub date: Day,
    /// What was said.
    pub answer: Heard,
    /// The channel as which software saw them; missing where nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

impl Kind for Answer {
    const COLUMNS: &'static [&'static str] = &["date", "answer", "channel", "count"];
    const NEEDED: usize = 2;

    fn read(cells: &mut Cells<'_, '_>, _: &Known<'_>) -> Option<(Self, u32)> {
        cells.need("date");
        cells.need("answer");
        let date = cells.day("date");
        let answer = cells.word("answer", RowCode::Answer, Heard::WORDS);
        let channels = Channel::ALL.map(Channel::word);
        let channel = cells.word("channel", RowCode::Channel, &channels);
        let most = limit::ANSWERS;
        let allowed = format!("a whole number from 1 to {most}");
        let count = cells.read("count", RowCode::Count, &allowed, |text| {
            plain(text).and_then(|n| u32::try_from(n).ok()).filter(|n| (1..=most).contains(n))
        });
        let answer = answer.and_then(|word| Heard::of_word(&word));
        cells
            .is_fine()
            .then_some((Self { date: date?, answer: answer?, channel }, count.unwrap_or(1)))
    }

    fn key(&self) -> String {
        let channel = self.channel.as_deref().unwrap_or_default();
        format!("{} {} {channel}", self.date.text(), self.answer.word())
    }
}
