//! A day of a calendar.

use alloc::string::{String, ToString};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day, as it is written: `2026-01-31`. By which clock, the site says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transparent))]
pub struct Day(
    #[cfg_attr(
        feature = "schema",
        schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))
    )]
    Date,
);

impl Day {
    /// Reads a day from 1970 on; `None` for what is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        // The parser also takes times and zones; a day has ten characters.
        let date: Date = if text.len() == 10 { text.parse().ok()? } else { return None };
        (date.year() >= 1970).then_some(Self(date))
    }

    /// It, as it is written.
    #[must_use]
    pub fn text(self) -> String {
        self.0.to_string()
    }

    /// The day of a calendar's date.
    pub(crate) const fn of(date: Date) -> Self {
        Self(date)
    }

    /// The date.
    pub(crate) const fn date(self) -> Date {
        self.0
    }

    /// The day before; itself where there is none.
    pub(crate) fn before(self) -> Self {
        Self(self.0.yesterday().unwrap_or(self.0))
    }

    /// The day after; itself where there is none.
    pub(crate) fn after(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
    }

    /// The Monday of its week, so many weeks before; `None` before 1970.
    pub(crate) fn monday(self, weeks_before: u8) -> Option<Self> {
        let since = i64::from(self.0.weekday().to_monday_zero_offset());
        let day = self.0.checked_sub((since + 7 * i64::from(weeks_before)).days()).ok()?;
        (day.year() >= 1970).then_some(Self(day))
    }

    /// The Sunday of the week that begins on it.
    pub(crate) fn sunday(self) -> Self {
        Self(self.0.checked_add(6.days()).unwrap_or(self.0))
    }

    /// The day so many weeks later; itself where there is none.
    pub(crate) fn weeks_later(self, weeks: u8) -> Self {
        Self(self.0.checked_add((7 * i64::from(weeks)).days()).unwrap_or(self.0))
    }

    /// How many days there are from this one to another, both included; 0 where that is earlier.
    pub(crate) fn up_to(self, last: Self) -> u32 {
        let days = self.0.until(last.0).map_or(-1, |span| i64::from(span.get_days()));
        u32::try_from(days + 1).unwrap_or(0)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::read(&text).ok_or_else(|| de::Error::custom("not a day"))
    }
}
