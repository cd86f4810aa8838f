//! A page's address, taken apart and rid of what could name a person.

use alloc::string::{String, ToString};

use crate::{limit, text};

/// What is kept of a URL: where the page lives and which campaign brought the reader. The
/// query, the fragment, credentials and the port are dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PageUrl {
    /// Host name, lower case, no port, no trailing dot.
    pub host: String,
    /// Path, scrubbed, at most [`limit::PATH_BYTES`].
    pub path: String,
    /// `utm_source`, scrubbed, or empty.
    pub utm_source: String,
    /// `utm_medium`, scrubbed, or empty.
    pub utm_medium: String,
    /// `utm_campaign`, scrubbed, or empty.
    pub utm_campaign: String,
}

impl PageUrl {
    /// Takes an absolute `http:` or `https:` URL apart; anything else is `None`.
    ///
    /// ```
    /// use ungated_shared::page_url::PageUrl;
    ///
    /// let url = PageUrl::parse("https://Example.com:8443/a/ana@example.com/?q=x&utm_source=News#h").unwrap();
    /// assert_eq!(url.host, "example.com");
    /// assert_eq!(url.path, "/a/:mail/");
    /// assert_eq!(url.utm_source, "News");
    /// assert_eq!(PageUrl::parse("javascript:alert(1)"), None);
    /// ```
    #[must_use]
    pub fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at_checked(end)?;
        let host = host(authority)?;
        let tail = tail.split('#').next().unwrap_or("");
        let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
        let mut url = Self { host, path: scrub_path(path), ..Self::default() };
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let field = match name {
                "utm_source" => &mut url.utm_source,
                "utm_medium" => &mut url.utm_medium,
                "utm_campaign" => &mut url.utm_campaign,
                _ => continue,
            };
            if field.is_empty() {
                *field = campaign(value);
            }
        }
        Some(url)
    }
}

fn host(authority: &str) -> Option<String> {
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = if host.starts_with('[') {
        host.get(..=host.find(']')?)?
    } else {
        host.split(':').next().unwrap_or(host)
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let fine =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':');
    (!host.is_empty() && host.len() <= 253 && host.chars().all(fine)).then_some(host)
}

/// A path without what could name a person or a login: segments that hold a mail address
/// become `:mail`; long tokens, UUIDs and long numbers become `:id`; `;jsessionid=…` goes.
#[must_use]
pub fn scrub_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len().max(1));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = text::cut(path, limit::PATH_BYTES * 2);
    for (i, segment) in path.split('/').enumerate() {
        if i > 0 {
            out.push('/');
        }
        let segment = segment.split(';').next().unwrap_or("");
        out.push_str(match personal(segment) {
            Some(token) => token,
            None => segment,
        });
    }
    if !out.starts_with('/') {
        out.insert(0, '/');
    }
    let out =
        out.strip_suffix("/index.html").map_or_else(|| out.clone(), |dir| dir.to_string() + "/");
    let out = text::clean(&out, limit::PATH_BYTES).replace(' ', "%20");
    text::cut(&out, limit::PATH_BYTES).to_string()
}

/// The token that stands for a personal segment or value, if it is one.
fn personal(value: &str) -> Option<&'static str> {
    let decoded = decode(value);
    if decoded.contains('@') {
        return Some(":mail");
    }
    let digits = decoded.chars().filter(char::is_ascii_digit).count();
    let letters = decoded.chars().filter(char::is_ascii_alphabetic).count();
    let hexish = decoded.len() >= 16
        && digits >= 4
        && decoded.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    // Slugs have hyphens between words; a run of 24 with digits in it is a key, not a word.
    let longest = decoded.split(['-', '_', '.']).map(str::len).max().unwrap_or(0);
    let token = longest >= 24 && digits >= 3 && letters >= 3;
    let number = digits >= 9 && letters == 0;
    (hexish || token || number).then_some(":id")
}

/// A utm value: decoded, cleaned, scrubbed.
fn campaign(value: &str) -> String {
    let decoded = decode(&value.replace('+', " "));
    match personal(&decoded) {
        Some(token) => token.to_string(),
        None => text::clean(&decoded, limit::CAMPAIGN_CHARS),
    }
}

/// Percent-decodes twice (links get encoded twice in the wild); what is not UTF-8 is replaced.
pub(crate) fn decode(value: &str) -> String {
    let mut out = value.to_string();
    for _ in 0..2 {
        if !out.contains('%') {
            break;
        }
        let bytes = out.as_bytes();
        let mut plain = alloc::vec::Vec::with_capacity(bytes.len());
        let mut i = 0;
        while let Some(&b) = bytes.get(i) {
            let hex = |at: usize| bytes.get(at).and_then(|&b| (b as char).to_digit(16));
            match (b, hex(i + 1), hex(i + 2)) {
                (b'%', Some(high), Some(low)) => {
                    plain.push((high * 16 + low) as u8);
                    i += 3;
                }
                _ => {
                    plain.push(b);
                    i += 1;
                }
            }
        }
        out = String::from_utf8_lossy(&plain).into_owned();
    }
    out
}

/// A label that a page gave: decoded, cleaned, at most `chars` characters, and a token instead if
/// it could name a person.
#[must_use]
pub fn scrubbed(raw: &str, chars: usize) -> String {
    personal(raw).map_or_else(|| text::clean(raw, chars), ToString::to_string)
}
