//! What rows become in SQLite: pages of a B-tree, and chains of pages for what is too long for one.

/// Bytes of a page.
const PAGE: u64 = 4096;
/// The longest row that a leaf of a table holds whole, and the least that it keeps of a longer one
/// (<https://sqlite.org/fileformat2.html#b_tree_pages>).
const LOCAL: u64 = PAGE - 35;
const LEAST: u64 = (PAGE - 12) * 32 / 255 - 23;
/// Of a row beside its values: length, row id, header, its place in the page; of a page: its header
/// and its cell in the page above.
const CELL: u64 = 9;
const HEAD: u64 = 24;
/// Tables, their schema, and the file's own pages.
pub const FIXED: u64 = 14 * PAGE;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Rows.
    pub rows: u64,
    /// Bytes of their values.
    pub bytes: u64,
    /// Bytes of the pages they fill.
    pub pages: u64,
}

impl Table {
    /// A table of rows of so many bytes, appended one after the other.
    pub fn of(rows: impl Iterator<Item = u64>) -> Self {
        let mut table = Self { rows: 0, bytes: 0, pages: 0 };
        let mut free = 0;
        for row in rows {
            table.rows += 1;
            table.bytes += row;
            let mut local = row;
            if row > LOCAL {
                let kept = LEAST + (row - LEAST) % (PAGE - 4);
                local = if kept <= LOCAL { kept } else { LEAST };
                table.pages += (row - local).div_ceil(PAGE - 4) * PAGE;
            }
            if local + CELL > free {
                table.pages += PAGE;
                free = PAGE - HEAD;
            }
            free -= local + CELL;
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fill_pages_and_long_ones_chains() {
        let pages = |rows: &[u64]| Table::of(rows.iter().copied()).pages / PAGE;
        assert_eq!(pages(&[]), 0);
        assert_eq!(pages(&[100; 37]), 1);
        assert_eq!(pages(&[100; 38]), 2);
        assert_eq!(pages(&[LOCAL]), 1);
        // What an own page does not hold goes to others; 489 bytes stay at least.
        assert_eq!((LEAST, pages(&[LOCAL + 1])), (489, 2));
        assert_eq!(pages(&[1_000_000]), 1 + 244);
    }
}
