//! What kind of device reads, from the user agent. Only the class is kept.

/// The class of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Device {
    /// A computer.
    Desktop,
    /// A phone.
    Mobile,
    /// A tablet.
    Tablet,
    /// A program that says it is one. Stored and countable, left out of the headline.
    Bot,
}

impl Device {
    /// The word: in SQL, JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Mobile => "mobile",
            Self::Tablet => "tablet",
            Self::Bot => "bot",
        }
    }

    /// Classifies a user agent by the tokens that browsers and honest robots put into it.
    #[must_use]
    pub fn of(user_agent: &str) -> Self {
        // Cubot makes phones.
        let ua = user_agent.to_ascii_lowercase().replace("cubot", "");
        let has = |tokens: &[&str]| tokens.iter().any(|t| ua.contains(t));
        if ua.is_empty() || has(&["bot", "crawl", "spider", "slurp", "+http", "curl/", "python-"]) {
            Self::Bot
        } else if has(&["ipad", "tablet"]) || (has(&["android"]) && !has(&["mobile"])) {
            Self::Tablet
        } else if has(&["mobi", "iphone"]) {
            Self::Mobile
        } else {
            Self::Desktop
        }
    }
}
