//! A line of an export.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::check::Invalid;

/// What stands in a line: a visit, or what stands before and after all visits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exported<'a> {
    #[serde(borrow, default)]
    cursor: Option<&'a str>,
    #[serde(borrow, default)]
    visit: Option<&'a RawValue>,
    #[serde(borrow, default)]
    export: Option<&'a RawValue>,
    #[serde(borrow, default)]
    end: Option<&'a RawValue>,
}

/// The cursor and the text of a visit; none where a line has none: the head and the end of an
/// export, and what is empty.
///
/// # Errors
/// If it is neither.
#[inline(never)] // small, as this crate is
pub fn read(line: &str) -> Result<Option<(&str, &str)>, Invalid> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let exported: Exported<'_> = serde_json::from_str(line)?;
    match exported {
        Exported { cursor: Some(cursor), visit: Some(visit), export: None, end: None } => {
            Ok(Some((cursor, visit.get())))
        }
        Exported { cursor: None, visit: None, export: Some(_), end: None }
        | Exported { cursor: None, visit: None, export: None, end: Some(_) } => Ok(None),
        _ => Err("a line has a cursor and a visit, or is an export's own".to_string().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_line_is_a_visits_or_an_exports_own() {
        let visit = read("{\"cursor\":\"1\", \"visit\": {\"a\": 1}}\r");
        assert_eq!(visit, Ok(Some(("1", "{\"a\": 1}"))));
        for own in ["", "\r", "{\"export\":{}}", "{\"end\":{\"visits\":1}}"] {
            assert_eq!(read(own), Ok(None), "{own}");
        }
        for none in
            ["{}", "{\"cursor\":\"1\"}", "{\"end\":{},\"export\":{}}", "[]", "{\"x\":1}", "{"]
        {
            assert!(read(none).is_err(), "{none}");
        }
    }
}
