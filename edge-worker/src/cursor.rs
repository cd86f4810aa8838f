//! Where an export goes on: a shard of the site, and a [`Position`] in it.

use std::fmt;
use std::str::FromStr;

use ungated_export::Position;

use crate::object::Shard;
use crate::region::{Region, Residency};

/// The version of cursors; those of another are not read.
const VERSION: &str = "1";

/// A cursor. Opaque to whoever holds it: `1.eu.weur.0.` and the position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Where the shard's facts have to stay.
    pub residency: Option<Residency>,
    /// The shard's region.
    pub region: Region,
    /// Its number there.
    pub n: u16,
    /// After which row.
    pub position: Position,
}

/// What the cursors of a shard begin with.
pub fn prefix(shard: &Shard) -> String {
    let residency = shard.residency.map_or("-", Residency::word);
    format!("{VERSION}.{residency}.{}.{}.", shard.region.word(), shard.n)
}

impl Cursor {
    /// Before or after a row of a shard.
    pub fn of(shard: &Shard, position: Position) -> Self {
        Self { residency: shard.residency, region: shard.region, n: shard.n, position }
    }

    /// The shard of a site.
    pub fn shard(&self, site: &str) -> Shard {
        Shard { site: site.into(), region: self.region, n: self.n, residency: self.residency }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", prefix(&self.shard("")), self.position)
    }
}

impl FromStr for Cursor {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let mut parts = text.splitn(5, '.');
            if parts.next()? != VERSION {
                return None;
            }
            let residency = match parts.next()? {
                "-" => None,
                word => Some(Residency::from_word(word)?),
            };
            let region = Region::from_word(parts.next()?)?;
            let n = parts.next()?.parse().ok()?;
            Some(Self { residency, region, n, position: parts.next()?.parse().ok()? })
        };
        read().ok_or("no cursor")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let position =
            Position { segment: 3, visit: 9, views: 1, before: 8, number: 7, imprint: 6 };
        for residency in [None, Some(Residency::Eu)] {
            let cursor = Cursor { residency, region: Region::Weur, n: 63, position };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for text in
            ["", "1", "2.-.weur.0.1.0.0.0.0.0", "1.-.nowhere.0.1.0.0.0.0.0", "1.us.weur.0.1"]
        {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }
}
