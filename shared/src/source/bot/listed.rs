//! Programs by the names that a maintained list knows.
//!
//! # Why no automaton?
//! Measured as wasm, for the 1,500 texts: the automaton of a crate made for that weighs 52 kB
//! compressed, and every isolate builds it for 50 ms into 2.7 MB before its first hit. What is here
//! weighs 23 kB, is made by the compiler, allocates nothing, and is as fast on a browser's user
//! agent (5 µs): a table says which texts begin with the bytes that stand at a place, mostly none.
//! To ask for one text after the other takes a hundred times as long.
//!
//! The texts are made by `tests/vectors/bots.mjs` from `crawler-user-agents`.

use super::Bot;
use crate::limit;

/// Texts of each class: one a line, `^` for the beginning and `$` for the end of a user agent.
const LISTS: [(Bot, &[u8]); 4] = [
    (Bot::AiAgent, include_bytes!("listed/ai_agent.txt")),
    (Bot::AiCrawler, include_bytes!("listed/ai_crawler.txt")),
    (Bot::Crawler, include_bytes!("listed/crawler.txt")),
    (Bot::Automation, include_bytes!("listed/automation.txt")),
];

/// A text of a list.
#[derive(Clone, Copy)]
struct Text {
    list: u8,
    start: u16,
    len: u16,
    /// The next text in the same bucket, [`NONE`] after the last.
    next: u16,
}

impl Text {
    fn bytes(self) -> &'static [u8] {
        let (_, texts) = LISTS[usize::from(self.list)];
        &texts[usize::from(self.start)..][..usize::from(self.len)]
    }
}

/// Bytes by which a text is put into a bucket: few places in a browser's user agent begin like one
/// of these texts for so long.
const BEGINNING: usize = 5;
/// The same for a shorter text; none has fewer.
const SHORT: usize = 3;
/// More than twice as many as texts, so that most are empty.
const BUCKETS: usize = 1 << 12;
/// No text.
const NONE: u16 = u16::MAX;

static TABLE: Table = Table::new();

struct Table {
    /// The first text of each bucket.
    buckets: [u16; BUCKETS],
    texts: [Text; COUNT],
}

const COUNT: usize = {
    let (mut count, mut list) = (0, 0);
    while list < LISTS.len() {
        let (mut at, texts) = (0, LISTS[list].1);
        while at < texts.len() {
            count += (texts[at] == b'\n') as usize;
            at += 1;
        }
        list += 1;
    }
    count
};

impl Table {
    const fn new() -> Self {
        let none = Text { list: 0, start: 0, len: 0, next: NONE };
        let mut table = Self { buckets: [NONE; BUCKETS], texts: [none; COUNT] };
        let (mut count, mut list) = (0, 0);
        while list < LISTS.len() {
            let (mut start, texts) = (0, LISTS[list].1);
            assert!(texts.len() < NONE as usize && COUNT < NONE as usize);
            while start < texts.len() {
                let mut end = start;
                while texts[end] != b'\n' {
                    end += 1;
                }
                let len = end - start;
                let bucket = bucket(texts, start, if len < BEGINNING { SHORT } else { BEGINNING });
                table.texts[count] = Text {
                    list: list as u8,
                    start: start as u16,
                    len: len as u16,
                    next: table.buckets[bucket],
                };
                table.buckets[bucket] = count as u16;
                count += 1;
                start = end + 1;
            }
            list += 1;
        }
        table
    }
}

