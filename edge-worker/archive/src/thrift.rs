//! Structures in Thrift's compact protocol, as Parquet's headers and footer are
//! (github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md).

use ungated_shard::codec::Writer;

const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// A structure: its fields, by ascending number.
#[derive(Default)]
pub struct Fields {
    to: Writer,
    last: u8,
}

impl Fields {
    fn head(&mut self, id: u8, kind: u8) {
        // Parquet's numbers are less than fifteen apart.
        self.to.0.push((id - self.last) << 4 | kind);
        self.last = id;
    }

    fn list_head(&mut self, id: u8, n: usize, kind: u8) {
        self.head(id, LIST);
        if n < 15 {
            self.to.0.push((n as u8) << 4 | kind);
        } else {
            self.to.0.push(0xf0 | kind);
            self.to.put(n as u64);
        }
    }

    /// A number.
    pub fn int(mut self, id: u8, value: i32) -> Self {
        self.head(id, I32);
        self.to.signed(value.into());
        self
    }

    /// A long number: bytes, rows.
    pub fn long(mut self, id: u8, value: usize) -> Self {
        self.head(id, I64);
        self.to.signed(value as i64);
        self
    }

    /// A text.
    pub fn text(mut self, id: u8, text: &str) -> Self {
        self.head(id, BINARY);
        self.to.text(text);
        self
    }

    /// A structure.
    pub fn fields(mut self, id: u8, fields: Self) -> Self {
        self.head(id, STRUCT);
        self.to.raw(&fields.end());
        self
    }

    /// A list of numbers.
    pub fn ints(mut self, id: u8, values: &[i32]) -> Self {
        self.list_head(id, values.len(), I32);
        values.iter().for_each(|value| self.to.signed((*value).into()));
        self
    }

    /// A list of one text.
    pub fn one_text(mut self, id: u8, text: &str) -> Self {
        self.list_head(id, 1, BINARY);
        self.to.text(text);
        self
    }

    /// A list of structures.
    pub fn list(mut self, id: u8, all: Vec<Self>) -> Self {
        self.list_head(id, all.len(), STRUCT);
        all.into_iter().for_each(|fields| self.to.raw(&fields.end()));
        self
    }

    /// Its bytes.
    pub fn end(mut self) -> Vec<u8> {
        self.to.0.push(0);
        self.to.0
    }
}
