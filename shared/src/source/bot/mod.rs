//! Whether a program reads, and of which kind: from its user agent, its referrer, its network, what
//! it does. Only the class is kept.
//!
//! # Why classes, and not away with them?
//! Who deletes cannot be checked. Every bot is stored and shown with its class; the headline
//! leaves bots out, and says how many that were. And the classes mean different things to a
//! publisher: an AI crawler's visit is about being cited, an agent's is a person's question.
//!
//! # Invariant
//! Nobody is a bot for how fast or how little they read, as long as a person could have done it:
//! see [`behaviour`].
//!
//! # Why not `navigator.webdriver`?
//! It would be asked of the device, and the tag asks a device nothing that a page does not show.
//! Browsers under a script that do not hide say so in their user agent (`HeadlessChrome`) or come
//! out of a data centre; those that hide set it to false. What they do shows in [`behaviour`].
//!
//! # To add a bot
//! Most come with the list: a newer `crawler-user-agents`, then `cargo xtask bless`. What it does
//! not know is a word in [`words`]; both want a case in `shared/vectors/bot/`. A spammer's host is
//! a line in the list of [`spam`].

pub mod behaviour;
mod listed;
pub mod spam;
pub mod words;

use crate::hit::{address, text};
use crate::limit;
use crate::page_view::PageView;
#[cfg(feature = "json")]
use crate::segment::network::NetworkKind;

/// The class of a program that reads. A person's visit has none.
///
/// ```
/// use ungated_shared::source::bot::Bot;
///
/// let gpt = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; GPTBot/1.1";
/// assert_eq!(Bot::of_user_agent(gpt), Some(Bot::AiCrawler));
/// assert_eq!(Bot::of_user_agent("curl/8.5.0"), Some(Bot::Automation));
/// let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:157.0) Gecko/20100101 Firefox/157.0";
/// assert_eq!(Bot::of_user_agent(firefox), None);
/// ```
// In the order in which a user agent's names are taken: who says both `HeadlessChrome` and
// `Googlebot` is Google, and `Claude-User` in a headless browser was sent by somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bot {
    /// An assistant that fetches what a person asked it for: ChatGPT-User, Claude-User.
    AiAgent,
    /// Collects for models or for what they look up: GPTBot, ClaudeBot, CCBot, Bytespider.
    AiCrawler,
    /// Search engines, link previews, feed readers, SEO, monitors, archives, scanners.
    Crawler,
    /// A browser without anybody in front of it, or no browser: HeadlessChrome, curl, no name.
    Automation,
    /// Comes by a referrer that advertises itself: semalt.com.
    Spam,
    /// Comes out of a data centre and does not say what it is.
    Hosting,
    /// Did what no person can.
    Behaviour,
}

impl Bot {
    /// Every class.
    pub const ALL: [Self; 7] = [
        Self::AiAgent,
        Self::AiCrawler,
        Self::Crawler,
        Self::Automation,
        Self::Spam,
        Self::Hosting,
        Self::Behaviour,
    ];

    /// The word: in SQL, JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AiAgent => "ai_agent",
            Self::AiCrawler => "ai_crawler",
            Self::Crawler => "crawler",
            Self::Automation => "automation",
            Self::Spam => "spam",
            Self::Hosting => "hosting",
            Self::Behaviour => "behaviour",
        }
    }

    /// The class of a word; a person's is empty.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bot| bot.word() == word)
    }

    /// The class by all that is known: the program's own word for itself, else where it comes
    /// from, else what it did. What it says is worth most, because nobody poses as a robot; where
    /// it comes from is known before it has done anything.
    ///
    /// `referrer` is that of the visit's first page, `organisation` is empty where the edge was
    /// told none; `views` are the visit's page views.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn of<'v>(
        user_agent: &str,
        referrer: &str,
        organisation: &str,
        views: impl IntoIterator<Item = &'v PageView>,
    ) -> Option<Self> {
        Self::of_user_agent(user_agent)
            .or_else(|| Self::of_referrer(referrer))
            .or_else(|| Self::of_network(organisation))
            .or_else(|| Self::of_behaviour(views))
    }

    /// The class of which a user agent says it is; its first [`limit::USER_AGENT_BYTES`] are
    /// looked at.
    ///
    /// No name at all is [`Bot::Automation`]: every browser has one.
    #[must_use]
    pub fn of_user_agent(user_agent: &str) -> Option<Self> {
        let user_agent = text::cut(user_agent, limit::USER_AGENT_BYTES);
        listed::find(user_agent, &mut 0).or_else(|| words::find(user_agent))
    }

    /// [`Bot::Spam`] for a referring address on a host that [`spam`] lists.
    #[must_use]
    pub fn of_referrer(referrer: &str) -> Option<Self> {
        let (host, _) = address::apart(referrer.trim())?;
        spam::is_listed(&host).then_some(Self::Spam)
    }

    /// [`Bot::Hosting`] for the network of a cloud or data centre.
    ///
    /// # Why not Akamai's and Fastly's?
    /// Apple's Private Relay leaves through them (and Cloudflare, a VPN to us): there, iPhones
    /// come out of a data centre. Office desktops in Microsoft's cloud do too, but from there
    /// come also the scanners that open every link of a mail before its reader does.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn of_network(organisation: &str) -> Option<Self> {
        let name = organisation.trim_start();
        let relays = ["akamai", "fastly"].iter().any(|relay| {
            name.get(..relay.len()).is_some_and(|start| start.eq_ignore_ascii_case(relay))
        });
        let is_hosting = !relays && NetworkKind::of(organisation) == NetworkKind::Hosting;
        is_hosting.then_some(Self::Hosting)
    }

    /// [`Bot::Behaviour`] if no person can have made a visit of these page views: see
    /// [`behaviour`].
    #[must_use]
    pub fn of_behaviour<'v>(views: impl IntoIterator<Item = &'v PageView>) -> Option<Self> {
        behaviour::is_impossible(views).then_some(Self::Behaviour)
    }
}
