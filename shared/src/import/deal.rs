//! Deals that were won.

use alloc::format;
use alloc::string::{String, ToString};

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::fault::RowCode;
use super::money::{Currency, Money, hundredths, minor};
use super::{Kind, Known};
use crate::limit;
use crate::segment::Audience;
use crate::signal::heard::Heard;
use crate::ungate::Day;

/// By which way a deal came, as the site has it in its books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DealWay"))]
pub enum Way {
    /// They filled in a form to download something.
    Form,
    /// They answered an advertisement.
    Ad,
    /// They read, and raised a hand of their own will.
    Ungated,
}

impl Way {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Form, Self::Ad, Self::Ungated];

    /// The word: in JSON, CSV and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Ad => "ad",
            Self::Ungated => "ungated",
        }
    }
}

/// A deal that was won. Of the organisation that a file names nothing is kept but the segment to which the
/// site's own rules assign it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deal {
    /// When it was won.
    pub closed: Day,
    /// When the lead came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Day>,
    /// The segment, by the name that it had in the site's rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// The country, ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What they say brought them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<Heard>,
    /// By which way they came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    /// What it is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
    /// Its number in the site's books: deals of one number are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

impl Kind for Deal {
    const COLUMNS: &'static [&'static str] = &[
        "closed",
        "lead",
        "segment",
        "organisation",
        "country",
        "heard",
        "way",
        "value",
        "value_minor",
        "currency",
        "id",
    ];
    const NEEDED: usize = 1;

    fn read(cells: &mut Cells<'_, '_>, known: &Known<'_>) -> Option<(Self, u32)> {
        cells.need("closed");
        let (closed, lead) = (cells.day("closed"), cells.day("lead"));
        if let (Some(closed), Some(lead)) = (closed, lead)
            && lead > closed
        {
            cells.wrong("lead", RowCode::Order, "not after “closed”");
        }
        let country = cells.read("country", RowCode::Country, "two letters, as DE", country);
        let segment = segment(cells, known, country.as_deref().unwrap_or_default());
        let heard = cells.word("heard", RowCode::Answer, Heard::WORDS);
        let way = cells.word("way", RowCode::Way, &Way::ALL.map(Way::word));
        let value = value(cells, known.currency);
        let most = limit::DEAL_ID_CHARS;
        let allowed = format!("1 to {most} letters, digits and “-_./#”, a letter or a digit first");
        let id = cells.read("id", RowCode::Id, &allowed, id);
        let deal = Self {
            closed: closed?,
            lead,
            segment,
            country,
            heard: heard.and_then(|word| Heard::of_word(&word)),
            way: way.and_then(|word| Way::ALL.into_iter().find(|way| way.word() == word)),
            value,
            id,
        };
        cells.is_fine().then_some((deal, 1))
    }

    fn key(&self) -> String {
        match &self.id {
            Some(id) => format!("id {id}"),
            // Strings, integers and days: there is nothing that cannot be written.
            None => serde_json::to_string(self).unwrap_or_default(),
        }
    }

    fn is_one(&self) -> bool {
        self.id.is_some()
    }
}

fn country(text: &str) -> Option<String> {
    let is_one = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_one.then(|| text.to_ascii_uppercase())
}

fn id(text: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./#".contains(c);
    let begins = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    let is_one = begins && text.len() <= limit::DEAL_ID_CHARS && text.chars().all(is_plain);
    is_one.then(|| text.to_string())
}

/// The segment that a row names, or that of its organisation: a row that names both goes by its own name.
fn segment(cells: &mut Cells<'_, '_>, known: &Known<'_>, country: &str) -> Option<String> {
    if let Some(text) = cells.text("segment") {
        let small = text.to_lowercase();
        let names = known.segments.names();
        let own = names.iter().find(|name| name.to_lowercase() == small).map(ToString::to_string);
        if own.is_none() {
            let names = names.get(..30).unwrap_or(&names);
            let allowed = match names {
                [] => "empty: the site has no segments".into(),
                names => format!("one of {}", crate::rules::listed(names)),
            };
            cells.read("segment", RowCode::Segment, &allowed, |_| None::<()>);
        }
        return own;
    }
    let organisation = cells.text("organisation")?;
    if organisation.len() > limit::ORGANISATION_BYTES {
        let most = limit::ORGANISATION_BYTES;
        cells.wrong("organisation", RowCode::Long, format!("at most {most} bytes"));
        return None;
    }
    known.segments.fit(&Audience { organisation, country, ..Audience::default() }).segment
}

/// What a deal is worth: of `value` in whole units, or of `value_minor` in hundredths.
fn value(cells: &mut Cells<'_, '_>, of_file: Option<Currency>) -> Option<Money> {
    let own = cells.read("currency", RowCode::Currency, "three letters, as EUR", Currency::read);
    if cells.text("value").is_some() && cells.text("value_minor").is_some() {
        cells.wrong("value_minor", RowCode::Money, "empty where “value” is not");
        return None;
    }
    let separator = cells.separator();
    let allowed = "a number with two places or none, without signs and marks for thousands";
    let of_value = cells.read("value", RowCode::Money, allowed, |text| hundredths(text, separator));
    let whole = "a whole number of hundredths";
    let minor = of_value.or_else(|| cells.read("value_minor", RowCode::Money, whole, minor))?;
    let currency = own.or(of_file.filter(|_| cells.text("currency").is_none()));
    if currency.is_none() && cells.text("currency").is_none() {
        let detail = "a column with three letters, as EUR, or one currency for the file";
        cells.wrong("currency", RowCode::Currency, detail);
    }
    Some(Money { minor, currency: currency? })
}
