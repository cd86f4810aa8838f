//! Where a visit came from: source, channel, campaign.

use alloc::string::{String, ToString};

use crate::page_url::PageUrl;

/// The class of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Typed or bookmarked: no referrer, and a page whose address people know.
    Direct,
    /// No referrer, no campaign, first page deep in the site: most likely a shared link.
    DarkSocial,
    /// A search engine.
    OrganicSearch,
    /// A social network.
    OrganicSocial,
    /// A forum or chat of people with a common interest.
    Community,
    /// An AI assistant's answer.
    AiAssistant,
    /// A newsletter or mail that says so.
    Email,
    /// Paid for, by its utm medium.
    Paid,
    /// Any other campaign.
    Campaign,
    /// A link on another site.
    Referral,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 10] = [
        Self::Direct,
        Self::DarkSocial,
        Self::OrganicSearch,
        Self::OrganicSocial,
        Self::Community,
        Self::AiAssistant,
        Self::Email,
        Self::Paid,
        Self::Campaign,
        Self::Referral,
    ];

    /// The word: in SQL, JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::DarkSocial => "dark_social",
            Self::OrganicSearch => "organic_search",
            Self::OrganicSocial => "organic_social",
            Self::Community => "community",
            Self::AiAssistant => "ai_assistant",
            Self::Email => "email",
            Self::Paid => "paid",
            Self::Campaign => "campaign",
            Self::Referral => "referral",
        }
    }
}

/// What brought a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Cleaned name of the referrer or the campaign's source; empty if there is none.
    pub name: String,
    /// Its class.
    pub channel: Channel,
    /// `utm_campaign`, or empty.
    pub campaign: String,
}

/// Known sources: how a host ends (or what `utm_source` says), the name, the channel. One row a
/// source; the first match wins, so narrower hosts stand above wider ones.
const SOURCES: &[(&[&str], &str, Channel)] = &[
    (&["chatgpt.com", "chat.openai.com"], "ChatGPT", Channel::AiAssistant),
    (&["perplexity.ai"], "Perplexity", Channel::AiAssistant),
    (&["claude.ai"], "Claude", Channel::AiAssistant),
    (&["gemini.google.com"], "Gemini", Channel::AiAssistant),
    (&["copilot.microsoft.com"], "Microsoft Copilot", Channel::AiAssistant),
    (&["chat.mistral.ai"], "Mistral", Channel::AiAssistant),
    (&["mail.google.com"], "Gmail", Channel::Email),
    (&["outlook.live.com", "outlook.office.com"], "Outlook", Channel::Email),
    (&["bing.com"], "Bing", Channel::OrganicSearch),
    (&["duckduckgo.com"], "DuckDuckGo", Channel::OrganicSearch),
    (&["ecosia.org"], "Ecosia", Channel::OrganicSearch),
    (&["search.brave.com"], "Brave Search", Channel::OrganicSearch),
    (&["kagi.com"], "Kagi", Channel::OrganicSearch),
    (&["baidu.com"], "Baidu", Channel::OrganicSearch),
    (&["search.yahoo.com"], "Yahoo", Channel::OrganicSearch),
    (&["linkedin.com", "lnkd.in", "com.linkedin.android"], "LinkedIn", Channel::OrganicSocial),
    (&["twitter.com", "x.com", "t.co"], "X", Channel::OrganicSocial),
    (&["facebook.com", "fb.me"], "Facebook", Channel::OrganicSocial),
    (&["bsky.app"], "Bluesky", Channel::OrganicSocial),
    (&["mastodon.social"], "Mastodon", Channel::OrganicSocial),
    (&["youtube.com", "youtu.be"], "YouTube", Channel::OrganicSocial),
    (&["xing.com"], "Xing", Channel::OrganicSocial),
    (&["news.ycombinator.com"], "Hacker News", Channel::Community),
    (&["reddit.com"], "Reddit", Channel::Community),
    (&["slack.com", "com.slack"], "Slack", Channel::Community),
    (&["discord.com"], "Discord", Channel::Community),
    (&["teams.microsoft.com", "teams.cdn.office.net"], "Microsoft Teams", Channel::Community),
    (&["stackoverflow.com"], "Stack Overflow", Channel::Community),
    (&["github.com"], "GitHub", Channel::Community),
];

