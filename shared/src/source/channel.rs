//! Channels: the class of what brought a visit.
//!
//! The eighteen default channels of Google Analytics 4 in its words and its order
//! (support.google.com/analytics/answer/9756891), and those that GA4 lumps into "Direct",
//! "Referral" and "Unassigned" although a marketer can act on each: assistants, communities,
//! newsletters, podcasts, dark social. [`RULES`] is the list that decides.
//!
//! # How to add a channel
//! Its variant with its word, and its row in [`RULES`] where it has to stand; its cases in
//! `vectors/source/`.

use alloc::string::String;

use crate::source::find::fold;
use crate::source::table::Class;

/// The class of what brought a visit. First GA4's, in the order of its page, then ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Typed or bookmarked. GA4: source "(direct)" and medium "(none)"; ours is narrower: nothing
    /// is stated, and the page is a home page. Other pages: [`Self::DarkSocial`],
    /// [`Self::Unknown`].
    Direct,
    /// GA4: the campaign's name contains "cross-network": Performance Max, Demand Gen.
    CrossNetwork,
    /// GA4: a shopping site, or a campaign named as shopping, and a paid medium.
    PaidShopping,
    /// GA4: a search engine and a paid medium.
    PaidSearch,
    /// GA4: a social site and a paid medium. Communities count here: Reddit and Quora sell
    /// advertisements as networks do, and stand in GA4's list of social sites.
    PaidSocial,
    /// GA4: a video site and a paid medium.
    PaidVideo,
    /// GA4: the medium is display, banner, expandable, interstitial or cpm.
    Display,
    /// GA4: any other paid medium.
    PaidOther,
    /// GA4: a shopping site, or a campaign named as shopping.
    OrganicShopping,
    /// GA4: a social site, or the medium is social, social-network, social-media, sm, "social
    /// network" or "social media".
    OrganicSocial,
    /// GA4: a video site, or the medium contains "video".
    OrganicVideo,
    /// GA4: a search engine, or the medium is organic.
    OrganicSearch,
    /// GA4: the medium is referral, app or link; ours also: a link on any other site.
    Referral,
    /// GA4: source or medium is email, e-mail, e_mail or "e mail"; ours also: web mail, mail apps
    /// and mail gateways as referrers.
    Email,
    /// GA4: the medium is affiliate.
    Affiliates,
    /// GA4: the medium is audio.
    Audio,
    /// GA4: source or medium is sms.
    Sms,
    /// GA4: the medium ends with "push" or contains "mobile" or "notification", or the source is
    /// firebase.
    Push,
    /// Ours: the answer of an AI assistant, as ChatGPT or Perplexity.
    AiAssistant,
    /// Ours: a forum, chat or messenger, as Slack, Reddit or Hacker News.
    Community,
    /// Ours: someone's newsletter, by its platform or because the link says so.
    Newsletter,
    /// Ours: the notes of a podcast's episode, or its player.
    Podcast,
    /// Ours: nothing is stated, and nobody would type this address: most likely a link that
    /// someone shared in private.
    DarkSocial,
    /// Ours: nothing is stated, and the address could be typed as well as shared.
    Unknown,
    /// GA4's "Unassigned": a campaign that no rule knows.
    Unassigned,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 25] = [
        Self::Direct,
        Self::CrossNetwork,
        Self::PaidShopping,
        Self::PaidSearch,
        Self::PaidSocial,
        Self::PaidVideo,
        Self::Display,
        Self::PaidOther,
        Self::OrganicShopping,
        Self::OrganicSocial,
        Self::OrganicVideo,
        Self::OrganicSearch,
        Self::Referral,
        Self::Email,
        Self::Affiliates,
        Self::Audio,
        Self::Sms,
        Self::Push,
        Self::AiAssistant,
        Self::Community,
        Self::Newsletter,
        Self::Podcast,
        Self::DarkSocial,
        Self::Unknown,
        Self::Unassigned,
    ];

    /// The word: in SQL, JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::CrossNetwork => "cross_network",
            Self::PaidShopping => "paid_shopping",
            Self::PaidSearch => "paid_search",
            Self::PaidSocial => "paid_social",
            Self::PaidVideo => "paid_video",
            Self::Display => "display",
            Self::PaidOther => "paid_other",
            Self::OrganicShopping => "organic_shopping",
            Self::OrganicSocial => "organic_social",
            Self::OrganicVideo => "organic_video",
            Self::OrganicSearch => "organic_search",
            Self::Referral => "referral",
            Self::Email => "email",
            Self::Affiliates => "affiliates",
            Self::Audio => "audio",
            Self::Sms => "sms",
            Self::Push => "push",
            Self::AiAssistant => "ai_assistant",
            Self::Community => "community",
            Self::Newsletter => "newsletter",
            Self::Podcast => "podcast",
            Self::DarkSocial => "dark_social",
            Self::Unknown => "unknown",
            Self::Unassigned => "unassigned",
        }
    }

    /// The channel of that word; `None` for any other.
    ///
    /// ```
    /// use ungated_shared::source::channel::Channel;
    ///
    /// assert_eq!(Channel::from_word("paid_search"), Some(Channel::PaidSearch));
    /// assert_eq!(Channel::from_word("Paid Search"), None);
    /// ```
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }
}

