//! Text that came from a page: made harmless once, where it enters.

use alloc::borrow::Cow;
use alloc::string::String;

/// `raw` without control and direction-changing characters, with runs of white space as one
/// space, at most `chars` characters long.
///
/// Direction overrides (U+202A–202E, U+2066–2069) can make a title read as another one; they
/// have no place in a label.
#[must_use]
pub fn clean(raw: &str, chars: usize) -> String {
    cleaned(raw, chars).into_owned()
}

/// As [`clean`]; what is clean already, as most is, is not copied.
pub(crate) fn cleaned(raw: &str, chars: usize) -> Cow<'_, str> {
    if raw.len() <= chars && is_plain(raw) {
        Cow::Borrowed(raw)
    } else {
        Cow::Owned(clear(raw, chars))
    }
}

/// Whether there is nothing but visible ASCII and single spaces between.
fn is_plain(raw: &str) -> bool {
    let mut before = b' ';
    for &byte in raw.as_bytes() {
        if !(byte.is_ascii_graphic() || byte == b' ' && before != b' ') {
            return false;
        }
        before = byte;
    }
    before != b' ' || raw.is_empty()
}

fn clear(raw: &str, chars: usize) -> String {
    let mut out = String::with_capacity(raw.len().min(chars));
    let mut count = 0;
    let mut gap = false;
    for c in raw.chars() {
        if c.is_whitespace() {
            gap = count > 0;
            continue;
        }
        if c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        {
            continue;
        }
        if gap {
            if count + 1 >= chars {
                break;
            }
            out.push(' ');
            count += 1;
            gap = false;
        }
        if count >= chars {
            break;
        }
        out.push(c);
        count += 1;
    }
    out
}

/// The longest prefix of at most `bytes` bytes that ends at a character.
#[must_use]
pub fn cut(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let mut end = bytes;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}
