//! What could name a person, found in a value however it was encoded.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::text;

/// Rounds of percent-decoding before a value is judged. What is shown is decoded twice; two more
/// so that a mail address is not let through for being wrapped by one mailer more.
const JUDGED_ROUNDS: u8 = 4;

/// The token that stands for a value that could name a person, if it is one: `:mail` for what
/// holds a mail address, `:id` for long tokens, UUIDs and long numbers.
pub(crate) fn personal(value: &str) -> Option<&'static str> {
    if !value.contains('%') {
        return judged(value);
    }
    let mut plain = value.to_string();
    for _ in 0..JUDGED_ROUNDS {
        if !plain.contains('%') {
            break;
        }
        plain = lossy(unescape(&plain));
    }
    judged(&plain)
}

/// As [`personal`], of what is not encoded.
fn judged(plain: &str) -> Option<&'static str> {
    // The full-width and small forms are mail addresses to a reader, and to some mail programs.
    if plain.contains('@') || !plain.is_ascii() && plain.contains(['\u{ff20}', '\u{fe6b}']) {
        return Some(":mail");
    }
    let bytes = plain.as_bytes();
    let count = |is: fn(&u8) -> bool| bytes.iter().filter(|byte| is(byte)).count();
    // Whatever stands for a person has some.
    let digits = count(u8::is_ascii_digit);
    if digits < 3 {
        return None;
    }
    let letters = count(u8::is_ascii_alphabetic);
    let hexish = bytes.len() >= 16
        && digits >= 4
        && bytes.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-');
    // Slugs have hyphens between words; a run of 24 with digits in it is a key, not a word.
    let longest = bytes.split(|byte| b"-_.".contains(byte)).map(<[u8]>::len).max().unwrap_or(0);
    let token = longest >= 24 && letters >= 3;
    let number = digits >= 9 && letters == 0;
    (hexish || token || number).then_some(":id")
}

/// A label that a page gave: clean, at most `chars` characters, and a token instead if it could
/// name a person.
#[cfg(feature = "json")]
pub(crate) fn label(raw: &str, chars: usize) -> String {
    shown(raw, &text::cleaned(raw, chars))
}

/// A text of several words, clean and at most `chars` characters: each word that holds a mail
/// address becomes `:mail`. Numbers stay: titles are full of them.
#[cfg(feature = "json")]
pub(crate) fn title(raw: &str, chars: usize) -> String {
    let clean = text::clean(raw, chars);
    if !clean.contains(['@', '%', '\u{ff20}', '\u{fe6b}']) {
        return clean;
    }
    let word = |word| if personal(word) == Some(":mail") && is_mail(word) { ":mail" } else { word };
    clean.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whether something stands on both sides of an `@`, with a dot behind it: not "@home".
#[cfg(feature = "json")]
fn is_mail(word: &str) -> bool {
    let plain = decode(word);
    let sides = plain.split_once(['@', '\u{ff20}', '\u{fe6b}']);
    sides.is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

/// `short`, which is `raw` cleaned and cut, or a token if either could name a person, or what
/// `raw` says once it is decoded and cleaned.
pub(crate) fn shown(raw: &str, short: &str) -> String {
    let plain = decode(raw);
    let whole = text::cleaned(&plain, plain.len());
    let other = |value: &str| if value == raw { None } else { personal(value) };
    let token = personal(raw).or_else(|| other(&whole)).or_else(|| other(short));
    token.map_or_else(|| short.to_string(), ToString::to_string)
}

/// Percent-decodes twice (links get encoded twice in the wild); what is not UTF-8 is replaced.
///
/// A second round that gives no UTF-8 was none: `100%25ad` says "100%ad".
pub(crate) fn decode(value: &str) -> Cow<'_, str> {
    if !value.contains('%') {
        return Cow::Borrowed(value);
    }
    let once = lossy(unescape(value));
    Cow::Owned(String::from_utf8(unescape(&once)).unwrap_or(once))
}

fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// One round: `%` and two hex digits become a byte, all else stays.
fn unescape(value: &str) -> Vec<u8> {
    let bytes = value.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let hex = |at: usize| bytes.get(at).and_then(|&b| char::from(b).to_digit(16));
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        match (b, hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                plain.push((high * 16 + low) as u8);
                i += 3;
            }
            _ => {
                plain.push(b);
                i += 1;
            }
        }
    }
    plain
}