/// What is said of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    class: Option<Class>,
    source: String,
    medium: String,
    medium_word: String,
    campaign: String,
}

impl Said {
    /// `class` of the source, if it is known; `source`, `medium` and `campaign` as the utm
    /// parameters spell them, or empty.
    #[must_use]
    pub fn new(class: Option<Class>, source: &str, medium: &str, campaign: &str) -> Self {
        Self {
            class,
            source: fold(source),
            medium: medium.trim().to_lowercase(),
            medium_word: fold(medium),
            campaign: campaign.trim().to_lowercase(),
        }
    }

    fn is(&self, class: Class) -> bool {
        self.class == Some(class)
    }

    /// Whether the medium is one of `words`, whatever its case and separators: the real world
    /// writes `Social-Media`, `social_media` and `socialmedia`, where GA4 lists some of them.
    fn medium(&self, words: &[&str]) -> bool {
        words.contains(&self.medium_word.as_str())
    }

    /// GA4: `^(.*cp.*|ppc|retargeting|paid.*)$`.
    fn is_paid(&self) -> bool {
        self.medium.contains("cp")
            || self.medium.starts_with("paid")
            || self.medium(&["ppc", "retargeting"])
    }

    /// GA4: the source is of its shopping list, or the campaign matches
    /// `^(.*(([^a-df-z]|^)shop|shopping).*)$`: `e-shop` and `eshop` are shops, `workshop` is not.
    fn is_shopping(&self) -> bool {
        let shop = |(at, _): (usize, &str)| {
            let before = self.campaign.get(..at).and_then(|head| head.chars().next_back());
            !matches!(before, Some('a'..='d' | 'f'..='z'))
        };
        self.is(Class::Shopping)
            || self.campaign.match_indices("shop").any(shop)
            || self.campaign.contains("shopping")
    }

    fn is_mail(&self) -> bool {
        let words = ["email", "emails", "mail"];
        self.medium(&words) || words.contains(&self.source.as_str())
    }

    fn is_sms(&self) -> bool {
        self.medium(&["sms"]) || self.source == "sms"
    }

    fn is_push(&self) -> bool {
        let medium = &self.medium;
        medium.ends_with("push")
            || medium.contains("mobile")
            || medium.contains("notification")
            || self.source == "firebase"
    }

    /// Whether the source is of one of our classes, and nothing stated names a channel by itself.
    fn is_ours(&self, class: Class) -> bool {
        let named = self.is_mail()
            || self.is_sms()
            || self.is_push()
            || self.medium(&["affiliate", "affiliates", "audio"]);
        self.is(class) && !named
    }

