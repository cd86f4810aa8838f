//! What can be inferred of a visit of which nothing is stated.
//!
//! No referrer, no campaign, no click id, no app that gives its name: GA4 calls it all "Direct".
//! Chartbeat's rule tells the better part of it apart: nobody types the address of an article,
//! so a visit that begins on a page that is neither a home page nor a section front followed a
//! link that was shared where referrers do not exist (Madrigal, "Dark Social", The Atlantic, 2012).

use super::confidence;
use crate::source::app::App;
use crate::source::channel::Channel;

/// Where in its site a page stands, by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The site's front, in any language: `/`, `/de/`.
    Home,
    /// One short segment: `/blog/`, `/pricing`. Could be typed, could be shared.
    Section,
    /// Anything else: nobody would type it.
    Deep,
}

/// Languages of the web's sites by use (w3techs.com/technologies/overview/content_language).
/// A list, because two letters alone are as often a word: `/ai/`, `/hr/`, `/pr/`.
const LANGUAGES: &[&str] = &[
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hu",
    "id", "it", "ja", "ko", "lt", "lv", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr",
    "sv", "th", "tr", "uk", "vi", "zh",
];

impl Place {
    /// The place of a path.
    ///
    /// ```
    /// use ungated_shared::source::dark::Place;
    ///
    /// assert_eq!(Place::of("/en-us/"), Place::Home);
    /// assert_eq!(Place::of("/blog/"), Place::Section);
    /// assert_eq!(Place::of("/blog/why-forms-fail/"), Place::Deep);
    /// assert_eq!(Place::of("/why-forms-in-b2b-fail"), Place::Deep);
    /// ```
    #[must_use]
    pub fn of(path: &str) -> Self {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty()).peekable();
        let _language = segments.next_if(|segment| is_language(segment));
        match (segments.next(), segments.next()) {
            (None, _) => Self::Home,
            // Four words and more are a title.
            (Some(slug), None) if slug.matches(['-', '_']).count() < 3 => Self::Section,
            _ => Self::Deep,
        }
    }
}

/// Scripts that stand in paths (ISO 15924).
const SCRIPTS: [&str; 4] = ["hans", "hant", "latn", "cyrl"];

/// Whether a segment is a language, with or without a region or script: `de`, `pt-br`, `es-419`,
/// `zh-hans`. Words that begin like one (`no-code`, `it-jobs`) are words.
fn is_language(segment: &str) -> bool {
    let (language, rest) = segment.split_once(['-', '_']).unwrap_or((segment, ""));
    let is_region = match rest.len() {
        0 => true,
        2 => rest.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => rest.bytes().all(|byte| byte.is_ascii_digit()),
        _ => SCRIPTS.iter().any(|script| script.eq_ignore_ascii_case(rest)),
    };
    is_region && LANGUAGES.iter().any(|known| known.eq_ignore_ascii_case(language))
}

/// The channel of a visit of which nothing is stated, and how sure it is.
///
/// `private` says that it came from a private network's page; a named app is stated, not
/// inferred, and counts here as none.
#[must_use]
pub fn infer(path: &str, private: bool, app: App) -> (Channel, u8) {
    if private {
        return (Channel::DarkSocial, confidence::PRIVATE_NETWORK);
    }
    if app == App::WebView {
        return (Channel::DarkSocial, confidence::WEB_VIEW);
    }
    match Place::of(path) {
        Place::Deep => (Channel::DarkSocial, confidence::DEEP_LINK),
        Place::Home => (Channel::Direct, confidence::HOME_PAGE),
        Place::Section => (Channel::Unknown, confidence::NOTHING),
    }
}
