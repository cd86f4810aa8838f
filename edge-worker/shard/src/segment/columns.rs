//! The container: a segment's columns, packed.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::{COLUMNS, Damaged, MAGIC, VERSIONS};
use crate::codec::Reader;

/// Bytes of one column that are unpacked at most: [`FULL`] page views of 64 sections, and a last
/// visit of 200 more.
const COLUMN_BYTES: usize = 4 * 1024 * 1024;

/// A segment with its columns still packed: each can be read without the others.
pub struct Columns<'a> {
    pub(super) visits: usize,
    pub(super) texts: Vec<String>,
    /// Bytes unpacked, and packed.
    packed: Vec<(usize, &'a [u8])>,
}

impl<'a> Columns<'a> {
    /// Opens a segment.
    ///
    /// # Errors
    /// If these are no such bytes.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Damaged> {
        Self::open(bytes).ok_or(Damaged)
    }

    fn open(bytes: &'a [u8]) -> Option<Self> {
        let (version, rest) = bytes.strip_prefix(MAGIC)?.split_first()?;
        let columns = *VERSIONS.get(usize::from(*version).checked_sub(1)?)?;
        let mut from = Reader::new(rest);
        let visits = from.fit()?;
        let (_views, _from, _to) = (from.number()?, from.number()?, from.number()?);
        let mut texts = Vec::new();
        for _ in 0..from.count()? {
            texts.push(from.string()?);
        }
        let mut packed = Vec::with_capacity(columns);
        for _ in 0..columns {
            packed.push((from.fit().filter(|length| *length <= COLUMN_BYTES)?, from.bytes()?));
        }
        Some(Self { visits, texts, packed })
    }

    /// The dictionary.
    #[must_use]
    pub fn texts(&self) -> &[String] {
        &self.texts
    }

    /// How many of [`COLUMNS`] its version has.
    pub(super) const fn len(&self) -> usize {
        self.packed.len()
    }

    /// A column's numbers, unpacked; none if it is none of its version's or damaged.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<Vec<u8>> {
        self.unpack(COLUMNS.iter().position(|column| *column == name)?)
    }

    /// How many bytes a column has, packed.
    #[must_use]
    pub fn packed_bytes(&self, name: &str) -> Option<usize> {
        let at = COLUMNS.iter().position(|column| *column == name)?;
        Some(self.packed.get(at)?.1.len())
    }

    pub(super) fn unpack(&self, at: usize) -> Option<Vec<u8>> {
        let &(length, packed) = self.packed.get(at)?;
        let column = decompress_to_vec_zlib_with_limit(packed, length).ok()?;
        Some(column).filter(|column| column.len() == length)
    }
}