    /// Whether nothing is said but that a known site without a channel of its own has the link.
    fn is_on_a_site(&self) -> bool {
        self.is(Class::Site) && self.medium.is_empty()
    }

    fn is_newsletter(&self) -> bool {
        let by_name = self.medium.is_empty() && self.source.contains("newsletter");
        self.is_ours(Class::Newsletter) || self.medium(&["newsletter", "newsletters"]) || by_name
    }
}

/// One rule: a channel, and when it holds.
pub type Rule = (Channel, fn(&Said) -> bool);

/// Every rule; the first that holds decides. Nobody states [`Channel::Direct`],
/// [`Channel::DarkSocial`] or [`Channel::Unknown`]; they are inferred in [`crate::source::dark`].
///
/// # Why do ours stand between the paid and the organic ones?
/// After the paid ones, because a click that was paid for is paid for wherever it happened.
/// Before the organic ones, because "Reddit" tells more than the "social" of its link's medium.
/// They give way to the media that GA4 takes for channels (mail, affiliate, audio, sms, push):
/// with those the link's author says how it was sent, and the table only knows by whom. So
/// `utm_source=mailchimp&utm_medium=email` is email, as in GA4.
///
/// # Why GA4's order, even where it surprises?
/// So that numbers can be laid beside those of a GA4 report. With a medium that no rule knows a
/// source's class decides; with `utm_source=google&utm_medium=email` GA4 says search, and so do we.
pub const RULES: &[Rule] = &[
    (Channel::CrossNetwork, |said| said.campaign.contains("cross-network")),
    (Channel::PaidShopping, |said| said.is_paid() && said.is_shopping()),
    (Channel::PaidSearch, |said| said.is_paid() && said.is(Class::Search)),
    (Channel::PaidSocial, |said| {
        said.is_paid() && (said.is(Class::Social) || said.is(Class::Community))
    }),
    (Channel::PaidVideo, |said| said.is_paid() && said.is(Class::Video)),
    (Channel::Display, |said| {
        said.medium(&["display", "banner", "expandable", "interstitial", "cpm"])
    }),
    (Channel::PaidOther, Said::is_paid),
    (Channel::AiAssistant, |said| {
        said.is_ours(Class::AiAssistant) || said.medium(&["ai", "aiassistant", "llm"])
    }),
    (Channel::Community, |said| {
        said.is_ours(Class::Community) || said.medium(&["community", "forum"])
    }),
    (Channel::Newsletter, Said::is_newsletter),
    (Channel::Podcast, |said| {
        said.is_ours(Class::Podcast) || said.medium(&["podcast", "podcasts"])
    }),
    (Channel::OrganicShopping, Said::is_shopping),
    (Channel::OrganicSocial, |said| {
        let words = ["social", "socialnetwork", "socialmedia", "sm", "organicsocial"];
        said.is(Class::Social) || said.medium(&words)
    }),
    (Channel::OrganicVideo, |said| said.is(Class::Video) || said.medium.contains("video")),
    (Channel::OrganicSearch, |said| {
        said.is(Class::Search) || said.medium(&["organic", "organicsearch"])
    }),
    (Channel::Referral, |said| said.is_on_a_site() || said.medium(&["referral", "app", "link"])),
    (Channel::Email, |said| said.is_mail() || said.is_ours(Class::Email)),
    (Channel::Affiliates, |said| said.medium(&["affiliate", "affiliates"])),
    (Channel::Audio, |said| said.medium(&["audio"])),
    (Channel::Sms, Said::is_sms),
    (Channel::Push, Said::is_push),
];

/// The channel of what is said; [`Channel::Unassigned`] if no rule holds.
#[must_use]
pub fn channel(said: &Said) -> Channel {
    let rule = RULES.iter().find(|(_, holds)| holds(said));
    rule.map_or(Channel::Unassigned, |&(channel, _)| channel)
}
