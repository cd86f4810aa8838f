//! Which app's own browser shows the page, from the user agent. Only the app's name is kept.
//!
//! # Why look at all?
//! Links that are opened inside an app come without a referrer: most of what people share. The
//! app says its name in the user agent; so a part of what would be dark social has a source.

use crate::hit::text;
use crate::limit;
use crate::source::bot::Bot;

/// The in-app browser that a page is read in.
///
/// ```
/// use ungated_shared::source::app::App;
///
/// let ua = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 \
///           (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.29.8962";
/// assert_eq!(App::of(ua), App::Named("LinkedIn"));
/// assert_eq!(App::from_word("LinkedIn"), App::Named("LinkedIn"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum App {
    /// A browser of its own, a program that says it is one, or nothing known.
    #[default]
    None,
    /// Some app that does not say which.
    WebView,
    /// An app, by its source's name.
    Named(&'static str),
}

/// Apps: what their user agents hold, the source's name. One row an app; the first match wins,
/// so apps that are built upon another one's stand above it. A mark counts where no letter or
/// digit precedes it (`Line/` is not in `Online/`), in the case in which the app writes it.
const APPS: &[(&[&str], &str)] = &[
    (&["Barcelona "], "Threads"),
    (&["Instagram"], "Instagram"),
    (&["FBAN/Messenger", "FB_IAB/Orca-Android", "FB_IAB/MESSENGER"], "Messenger"),
    (&["FBAN/", "FBAV/", "FB_IAB/", "MetaIAB Facebook"], "Facebook"),
    (&["LinkedInApp"], "LinkedIn"),
    (&["Twitter for iPhone", "Twitter for iPad", "TwitterAndroid"], "X"),
    (&["Slack/"], "Slack"),
    (&["Teams/", "TeamsMobile"], "Microsoft Teams"),
    (&["Discord/"], "Discord"),
    (&["Telegram"], "Telegram"),
    (&["WhatsApp/"], "WhatsApp"),
    (&["Line/"], "LINE"),
    (&["MicroMessenger/"], "WeChat"),
    (&["KAKAOTALK"], "KakaoTalk"),
    (&["NAVER("], "Naver"),
    (&["Snapchat"], "Snapchat"),
    (&["Pinterest/"], "Pinterest"),
    (&["musical_ly", "trill_", "BytedanceWebview", "TikTok"], "TikTok"),
    (&["Reddit/"], "Reddit"),
    (&["GSA/"], "Google"),
];

impl App {
    /// The in-app browser that a user agent names. Looks at [`limit::USER_AGENT_BYTES`].
    ///
    /// Robots are none, whatever app they fetch for: those that show a link's preview in an app
    /// either say what they are ([`Bot`]) or do not pose as a browser
    /// (`WhatsApp/2.23.20.0 A`), while every app's browser begins with `Mozilla/`.
    #[must_use]
    pub fn of(user_agent: &str) -> Self {
        let ua = text::cut(user_agent, limit::USER_AGENT_BYTES);
        if !ua.starts_with("Mozilla/") {
            return Self::None;
        }
        let named = APPS.iter().find(|(marks, _)| marks.iter().any(|mark| has(ua, mark)));
        let app = match named {
            Some((_, name)) => Self::Named(name),
            None if is_web_view(ua) => Self::WebView,
            None => return Self::None,
        };
        if Bot::of_user_agent(ua).is_some() { Self::None } else { app }
    }

    /// Every app that can be named, in the table's order.
    pub fn named() -> impl Iterator<Item = Self> {
        APPS.iter().map(|(_, name)| Self::Named(name))
    }

    /// The word: in JSON and UI. The name of a named app is its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "(none)",
            Self::WebView => "web_view",
            Self::Named(name) => name,
        }
    }

    /// The app of a word; any other word is [`App::None`].
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        if word == Self::WebView.word() {
            return Self::WebView;
        }
        Self::named().find(|app| app.word() == word).unwrap_or_default()
    }
}

fn has(ua: &str, mark: &str) -> bool {
    ua.match_indices(mark).any(|(at, _)| {
        let before = ua.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    })
}

/// Whether an app shows the page that does not say which. Android marks its WebView `; wv`
/// (developer.chrome.com/docs/webview/user-agent); on iPhone and iPad every browser says
/// `Safari/`, a bare WKWebView does not. Nor does a page on the home screen: it is taken for one.
fn is_web_view(ua: &str) -> bool {
    let apple = ["(iPhone;", "(iPad;", "(iPod touch;"].iter().any(|device| ua.contains(device));
    let android = ua.contains("Android") && ua.contains("; wv)");
    android || (apple && ua.contains(" Mobile/") && !ua.contains("Safari/"))
}
