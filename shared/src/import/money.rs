//! Amounts of money, in the smallest unit of a currency.

use alloc::string::{String, ToString};

use serde::{Deserialize, Serialize};

use crate::limit;

/// A currency, by its three letters (ISO 4217).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads three letters of either case.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let letters: [u8; 3] = text.as_bytes().try_into().ok()?;
        let is_one = letters.iter().all(u8::is_ascii_alphabetic);
        is_one.then(|| Self(letters.map(|letter| letter.to_ascii_uppercase())))
    }
}

impl TryFrom<String> for Currency {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::read(&text).ok_or("three letters")
    }
}

impl From<Currency> for String {
    fn from(Currency(letters): Currency) -> Self {
        letters.iter().map(|letter| char::from(*letter)).collect()
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    /// How much, in hundredths of the currency.
    pub minor: u64,
    /// Of what.
    pub currency: Currency,
}

/// An amount in whole units, with two places or none behind the mark: `1200` or `1200.50`; hundredths.
/// Where a semicolon separates cells, the mark may be a comma.
pub(super) fn hundredths(text: &str, separator: char) -> Option<u64> {
    let comma = if separator == ',' { '.' } else { ',' };
    let (whole, part) = match text.split_once(['.', comma]) {
        None => (text, "00"),
        Some((whole, part)) => (whole, Some(part).filter(|part| part.len() == 2)?),
    };
    plain(whole)?
        .checked_mul(100)?
        .checked_add(plain(part)?)
        .filter(|minor| *minor <= limit::DEAL_VALUE_MINOR)
}

/// Hundredths themselves.
pub(super) fn minor(text: &str) -> Option<u64> {
    plain(text).filter(|minor| *minor <= limit::DEAL_VALUE_MINOR)
}

/// A number of digits and nothing else: Rust reads a plus too.
pub(super) fn plain(digits: &str) -> Option<u64> {
    let is_one = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_one.then(|| digits.to_string().parse().ok())?
}
