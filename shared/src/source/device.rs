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
}

impl Device {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::Desktop, Self::Mobile, Self::Tablet];

    /// The word: in SQL, JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Mobile => "mobile",
            Self::Tablet => "tablet",
        }
    }

    /// Classifies a user agent by the tokens that browsers put into it. A program has the device
    /// that it poses as, else a computer; that it is one is said by
    /// [`Bot`](crate::source::bot::Bot).
    #[must_use]
    pub fn of(user_agent: &str) -> Self {
        let ua = user_agent.to_ascii_lowercase();
        let has = |tokens: &[&str]| tokens.iter().any(|t| ua.contains(t));
        if has(&["ipad", "tablet"]) || (has(&["android"]) && !has(&["mobile"])) {
            Self::Tablet
        } else if has(&["mobi", "iphone"]) {
            Self::Mobile
        } else {
            Self::Desktop
        }
    }
}