/// The bucket of what begins at `from`: FNV-1a, its upper half folded into the lower.
const fn bucket(text: &[u8], from: usize, len: usize) -> usize {
    let mut hash = 0x811c_9dc5_u32;
    let mut at = from;
    while at < from + len {
        hash = (hash ^ text[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ (hash >> 16)) as usize % BUCKETS
}

/// A user agent between its `^` and its `$`, with room for the last place's beginning.
const ROOM: usize = limit::USER_AGENT_BYTES + 1 + BEGINNING;

/// The class by the names in a user agent of at most [`limit::USER_AGENT_BYTES`]; of several, the
/// one that counts most. Adds to `steps` how many texts it looked at.
pub fn find(user_agent: &str, steps: &mut usize) -> Option<Bot> {
    let mut room = [0; ROOM];
    let said = user_agent.as_bytes();
    let len = said.len() + 2;
    room.get_mut(1..=said.len())?.copy_from_slice(said);
    room[0] = b'^';
    *room.get_mut(len - 1)? = b'$';

    let mut found = None;
    for (at, beginning) in room.windows(BEGINNING).take(len).enumerate() {
        for bytes in [BEGINNING, SHORT] {
            let mut next = TABLE.buckets[bucket(beginning, 0, bytes)];
            while let Some(text) = TABLE.texts.get(usize::from(next)) {
                *steps += 1;
                next = text.next;
                let (bot, _) = LISTS[usize::from(text.list)];
                if found.is_none_or(|found| bot < found) && room[at..len].starts_with(text.bytes())
                {
                    found = Some(bot);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use alloc::vec::Vec;

    fn texts(list: &[u8]) -> Vec<&[u8]> {
        list.strip_suffix(b"\n").unwrap_or(list).split(|&byte| byte == b'\n').collect()
    }

    #[test]
    fn texts_are_sorted_and_none_is_in_another() {
        for (bot, list) in LISTS {
            let texts = texts(list);
            assert!(texts.is_sorted(), "{bot:?}");
            for text in &texts {
                assert!(text.len() >= SHORT, "{bot:?}");
                let others = texts.iter().filter(|other| other != &text);
                let within = |other: &&&[u8]| other.windows(text.len()).any(|part| part == *text);
                assert_eq!(others.filter(within).count(), 0, "{text:?}");
            }
        }
    }

    #[test]
    fn every_text_is_found_wherever_it_stands() {
        for (bot, list) in LISTS {
            for text in texts(list) {
                let text = String::from_utf8(text.to_vec()).unwrap_or_default();
                let begins = text.strip_prefix('^');
                let bare = begins.unwrap_or(&text);
                let ends = bare.strip_suffix('$');
                let bare = ends.unwrap_or(bare);
                let before = if begins.is_some() { "" } else { "Mozilla/5.0 (" };
                let after = if ends.is_some() { "" } else { "; x)" };
                let said = alloc::format!("{before}{bare}{after}");
                // Its name may hold that of a class that counts more.
                assert!(find(&said, &mut 0).is_some_and(|found| found <= bot), "{text}");
            }
        }
    }

    /// The most that anybody can make it look at, as far as a greedy author gets, who goes on with
    /// the beginning of the text that costs most.
    #[test]
    fn a_hostile_user_agent_takes_few_steps() {
        let steps = |said: &str| {
            let mut steps = 0;
            find(said, &mut steps);
            steps
        };
        let all = LISTS.iter().flat_map(|(_, list)| texts(list));
        let mut beginnings: Vec<&[u8]> = all.filter_map(|text| text.get(..BEGINNING)).collect();
        beginnings.dedup();
        let mut said = String::new();
        while said.len() + BEGINNING <= limit::USER_AGENT_BYTES {
            let beginnings = beginnings.iter().filter_map(|text| core::str::from_utf8(text).ok());
            let next = beginnings.max_by_key(|next| steps(&[&said, *next].concat()));
            said.extend(next);
        }
        let repeated = ["a", "bot", "!", "^", "$", "Google", "\u{10ffff}", "Mozilla/5.0 ("];
        let repeated =
            repeated.map(|text| steps(&text.repeat(limit::USER_AGENT_BYTES / text.len())));
        let most = repeated.into_iter().max().unwrap_or(0).max(steps(&said));
        // A text is looked at in some 20 ns: a tenth of a millisecond.
        assert!(most <= limit::USER_AGENT_BYTES * 10, "{most} steps");
    }

    #[test]
    fn too_long_is_no_bot_and_no_panic() {
        assert_eq!(find(&"x".repeat(limit::USER_AGENT_BYTES + 1), &mut 0), None);
        assert_eq!(find("", &mut 0), None);
    }
}
