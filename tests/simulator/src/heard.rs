//! What readers say brought them, which is not what software sees.

use ungated_shared::signal::heard::Heard;

use crate::arrival::Arrival;
use crate::chance::Chance;

/// Answers and their weights.
type Answers = &'static [(Heard, f64)];

/// *Assumed,* all four: most of what has no referrer was recommended by somebody or heard, and a search
/// is often for a name that was heard before.
const UNSEEN: Answers = &[
    (Heard::Colleague, 34.0),
    (Heard::Podcast, 24.0),
    (Heard::Community, 12.0),
    (Heard::Event, 10.0),
    (Heard::Newsletter, 8.0),
    (Heard::Other, 12.0),
];
const SEARCHED: Answers = &[
    (Heard::Search, 55.0),
    (Heard::Colleague, 20.0),
    (Heard::Podcast, 13.0),
    (Heard::Press, 4.0),
    (Heard::Other, 8.0),
];
const ASSISTED: Answers = &[
    (Heard::Assistant, 70.0),
    (Heard::Search, 15.0),
    (Heard::Colleague, 10.0),
    (Heard::Other, 5.0),
];
const LINKED: Answers = &[
    (Heard::Social, 50.0),
    (Heard::Community, 15.0),
    (Heard::Colleague, 15.0),
    (Heard::Podcast, 10.0),
    (Heard::Other, 10.0),
];

/// Parts of referrers of search engines, and of assistants.
const SEARCH: &[&str] = &["google", "bing", "duckduckgo", "ecosia"];
const ASSISTANTS: &[&str] = &["chatgpt", "perplexity", "claude.ai", "gemini"];

/// What a reader who came like this says.
pub fn draw(chance: &mut Chance, arrival: &Arrival) -> Heard {
    let is = |names: &[&str]| names.iter().any(|name| arrival.referrer.contains(name));
    let answers = if arrival.referrer.is_empty() {
        UNSEEN
    } else if is(ASSISTANTS) {
        ASSISTED
    } else if is(SEARCH) {
        SEARCHED
    } else {
        LINKED
    };
    chance.pick(answers, |(_, weight)| *weight).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_without_a_referrer_was_told_by_somebody() {
        let mut chance = Chance::of(1, 1);
        let mut share = |referrer, wanted| {
            let arrival = Arrival { page: 0, referrer, campaign: "" };
            (0..2_000).filter(|_| draw(&mut chance, &arrival) == wanted).count()
        };
        assert!((560..800).contains(&share("", Heard::Colleague)));
        assert_eq!(share("", Heard::Search), 0);
        assert!((1_000..1_200).contains(&share("https://www.google.com/", Heard::Search)));
        assert!((1_300..1_500).contains(&share("https://gemini.google.com/", Heard::Assistant)));
    }
}
