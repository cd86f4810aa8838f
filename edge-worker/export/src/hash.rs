//! The hash of a set of visits.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The sum of the SHA-256 of each visit's line, modulo 2²⁵⁶; of no visits, 0. Written as 64
/// hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct FactsHash {
    /// The lower 128 bits.
    low: u128,
    /// The upper ones.
    high: u128,
}

impl FactsHash {
    /// Adds a visit, by its line without what ends it.
    pub fn add(&mut self, line: &[u8]) {
        let digest = Sha256::digest(line);
        let (high, low) = digest.split_at(16);
        self.merge(&Self { low: number(low), high: number(high) });
    }

    /// Adds those of another set.
    pub fn merge(&mut self, other: &Self) {
        let (low, carries) = self.low.overflowing_add(other.low);
        self.low = low;
        self.high = self.high.wrapping_add(other.high).wrapping_add(u128::from(carries));
    }
}

/// Sixteen bytes, the first one the highest.
fn number(bytes: &[u8]) -> u128 {
    bytes.iter().fold(0, |number, byte| number << 8 | u128::from(*byte))
}

impl From<FactsHash> for String {
    fn from(FactsHash { low, high }: FactsHash) -> Self {
        format!("{high:032x}{low:032x}")
    }
}

impl TryFrom<String> for FactsHash {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let half = |range: std::ops::Range<usize>| {
            text.get(range).and_then(|digits| u128::from_str_radix(digits, 16).ok())
        };
        match (text.len(), half(0..32), half(32..64)) {
            (64, Some(high), Some(low)) => Ok(Self { low, high }),
            _ => Err("64 hexadecimal digits"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FactsHash;

    #[test]
    fn one_line_has_its_sha_256() {
        let mut hash = FactsHash::default();
        hash.add(b"abc");
        let text = String::from(hash);
        // FIPS 180-2, appendix B.1.
        assert_eq!(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(FactsHash::try_from(text), Ok(hash));
        assert!(FactsHash::try_from("ba78".to_string()).is_err());
    }

    #[test]
    fn the_order_makes_no_difference_and_parts_add_up() {
        let of = |lines: &[&str]| {
            let mut hash = FactsHash::default();
            lines.iter().for_each(|line| hash.add(line.as_bytes()));
            hash
        };
        assert_eq!(of(&["a", "b", "c"]), of(&["c", "a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["a", "b", "b"]), "twice is not once");
        let mut sum = of(&["a"]);
        sum.merge(&of(&["b", "c"]));
        assert_eq!(sum, of(&["a", "b", "c"]));
    }

    #[test]
    fn sums_carry_and_wrap() {
        let mut sum = FactsHash { low: u128::MAX, high: 1 };
        sum.merge(&FactsHash { low: 1, high: 0 });
        assert_eq!(sum, FactsHash { low: 0, high: 2 });
        let mut most = FactsHash { low: u128::MAX, high: u128::MAX };
        most.merge(&FactsHash { low: 1, high: 0 });
        assert_eq!(most, FactsHash::default());
    }
}
