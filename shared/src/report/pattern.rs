//! Patterns in filters.

/// Whether all of a text is as a pattern says: `*` stands for any run of characters without `/`, also
/// for none, and `**` for any run at all. Upper and lower case differ.
///
/// Takes at most one step for each pair of a byte of the pattern and one of the text, whatever they
/// are.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    // Which beginnings of the text are as the pattern so far says, by their length.
    let mut fits = alloc::vec![false; text.len() + 1];
    fits[0] = true;
    let mut rest = pattern;
    while let Some((step, after)) = Step::first(rest) {
        rest = after;
        let mut before = fits.clone();
        match step {
            Step::Byte(byte) => {
                fits[0] = false;
                for (at, own) in text.iter().enumerate() {
                    fits[at + 1] = before[at] && *own == byte;
                }
            }
            Step::Within | Step::Any => {
                for (at, own) in text.iter().enumerate() {
                    before[at + 1] |= before[at] && (step == Step::Any || *own != b'/');
                }
                fits = before;
            }
        }
    }
    fits[text.len()]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Byte(u8),
    Within,
    Any,
}

impl Step {
    fn first(pattern: &[u8]) -> Option<(Self, &[u8])> {
        match pattern {
            [b'*', b'*', rest @ ..] => Some((Self::Any, rest)),
            [b'*', rest @ ..] => Some((Self::Within, rest)),
            [byte, rest @ ..] => Some((Self::Byte(*byte), rest)),
            [] => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn one_star_stays_in_its_part_and_two_do_not() {
        let cases = [
            ("/blog/*", "/blog/a", true),
            ("/blog/*", "/blog/", true),
            ("/blog/*", "/blog/a/b", false),
            ("/blog/**", "/blog/a/b", true),
            ("/**/b", "/blog/a/b", true),
            ("/*/b", "/blog/a/b", false),
            ("/*/*/b", "/blog/a/b", true),
            ("**", "", true),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("a", "", false),
            ("a", "A", false),
            ("*a*", "bab", true),
            ("*ü*", "Führer", true),
            ("F?hrer", "Führer", false),
            ("***", "a/b", true),
            ("a**b*c", "a/b/bc", true),
        ];
        for (pattern, text, expect) in cases {
            assert_eq!(matches(pattern, text), expect, "{pattern} {text}");
        }
    }

    /// By trying every run.
    fn naive(pattern: &[u8], text: &[u8]) -> bool {
        match pattern {
            [b'*', b'*', rest @ ..] => (0..=text.len()).any(|n| naive(rest, &text[n..])),
            [b'*', rest @ ..] => {
                (0..=text.len()).any(|n| !text[..n].contains(&b'/') && naive(rest, &text[n..]))
            }
            [byte, rest @ ..] => {
                text.split_first().is_some_and(|(b, t)| b == byte && naive(rest, t))
            }
            [] => text.is_empty(),
        }
    }

    #[test]
    fn every_short_pattern_is_as_naively_tried() {
        let of = |mut n: usize| {
            let mut word = alloc::string::String::new();
            while n > 0 {
                n -= 1;
                word.push(['*', '/', 'a'][n % 3]);
                n /= 3;
            }
            word
        };
        for pattern in (0..364).map(of) {
            for text in (0..364).map(of).filter(|text| !text.contains('*')) {
                let expect = naive(pattern.as_bytes(), text.as_bytes());
                assert_eq!(matches(&pattern, &text), expect, "{pattern} {text}");
            }
        }
    }
}
