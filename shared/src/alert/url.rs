//! Where a webhook may be.
//!
//! # Why a grammar of our own?
//! A URL is read by more than one parser on its way; what they disagree about is a hole. So nothing is
//! taken that could be read in two ways: a host in lower case of letters, digits and hyphens, whose last
//! label begins with a letter, so that no form of an IP address is one; no user, no backslash, no white
//! space. It is the site's own text that is asked, not one that was tidied.
//!
//! # What of a name that resolves to a private address?
//! No check of a text sees it. On Cloudflare a Worker reaches the public internet alone; in workerd the
//! network that requests go out by lets only public addresses through when it connects (`allow =
//! ["public"]`, its default), after the name was resolved.

use core::fmt;

/// Bytes of a webhook's URL. Slack's have 80.
const BYTES: usize = 500;
/// Ports: that of https, and the one that services without root use.
const PORTS: [&str; 2] = ["443", "8443"];
/// Names that are not in the public DNS, or stand for this machine: RFC 6761, 6762 (`local`), 7686
/// (`onion`), 8375 (`home.arpa`), ICANN's `internal` (2024), and those that ICANN keeps out since 2018
/// (`corp`, `home`, `mail`).
const PRIVATE: [&str; 13] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "private",
    "lan",
    "home",
    "corp",
    "mail",
    "arpa",
    "onion",
    "test",
    "invalid",
];

/// Why a webhook may not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Another scheme, or in other letters.
    Scheme,
    /// Too long.
    Long,
    /// A character that a URL does not have, or that parsers disagree about.
    Character,
    /// No plain host name.
    Host,
    /// A host that is not on the public internet.
    Private,
    /// Another port.
    Port,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "begins with https://",
            Self::Long => "at most 500 bytes",
            Self::Character => {
                "printable ASCII without spaces, quotation marks, backslashes, < > ^ ` { | } and #"
            }
            Self::Host => {
                "a host name with a dot, in lower case: no address, no user, no dot at the end"
            }
            Self::Private => "a host on the public internet",
            Self::Port => "port 443 or 8443",
        })
    }
}

/// Whether a webhook may be at a URL. `is_dev`: also on this machine, without TLS, for tests of the
/// product itself.
///
/// # Errors
/// The first rule that it breaks.
pub fn is_safe(url: &str, is_dev: bool) -> Result<(), Refused> {
    if url.len() > BYTES {
        return Err(Refused::Long);
    }
    if !url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"\\<>^`{|}#".contains(&byte)) {
        return Err(Refused::Character);
    }
    if is_dev && let Some(rest) = url.strip_prefix("http://127.0.0.1:") {
        let port = rest.split('/').next().unwrap_or_default();
        return port.parse::<u16>().map(|_| ()).map_err(|_| Refused::Port);
    }
    let rest = url.strip_prefix("https://").ok_or(Refused::Scheme)?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let authority = &rest[..end];
    let (host, port) = authority.split_once(':').map_or((authority, None), |(h, p)| (h, Some(p)));
    is_host(host)?;
    match port {
        Some(port) if !PORTS.contains(&port) => Err(Refused::Port),
        _ => Ok(()),
    }
}

/// The host of a URL that is safe: what may be shown of it, as the rest can be a secret.
#[must_use]
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', ':']).next().unwrap_or_default()
}

fn is_host(host: &str) -> Result<(), Refused> {
    let is_plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(is_plain)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_one = host.len() <= crate::limit::HOST_BYTES
        && host.contains('.')
        && host.split('.').all(is_label)
        && last.len() >= 2
        && last.starts_with(|c: char| c.is_ascii_lowercase());
    if host == "localhost" {
        return Err(Refused::Private);
    }
    if !is_one {
        return Err(Refused::Host);
    }
    if PRIVATE.contains(&last) { Err(Refused::Private) } else { Ok(()) }
}
