//! Where a row of an export stands.

use std::fmt;
use std::str::FromStr;

/// After a row: its visit's place in the shard, how many of the visit's page views are told, and by
/// what the place is known again.
///
/// # Why more than a place?
/// A segment is written anew when visits in it are over their time, and split when late hits make
/// it too long. A place alone would then skip visits or tell them twice. So a position also has
/// what came before: how many page views in earlier segments, and an imprint of its visit. If
/// either differs, the shard says so, and tells nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The segment's number; 0 is before the first.
    pub segment: u32,
    /// The visit's place in it.
    pub visit: u32,
    /// How many of its page views are told.
    pub views: u32,
    /// Page views in the segments before.
    pub before: u64,
    /// The number of the visit among those that were told of this shard, from 1.
    pub number: u64,
    /// The imprint of the visit: of what no late hit changes.
    pub imprint: u64,
}

impl Position {
    /// Before the first visit.
    pub const START: Self =
        Self { segment: 0, visit: 0, views: 0, before: 0, number: 0, imprint: 0 };
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { segment, visit, views, before, number, imprint } = self;
        write!(f, "{segment}.{visit}.{views}.{before}.{number}.{imprint:x}")
    }
}

impl FromStr for Position {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let mut parts = text.split('.');
            let position = Self {
                segment: parts.next()?.parse().ok()?,
                visit: parts.next()?.parse().ok()?,
                views: parts.next()?.parse().ok()?,
                before: parts.next()?.parse().ok()?,
                number: parts.next()?.parse().ok()?,
                imprint: u64::from_str_radix(parts.next()?, 16).ok()?,
            };
            parts.next().is_none().then_some(position)
        };
        read().ok_or("no position")
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let last = Position {
            segment: u32::MAX,
            visit: 7,
            views: 200,
            before: u64::MAX,
            number: 9,
            imprint: u64::MAX,
        };
        for position in [Position::START, last] {
            assert_eq!(position.to_string().parse(), Ok(position));
        }
        for text in ["", "1", "1.2.3.4.5", "1.2.3.4.5.6.7", "1.2.3.4.-5.6", "4294967296.0.0.0.0.0"]
        {
            assert!(text.parse::<Position>().is_err(), "{text}");
        }
    }
}
