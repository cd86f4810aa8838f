//! What brings readers.

use crate::chance::Chance;
use crate::publication::Publication;

/// The page on which a visit begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// The front page: typed or bookmarked.
    Front,
    /// A piece, by its popularity.
    Piece,
}

/// A way to come: its weight, the referrer that a browser gives, the link's campaign.
struct Way {
    weight: f64,
    referrer: &'static str,
    campaign: &'static str,
    entry: Entry,
}

const fn way(weight: f64, referrer: &'static str, campaign: &'static str, entry: Entry) -> Way {
    Way { weight, referrer, campaign, entry }
}

/// The ways, by their share in percent. *Assumed* for a business publication that lives from
/// search, from colleagues who pass links on, and from a newsletter. Two of the figures follow
/// others' findings: about 12 % of visits carry a campaign, and most of what is shared in private
/// comes without any referrer (SparkToro's experiment of 2023: all visits from WhatsApp, Slack
/// and Discord, most of those from Facebook Messenger).
const WAYS: &[Way] = &[
    way(26.0, "https://www.google.com/", "", Entry::Piece),
    way(4.0, "https://www.bing.com/", "", Entry::Piece),
    way(2.0, "https://duckduckgo.com/", "", Entry::Piece),
    way(1.0, "https://www.ecosia.org/", "", Entry::Piece),
    way(19.0, "", "", Entry::Piece),
    way(11.0, "", "", Entry::Front),
    way(7.0, "https://www.linkedin.com/", "", Entry::Piece),
    way(2.0, "android-app://com.linkedin.android/", "", Entry::Piece),
    way(2.5, "https://chatgpt.com/", "", Entry::Piece),
    way(1.5, "https://www.perplexity.ai/", "", Entry::Piece),
    way(1.0, "https://claude.ai/", "", Entry::Piece),
    way(1.0, "https://gemini.google.com/", "", Entry::Piece),
    way(2.5, "https://news.ycombinator.com/", "", Entry::Piece),
    way(1.5, "https://www.reddit.com/", "", Entry::Piece),
    way(1.0, "https://app.slack.com/", "", Entry::Piece),
    way(1.0, "https://teams.microsoft.com/", "", Entry::Piece),
    way(1.5, "https://www.trade-journal.example/", "", Entry::Piece),
    way(1.0, "https://association.example/", "", Entry::Piece),
    way(0.5, "https://www.youtube.com/", "", Entry::Piece),
    way(6.0, "", "utm_source=newsletter&utm_medium=email&utm_campaign=autumn-issue", Entry::Piece),
    way(
        2.5,
        "https://www.linkedin.com/",
        "utm_source=linkedin&utm_medium=social&utm_campaign=heat-series",
        Entry::Piece,
    ),
    way(
        2.0,
        "https://www.google.com/",
        "utm_source=google&utm_medium=cpc&utm_campaign=energy-audit",
        Entry::Piece,
    ),
    way(1.5, "", "utm_source=trade-fair&utm_medium=qr&utm_campaign=hannover", Entry::Front),
];

/// How one visit came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The first page.
    pub page: usize,
    /// The referrer, or empty.
    pub referrer: &'static str,
    /// The campaign of the first page's address, or empty.
    pub campaign: &'static str,
}

impl Arrival {
    /// Draws one.
    pub fn draw(chance: &mut Chance, publication: &Publication) -> Self {
        let way = chance.pick(WAYS, |way| way.weight);
        let page = match way.entry {
            Entry::Front => 0,
            Entry::Piece => {
                let pages: Vec<usize> = (0..publication.pages.len()).collect();
                *chance.pick(&pages, |page| publication.popularity[*page])
            }
        };
        Self { page, referrer: way.referrer, campaign: way.campaign }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_are_percent_and_an_eighth_carries_a_campaign() {
        let all: f64 = WAYS.iter().map(|way| way.weight).sum();
        let with: f64 = WAYS.iter().filter(|w| !w.campaign.is_empty()).map(|w| w.weight).sum();
        assert!((99.0..=101.0).contains(&all), "{all}");
        assert!((11.0..=13.0).contains(&with), "{with}");
    }
}
