//! Which paths a rule is for.
//!
//! | In a pattern | Stands for |
//! |---|---|
//! | `*` | any part of one segment: `/blog/2024-*`; alone, one whole segment |
//! | `**` | any number of segments, also none: `/blog/**` is `/blog` and all below it |
//! | `:name` | one whole segment, kept under that name for the rule's values |
//! | all else | itself |
//!
//! A trailing slash and doubled slashes make no difference. Percent-encoded characters are the
//! characters they stand for.
//!
//! # Why are capitals and small letters the same?
//! To a server they are not (RFC 3986, 6.2.2.1). But no publication keeps two sections that
//! differ in nothing else, while many serve `/Blog/` and `/blog/` alike; a rule that silently
//! passes over half of a section is the likelier mistake. What is captured keeps its letters.
//!
//! # Which way, where there are several?
//! Each `**` takes as few segments as it can, the leftmost first. So captures are determined.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::hit::scrub::decode;
use crate::{hit::text, limit, rules::wildcard};

/// A path pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    source: String,
    parts: Vec<Part>,
    names: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// `**`
    Any,
    /// `:name`, by its place in `names`.
    Capture(usize),
    /// A text, in small letters, with `*` in it or not.
    Glob(String),
}

/// A path, taken apart once for many patterns.
#[derive(Clone, Debug)]
pub struct PathParts<'a> {
    /// Each segment as it is, and as it is compared.
    segments: Vec<(&'a str, String)>,
}

impl<'a> PathParts<'a> {
    /// Takes a path apart; what is beyond [`limit::PATH_BYTES`] is not looked at, nor are a
    /// query and a fragment.
    #[must_use]
    pub fn of(path: &'a str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = text::cut(path, limit::PATH_BYTES);
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        Self { segments: segments.map(|segment| (segment, folded(segment))).collect() }
    }
}

/// A segment as it is compared.
fn folded(segment: &str) -> String {
    decode(segment).to_lowercase()
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(source: &str) -> Result<Self, String> {
        let most = limit::PATTERN_BYTES;
        if source.len() > most {
            return Err(format!("at most {most} bytes, not {}", source.len()));
        }
        if source.contains("://") {
            return Err("a path such as “/blog/**”, without the scheme and the host".into());
        }
        if !source.starts_with('/') {
            return Err("a path starts with “/”".into());
        }
        if source.contains(['?', '#']) {
            return Err("a path has no “?” or “#”: queries and fragments are never kept".into());
        }
        let (mut parts, mut names) = (Vec::new(), Vec::new());
        for segment in source.split('/').filter(|segment| !segment.is_empty()) {
            parts.push(part(segment, &mut names)?);
        }
        Ok(Self { source: source.to_string(), parts, names })
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The names of its captures, from left to right.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What the captures are in `path`, in the order of [`Pattern::names`] and as the path has
    /// them; `None` if the pattern is not for this path.
    #[must_use]
    pub fn captures<'a>(&self, path: &PathParts<'a>) -> Option<Vec<&'a str>> {
        self.matched(path).0
    }

    /// Comparisons that it takes to match `path`: at most
    /// `(pattern bytes + 2) · 3 · (path bytes + 2)`, whatever the pattern.
    #[must_use]
    pub fn steps(&self, path: &PathParts<'_>) -> u64 {
        self.matched(path).1
    }

    /// As [`wildcard::matches`], with segments for characters: only the last `**` ever has to
    /// give way, so no pair of a part and a segment is compared twice.
    fn matched<'a>(&self, path: &PathParts<'a>) -> (Option<Vec<&'a str>>, u64) {
        let mut captures = alloc::vec![""; self.names.len()];
        let (mut p, mut s, mut steps) = (0, 0, 0_u64);
        let mut last_any: Option<(usize, usize)> = None;
        loop {
            steps = steps.saturating_add(1);
            let fits = match (self.parts.get(p), path.segments.get(s)) {
                (None, None) => return (Some(captures), steps),
                (Some(Part::Any), _) => {
                    last_any = Some((p, s));
                    p += 1;
                    continue;
                }
                (Some(_), None) => return (None, steps),
                (None, Some(_)) => false,
                (Some(Part::Capture(name)), Some((segment, _))) => {
                    captures.get_mut(*name).into_iter().for_each(|capture| *capture = *segment);
                    true
                }
                (Some(Part::Glob(glob)), Some((_, segment))) => {
                    wildcard::matches(glob.as_bytes(), segment.as_bytes(), &mut steps)
                }
            };
            if fits {
                p += 1;
                s += 1;
                continue;
            }
            let Some((any, from)) = last_any else { return (None, steps) };
            last_any = Some((any, from + 1));
            p = any + 1;
            s = from + 1;
        }
    }
}

fn part(segment: &str, names: &mut Vec<String>) -> Result<Part, String> {
    if segment == "**" {
        return Ok(Part::Any);
    }
    if segment.contains("**") {
        return Err(format!("“**” stands alone between slashes, not in “{segment}”"));
    }
    let Some(name) = segment.strip_prefix(':') else {
        return Ok(Part::Glob(folded(segment)));
    };
    if !is_name(name) {
        return Err(format!(
            "“{segment}” is no capture: a “:”, a small letter, then small letters, digits or “_”, \
             up to the next “/”"
        ));
    }
    if names.iter().any(|known| known == name) {
        return Err(format!("“{segment}” stands in it twice; give each capture its own name"));
    }
    names.push(name.to_string());
    Ok(Part::Capture(names.len() - 1))
}

/// Whether `name` can name a capture.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_of_name)
}

/// Whether `c` can stand in the name of a capture.
pub(super) fn is_of_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
}

impl serde::Serialize for Pattern {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.source)
    }
}
