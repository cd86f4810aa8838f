//! What programs call themselves, where the list does not know their name.

use alloc::string::String;

use super::Bot;

/// How browsers begin, all that run scripts.
const BROWSERS: [&str; 2] = ["mozilla/", "opera/"];
/// Words of crawlers; `+http` is where they say how to reach whom they belong to.
const CRAWLERS: [&str; 5] = ["crawl", "spider", "slurp", "scraper", "+http"];
/// Words of browsers without anybody in front of them, and of what is none.
const AUTOMATION: [&str; 4] = ["headless", "curl/", "python-", "java/"];

/// The class by a word in a user agent, whose letters may have either case.
#[must_use]
pub fn find(user_agent: &str) -> Option<Bot> {
    let said: String = user_agent.trim().to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if says_bot(&said) || has(&CRAWLERS) {
        Some(Bot::Crawler)
    } else if has(&AUTOMATION) || !BROWSERS.iter().any(|start| said.starts_with(start)) {
        Some(Bot::Automation)
    } else {
        None
    }
}

/// Whether a word ends in "bot". Cubot makes phones.
fn says_bot(said: &str) -> bool {
    said.match_indices("bot").any(|(at, bot)| {
        let (before, after) = (said.get(..at), said.get(at + bot.len()..));
        let ends = !after.is_some_and(|after| after.starts_with(|c: char| c.is_alphabetic()));
        ends && !before.is_some_and(|before| before.ends_with("cu"))
    })
}
