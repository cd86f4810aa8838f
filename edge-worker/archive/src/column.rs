//! A column: its values, and the pages that they become.

use std::collections::BTreeMap;

use crate::gzip::gzip;
use crate::thrift::Fields;

/// What a column's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// A number below 2³¹.
    Int,
    /// A number beyond: times, and what has 64 bits.
    Long,
    /// A text.
    Text,
    /// A text that is JSON.
    Json,
}

// parquet.thrift of github.com/apache/parquet-format, as are the numbers of fields below.
const PLAIN: i32 = 0;
const RLE: i32 = 3;
const RLE_DICTIONARY: i32 = 8;
const DATA_PAGE: i32 = 0;
const DICTIONARY_PAGE: i32 = 2;
const GZIP: i32 = 2;

impl Kind {
    const fn number(self) -> i32 {
        match self {
            Self::Bool => 0,
            Self::Int => 1,
            Self::Long => 2,
            Self::Text | Self::Json => 6,
        }
    }

    /// Its line in the schema: required, that is, never null.
    pub(crate) fn schema(self, name: &str) -> Fields {
        let element = Fields::default().int(1, self.number()).int(3, 0).text(4, name);
        match self {
            Self::Text => element.int(6, 0),
            Self::Json => element.int(6, 19),
            _ => element,
        }
    }
}

/// Values of one kind.
pub struct Column {
    kind: Kind,
    /// Numbers; of texts, their places.
    values: Vec<u64>,
    places: BTreeMap<String, u64>,
    /// The texts by place.
    texts: Vec<String>,
    /// Bytes of all texts, and of those that differ.
    bytes: [usize; 2],
}

/// A column in a file, and what its footer says of it.
pub(crate) struct Chunk {
    pub(crate) bytes: Vec<u8>,
    pub(crate) plain_bytes: usize,
    pub(crate) meta: Fields,
}

impl Column {
    /// An empty one.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self { kind, values: vec![], places: BTreeMap::new(), texts: vec![], bytes: [0; 2] }
    }

    /// Adds a number; the most that fits if it is beyond its kind.
    pub fn number(&mut self, value: u64) {
        let most = match self.kind {
            Kind::Bool => 1,
            Kind::Int => i32::MAX as u64,
            _ => i64::MAX as u64,
        };
        self.values.push(value.min(most));
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        self.bytes[0] += 4 + text.len();
        let place = match self.places.get(text) {
            Some(place) => *place,
            None => {
                let place = self.texts.len() as u64;
                self.bytes[1] += 4 + text.len();
                self.places.insert(text.into(), place);
                self.texts.push(text.into());
                place
            }
        };
        self.values.push(place);
    }

    /// How many bytes it takes here, about.
    #[must_use]
    pub fn size(&self) -> usize {
        self.values.len() * 8 + self.bytes[1]
    }

    /// Its pages, which begin at `offset` of the file.
    pub(crate) fn finish(self, name: &str, offset: usize) -> Chunk {
        let mut chunk = Chunk { bytes: Vec::new(), plain_bytes: 0, meta: Fields::default() };
        let n = self.values.len();
        let is_text = matches!(self.kind, Kind::Text | Kind::Json);
        // Where most texts differ, a dictionary is all of them and their places beside.
        let has_dictionary = is_text && self.bytes[1] * 2 <= self.bytes[0];
        if has_dictionary {
            let mut page = Vec::new();
            self.texts.iter().for_each(|text| put_text(&mut page, text));
            let head = Fields::default().int(1, self.texts.len() as i32).int(2, PLAIN);
            chunk.page(DICTIONARY_PAGE, 7, head, &page);
        }
        let data = chunk.bytes.len();
        let encoding = if has_dictionary { RLE_DICTIONARY } else { PLAIN };
        let head = Fields::default().int(1, n as i32).int(2, encoding).int(3, RLE).int(4, RLE);
        let page = if has_dictionary { self.packed() } else { self.plain() };
        chunk.page(DATA_PAGE, 5, head, &page);
        let meta = Fields::default()
            .int(1, self.kind.number())
            .ints(2, if has_dictionary { &[PLAIN, RLE, RLE_DICTIONARY] } else { &[PLAIN, RLE] })
            .one_text(3, name)
            .int(4, GZIP)
            .long(5, n)
            .long(6, chunk.plain_bytes)
            .long(7, chunk.bytes.len())
            .long(9, offset + data);
        chunk.meta = if has_dictionary { meta.long(11, offset) } else { meta };
        chunk
    }

    /// The values as they are.
    fn plain(&self) -> Vec<u8> {
        let mut page = Vec::new();
        match self.kind {
            Kind::Bool => pack(&self.values, 1, &mut page),
            Kind::Int => {
                self.values.iter().for_each(|value| page.extend((*value as i32).to_le_bytes()));
            }
            Kind::Long => {
                self.values.iter().for_each(|value| page.extend(value.to_le_bytes()));
            }
            Kind::Text | Kind::Json => {
                let texts = self.values.iter().filter_map(|at| self.texts.get(*at as usize));
                texts.for_each(|text| put_text(&mut page, text));
            }
        }
        page
    }

    /// Places in the dictionary, each with as many bits as the greatest has: one run of groups of
    /// eight.
    fn packed(&self) -> Vec<u8> {
        let most = (self.texts.len() as u64).saturating_sub(1);
        let bits = (64 - most.leading_zeros()).max(1);
        let mut head = ungated_shard::codec::Writer(vec![bits as u8]);
        head.put((self.values.len().div_ceil(8) as u64) << 1 | 1);
        let mut page = head.0;
        pack(&self.values, bits, &mut page);
        // The last group is whole.
        page.resize(page.len() + padding(self.values.len(), bits), 0);
        page
    }
}

impl Chunk {
    /// Adds a page: what it is, the number of its own head's field, that head, and its bytes.
    fn page(&mut self, kind: i32, field: u8, head: Fields, bytes: &[u8]) {
        let packed = gzip(bytes);
        let header = Fields::default()
            .int(1, kind)
            .int(2, bytes.len() as i32)
            .int(3, packed.len() as i32)
            .fields(field, head)
            .end();
        self.plain_bytes += header.len() + bytes.len();
        self.bytes.extend(header);
        self.bytes.extend(packed);
    }
}

fn put_text(page: &mut Vec<u8>, text: &str) {
    page.extend((text.len() as u32).to_le_bytes());
    page.extend(text.as_bytes());
}

/// Values of so many bits each, the lowest first.
fn pack(values: &[u64], bits: u32, page: &mut Vec<u8>) {
    let (mut held, mut n) = (0u64, 0);
    for value in values {
        held |= value << n;
        n += bits;
        while n >= 8 {
            page.push(held as u8);
            held >>= 8;
            n -= 8;
        }
    }
    if n > 0 {
        page.push(held as u8);
    }
}

/// Bytes between the last value and the end of its group of eight.
fn padding(n: usize, bits: u32) -> usize {
    let bits = bits as usize;
    n.div_ceil(8) * bits - (n * bits).div_ceil(8)
}
