//! A rule's value, with captures of its pattern in it.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::pattern::is_of_name;

/// A text in which `:name` stands for what the pattern captured, and `::` for a colon. A colon
/// before anything but a small letter is one as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    source: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Capture(usize),
}

impl Template {
    /// Reads a value for a pattern with captures of these names.
    ///
    /// # Errors
    /// A name that the pattern does not capture.
    pub(super) fn parse(source: &str, names: &[String]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = source;
        while let Some((before, after)) = rest.split_once(':') {
            plain.push_str(before);
            rest = after;
            if !rest.starts_with(|c: char| c.is_ascii_lowercase()) {
                plain.push(':');
                rest = rest.strip_prefix(':').unwrap_or(rest);
                continue;
            }
            let end = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
            let (name, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let Some(index) = names.iter().position(|known| known == name) else {
                return Err(unknown(name, names));
            };
            pieces.push(Piece::Text(core::mem::take(&mut plain)));
            pieces.push(Piece::Capture(index));
            rest = tail;
        }
        plain.push_str(rest);
        pieces.push(Piece::Text(plain));
        Ok(Self { source: source.to_string(), pieces })
    }

    /// Whether the value depends on the path.
    pub(super) fn has_captures(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Capture(_)))
    }

    /// The value, each capture put through `word`; `None` if a capture has no word.
    pub(super) fn fill(
        &self,
        captures: &[&str],
        word: impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Capture(index) => out.push_str(&word(captures.get(*index)?)?),
            }
        }
        Some(out)
    }
}

fn unknown(name: &str, names: &[String]) -> String {
    let has = match names {
        [] => "the path captures nothing".to_string(),
        names => {
            let names: Vec<String> = names.iter().map(|name| format!("“:{name}”")).collect();
            format!("the path captures {}", names.join(", "))
        }
    };
    format!("“:{name}” is not in the path: {has}. Write “::” for a colon")
}

impl serde::Serialize for Template {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.source)
    }
}
