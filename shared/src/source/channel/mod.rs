//! Channels: the class of what brought a visit.
//!
//! The eighteen default channels of Google Analytics 4 in its words and its order
//! (support.google.com/analytics/answer/9756891), and those that GA4 lumps into "Direct",
//! "Referral" and "Unassigned" although a marketer can act on each: assistants, communities,
//! newsletters, podcasts, dark social. [`rules`] is the list that decides.

pub mod rules;

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
