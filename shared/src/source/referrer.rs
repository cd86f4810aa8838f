//! A referring address, read.

use alloc::string::{String, ToString};

use super::find;
use super::table::Row;
use crate::hit::page_url::PageUrl;
use crate::hit::text;
use crate::limit;

/// What a referring address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referrer {
    /// Nothing: there is none, it is the page's own site, or it is no page of the web
    /// (`about:`, `file:`, `data:`, a browser's extension, a bare scheme).
    None,
    /// A page of a private network: an IP address, this computer, a host without a public
    /// suffix. Its name is nobody's business and is not kept.
    Private,
    /// A site or an app that is in the table.
    Known(&'static Row),
    /// Another site, as its host without `www.`, or another app, as its id.
    Unknown(String),
}

/// Last labels of hosts that exist in private networks only: RFC 6762 (`local` and its
/// appendix G), RFC 6761, RFC 8375 (`home.arpa`), ICANN's resolution on `internal` (2024).
const PRIVATE: &[&str] = &[
    "local",
    "localhost",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "arpa",
];

impl Referrer {
    /// Reads `referrer`, as `document.referrer` gave it on a page of host `own`.
    #[must_use]
    pub fn read(referrer: &str, own: &str) -> Self {
        let referrer = text::cut(referrer.trim(), limit::HIT_BYTES);
        let scheme = referrer.split_once("://");
        if let Some((_, rest)) = scheme.filter(|(scheme, _)| is_app(scheme)) {
            return Self::app(rest);
        }
        let Some(url) = PageUrl::parse(referrer) else { return Self::None };
        if find::bare(&url.host) == find::bare(own) {
            Self::None
        } else if is_private(&url.host) {
            Self::Private
        } else {
            find::host(&url.host)
                .map_or_else(|| Self::Unknown(find::bare(&url.host).to_string()), Self::Known)
        }
    }

    /// `com.slack/` of `android-app://com.slack/`, `618783545/slack/…` of `ios-app://…`.
    fn app(rest: &str) -> Self {
        let id = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if id.is_empty() || id.len() > limit::HOST_BYTES || !id.chars().all(named) {
            return Self::None;
        }
        find::app(&id).map_or(Self::Unknown(id), Self::Known)
    }
}

fn is_app(scheme: &str) -> bool {
    ["android-app", "ios-app"].iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

fn is_private(host: &str) -> bool {
    let Some((_, last)) = host.rsplit_once('.') else { return true };
    // A host whose last label is a number is an IP address (WHATWG URL, "ends in a number").
    let number = last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x");
    host.starts_with('[') || number || PRIVATE.contains(&last)
}
