//! A page's address, taken apart and rid of what could name a person.

use alloc::string::{String, ToString};

use super::campaign::Campaign;
use super::{address, scrub, text};
use crate::limit;

/// What is kept of a URL: where the page lives and which campaign brought the reader. The
/// query, the fragment, credentials and the port are dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PageUrl {
    /// Host name, lower case, no port, no trailing dot, at most 253 bytes.
    pub host: String,
    /// Path, scrubbed, at most [`limit::PATH_BYTES`].
    pub path: String,
    /// `utm_source` or what stands for it ([`Campaign`]), scrubbed, or empty.
    pub utm_source: String,
    /// `utm_medium` or what stands for it, scrubbed, or empty.
    pub utm_medium: String,
    /// `utm_campaign` or what stands for it, scrubbed, or empty.
    pub utm_campaign: String,
    /// Canonical name of the first known click id ([`crate::source::click`]), never its value, or empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "String::is_empty"))]
    pub click: String,
}

impl PageUrl {
    /// Takes an absolute `http:` or `https:` URL apart; anything else is `None`.
    ///
    /// A host must be ASCII: browsers give international names as `xn--…`.
    ///
    /// ```
    /// use ungated_shared::hit::page_url::PageUrl;
    ///
    /// let url = PageUrl::parse("https://Example.com:8443/a/ana@example.com/?q=x&utm_source=News&gclid=Cj0#h").unwrap();
    /// assert_eq!(url.host, "example.com");
    /// assert_eq!(url.path, "/a/:mail/");
    /// assert_eq!(url.utm_source, "News");
    /// assert_eq!(url.click, "gclid");
    /// assert_eq!(PageUrl::parse("javascript:alert(1)"), None);
    /// ```
    #[must_use]
    pub fn parse(url: &str) -> Option<Self> {
        let (host, tail) = address::apart(url)?;
        let tail = tail.split('#').next().unwrap_or_default();
        let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
        let Campaign { source, medium, name, click } = Campaign::of(query);
        Some(Self {
            host,
            path: scrub_path(path),
            utm_source: source,
            utm_medium: medium,
            utm_campaign: name,
            click,
        })
    }
}

/// A path without what could name a person or a login: segments that hold a mail address
/// become `:mail`; long tokens, UUIDs and long numbers become `:id`; `;jsessionid=…` goes.
/// A backslash separates like a slash, as it does in browsers. At most [`limit::PATH_BYTES`].
#[must_use]
pub fn scrub_path(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix(['/', '\\']).unwrap_or(path);
    let mut out = String::new();
    for segment in path.split(['/', '\\']) {
        let room = limit::PATH_BYTES.saturating_sub(out.len() + 1);
        if room == 0 {
            break;
        }
        out.push('/');
        // Twice the room: a mail address that begins within it has its `@` within 64 characters
        // (RFC 5321), five bytes each if they were encoded twice.
        let segment = segment.split(';').next().unwrap_or_default();
        let segment = text::cut(segment, limit::PATH_BYTES * 2);
        let mut segment = text::cleaned(segment, limit::PATH_BYTES * 2);
        if segment.contains(' ') {
            segment = segment.replace(' ', "%20").into();
        }
        let shown = text::cut(&segment, room);
        let short = || scrub::personal(shown).filter(|_| shown.len() < segment.len());
        let token = scrub::personal(&segment).or_else(short);
        out.push_str(text::cut(token.unwrap_or(shown), room));
    }
    match out.strip_suffix("/index.html") {
        Some(folder) => folder.to_string() + "/",
        None => out,
    }
}
