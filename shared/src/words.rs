//! Short lists of words as one text.
//!
//! # Why not a slice of texts?
//! On the page each entry would cost eight bytes for where it lies and how long it is, which is
//! more than most of the words, and does not compress.

/// Whether `word` is one of a list, whose words are in lower case and separated by single spaces.
/// Letters of either case are the same.
#[inline(never)] // one copy on the page
pub(crate) fn has(list: &str, word: &[u8]) -> bool {
    // How much of `word` the current word of the list has matched; none once it differs.
    let mut matched = Some(0);
    for byte in list.bytes() {
        if byte == b' ' {
            if matched == Some(word.len()) {
                return true;
            }
            matched = Some(0);
        } else {
            matched =
                matched.filter(|at| word.get(*at).is_some_and(|b| b.eq_ignore_ascii_case(&byte)));
            matched = matched.map(|at| at + 1);
        }
    }
    matched == Some(word.len())
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn only_whole_words_are_in_a_list() {
        let list = "zh ja ko 7z cal.com";
        for word in ["zh", "JA", "ko", "7Z", "cal.com", "Cal.Com"] {
            assert!(has(list, word.as_bytes()), "{word}");
        }
        for word in ["", "z", "zhj", "zh ja", "al.com", "cal.comm", "a", "\u{17}z"] {
            assert!(!has(list, word.as_bytes()), "{word}");
        }
    }
}
