//! How everything of a shard is written down: numbers of seven bits a byte, texts by length.
//!
//! A number is LEB128, at most ten bytes; a text is its length in bytes and its UTF-8; a signed
//! number is folded (0, −1, 1, −2 … as 0, 1, 2, 3 …). Reading never allocates more than there is.

/// Writes values, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// A number.
    pub fn put(&mut self, value: impl Into<u64>) {
        let mut value = value.into();
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// A difference.
    pub fn signed(&mut self, value: i64) {
        self.put((value << 1 ^ value >> 63) as u64);
    }

    /// Bytes of a known number.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Bytes, their number first.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.put(bytes.len() as u64);
        self.raw(bytes);
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }
}

/// Reads values, one after the other; `None` where there are none, or no such ones.
#[derive(Clone, Debug)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// From the first byte.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether all is read.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes are left.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.0.len()
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return None;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A number that fits.
    pub fn fit<T: TryFrom<u64>>(&mut self) -> Option<T> {
        self.number()?.try_into().ok()
    }

    /// How many of something follow: no more than there are bytes.
    pub fn count(&mut self) -> Option<usize> {
        self.fit().filter(|n| *n <= self.0.len())
    }

    /// A difference.
    pub fn signed(&mut self) -> Option<i64> {
        let folded = self.number()?;
        Some((folded >> 1) as i64 ^ -((folded & 1) as i64))
    }

    /// Bytes of a known number.
    pub fn raw(&mut self, n: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(bytes)
    }

    /// Bytes.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let n = self.fit()?;
        self.raw(n)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        core::str::from_utf8(self.bytes()?).ok()
    }

    /// A text of one's own.
    pub fn string(&mut self) -> Option<String> {
        self.text().map(Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, Writer};

    #[test]
    fn what_is_written_is_read() {
        let mut to = Writer::default();
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        let signed = [0, -1, 1, i64::MIN, i64::MAX];
        numbers.iter().for_each(|n| to.put(*n));
        signed.iter().for_each(|n| to.signed(*n));
        to.text("Überschrift");
        let mut from = Reader::new(&to.0);
        assert_eq!(numbers.map(|_| from.number()), numbers.map(Some));
        assert_eq!(signed.map(|_| from.signed()), signed.map(Some));
        assert_eq!(from.text(), Some("Überschrift"));
        assert!(from.is_done() && from.number().is_none());
    }

    #[test]
    fn overlong_numbers_and_lengths_beyond_the_end_are_none() {
        assert_eq!(Reader::new(&[0x80; 11]).number(), None);
        assert_eq!(
            Reader::new(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]).number(),
            None
        );
        assert_eq!(Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1]).bytes(), None);
        assert_eq!(Reader::new(&[2, 0xff, 0xff]).text(), None);
        assert_eq!(Reader::new(&[200, 1, 7]).count(), None);
    }
}
