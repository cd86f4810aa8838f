//! The items that a segment names.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::{Column, Damaged};
use crate::codec::Reader;

/// The numbers of the items of a segment's page views: one column is opened, no visit is made.
///
/// # Errors
/// If these are no such bytes.
pub fn items(bytes: &[u8]) -> Result<BTreeSet<u32>, Damaged> {
    let column = Columns::new(bytes)?.unpack(Column::Item as usize).ok_or(Damaged)?;
    let (mut from, mut items) = (Reader::new(&column), BTreeSet::new());
    while !from.is_done() {
        items.insert(from.fit().ok_or(Damaged)?);
    }
    Ok(items)
}
