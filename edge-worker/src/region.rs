//! Where a reader is, as far as placement and reports need it.

use serde::{Deserialize, Serialize};
pub use ungated_contract::site::Residency;

/// The region of a shard, named like Cloudflare's location hints. Unknown places have a region
/// of their own, without a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// Western North America.
    Wnam,
    /// Eastern North America.
    Enam,
    /// South America.
    Sam,
    /// Western Europe.
    Weur,
    /// Eastern Europe.
    Eeur,
    /// Asia and Pacific.
    Apac,
    /// Oceania.
    Oc,
    /// Africa.
    Afr,
    /// Middle East.
    Me,
    /// Not known.
    Unknown,
}

impl Region {
    /// The regions.
    const ALL: [Self; 10] = [
        Self::Wnam,
        Self::Enam,
        Self::Sam,
        Self::Weur,
        Self::Eeur,
        Self::Apac,
        Self::Oc,
        Self::Afr,
        Self::Me,
        Self::Unknown,
    ];

    /// The region of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.word() == word)
    }

    /// The word: in object names, facts and reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wnam => "wnam",
            Self::Enam => "enam",
            Self::Sam => "sam",
            Self::Weur => "weur",
            Self::Eeur => "eeur",
            Self::Apac => "apac",
            Self::Oc => "oc",
            Self::Afr => "afr",
            Self::Me => "me",
            Self::Unknown => "unknown",
        }
    }

    /// The hint for placing an object, if there is one.
    pub fn hint(self) -> Option<&'static str> {
        (self != Self::Unknown).then(|| self.word())
    }
}

/// What Cloudflare knows of the reader's place; empty where it does not.
#[derive(Debug, Default)]
pub struct Place {
    /// Its code of the continent.
    pub continent: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Decimal degrees.
    pub longitude: String,
    /// Who runs the network.
    pub organisation: String,
}

/// Countries that Cloudflare places in the Middle East.
const MIDDLE_EAST: &[&str] =
    &["AE", "BH", "IL", "IQ", "IR", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY", "TR", "YE"];

/// Countries of Europe east of the line Szczecin–Trieste, and the Baltics and Finland.
const EASTERN_EUROPE: &[&str] = &[
    "AL", "BA", "BG", "BY", "CZ", "EE", "FI", "GR", "HR", "HU", "LT", "LV", "MD", "ME", "MK", "PL",
    "RO", "RS", "RU", "SI", "SK", "UA", "XK",
];

impl Place {
    /// ISO 3166-1 alpha-2, or empty. `XX` and `T1` (Tor) name no country.
    pub fn country(&self) -> &str {
        let country = self.country.as_str();
        let named = country.len() == 2
            && country.bytes().all(|b| b.is_ascii_uppercase())
            && country != "XX";
        if named { country } else { "" }
    }

    /// The region in which the visit is kept.
    pub fn region(&self) -> Region {
        let country = self.country();
        if MIDDLE_EAST.contains(&country) {
            return Region::Me;
        }
        match self.continent.as_str() {
            "AF" => Region::Afr,
            "AS" => Region::Apac,
            "EU" if EASTERN_EUROPE.contains(&country) => Region::Eeur,
            "EU" => Region::Weur,
            "NA" if self.is_west_of_100() => Region::Wnam,
            "NA" => Region::Enam,
            "OC" => Region::Oc,
            "SA" => Region::Sam,
            _ => Region::Unknown,
        }
    }

    /// Whether the longitude, which comes as decimal text, lies west of 100° W.
    fn is_west_of_100(&self) -> bool {
        let degrees = self.longitude.split('.').next();
        degrees.and_then(|d| d.parse::<i16>().ok()).is_some_and(|d| d <= -100)
    }
}