/// Google and Yandex live under the suffix of every country.
const SEARCH_LABELS: &[(&str, &str)] = &[("google", "Google"), ("yandex", "Yandex")];

/// Classifies the first hit of a visit.
///
/// `referrer` is the referring address as the page gave it; one of the page's own host says
/// nothing about where the visit came from and counts as none.
#[must_use]
pub fn source(page: &PageUrl, referrer: &str) -> Source {
    let from = referring_host(referrer).filter(|host| *host != bare(&page.host));
    let known = from.as_deref().and_then(known_host);
    let campaign = page.utm_campaign.clone();
    let medium = page.utm_medium.to_ascii_lowercase();
    let has_utm = !(page.utm_source.is_empty() && medium.is_empty() && campaign.is_empty());
    if has_utm {
        let by_utm = known_host(&bare(&page.utm_source.to_ascii_lowercase()))
            .or_else(|| known_name(&page.utm_source));
        let name = match by_utm {
            Some((name, _)) => name.to_string(),
            None if !page.utm_source.is_empty() => page.utm_source.clone(),
            None => known.map_or_else(|| from.clone().unwrap_or_default(), |k| k.0.to_string()),
        };
        let channel = match medium.as_str() {
            "cpc" | "ppc" | "cpm" | "cpv" | "cpa" | "display" | "banner" | "retargeting" => {
                Channel::Paid
            }
            m if m.starts_with("paid") => Channel::Paid,
            "email" | "e-mail" | "mail" | "newsletter" => Channel::Email,
            "social" | "organic_social" => Channel::OrganicSocial,
            _ if page.utm_source.to_ascii_lowercase().contains("newsletter") => Channel::Email,
            _ => by_utm.or(known).map_or(Channel::Campaign, |(_, channel)| channel),
        };
        return Source { name, channel, campaign };
    }
    match (known, from) {
        (Some((name, channel)), _) => Source { name: name.to_string(), channel, campaign },
        (None, Some(host)) => Source { name: host, channel: Channel::Referral, campaign },
        (None, None) => {
            let channel = if is_deep(&page.path) { Channel::DarkSocial } else { Channel::Direct };
            Source { name: String::new(), channel, campaign }
        }
    }
}

/// Whether nobody would type this address: not a home page, not a section front. Chartbeat's
/// rule for dark social; a section front is one short segment.
fn is_deep(path: &str) -> bool {
    let mut segments = path.split('/').filter(|s| !s.is_empty());
    match (segments.next(), segments.next()) {
        (Some(_), Some(_)) => true,
        (Some(slug), None) => slug.matches('-').count() >= 3,
        _ => false,
    }
}

fn referring_host(referrer: &str) -> Option<String> {
    if let Some(app) = referrer.strip_prefix("android-app://") {
        let app = app.split('/').next().unwrap_or_default().to_ascii_lowercase();
        let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        return (!app.is_empty() && app.len() <= 253 && app.chars().all(named)).then_some(app);
    }
    PageUrl::parse(referrer).map(|url| bare(&url.host))
}

/// A host without the prefixes that mean "the same site, other door".
fn bare(host: &str) -> String {
    let prefixes = ["www.", "m.", "l.", "lm.", "out.", "amp."];
    prefixes.iter().find_map(|p| host.strip_prefix(p)).unwrap_or(host).to_string()
}

fn known_host(host: &str) -> Option<(&'static str, Channel)> {
    let ends = |suffix: &&str| {
        host.strip_suffix(*suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let listed = SOURCES.iter().find(|(hosts, ..)| hosts.iter().any(ends));
    listed.map(|&(_, name, channel)| (name, channel)).or_else(|| {
        let label = host.split('.').rev().skip(1).find(|l| !matches!(*l, "co" | "com"))?;
        let search = SEARCH_LABELS.iter().find(|(known, _)| *known == label)?;
        Some((search.1, Channel::OrganicSearch))
    })
}

fn known_name(name: &str) -> Option<(&'static str, Channel)> {
    let listed = SOURCES.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(name));
    listed.map(|&(_, name, channel)| (name, channel)).or_else(|| {
        let search = SEARCH_LABELS.iter().find(|(label, _)| label.eq_ignore_ascii_case(name))?;
        Some((search.1, Channel::OrganicSearch))
    })
}
