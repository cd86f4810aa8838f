//! Hosts on which a site's pages are.

use ungated_shared::limit;

/// Hosts as [`is_host`] has them, for schemas; addresses of IPv6 are looked at closer.
#[cfg(feature = "schema")]
pub const HOST: &str = r"^(\*\.)?([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$";

/// Whether pages can be on a host of this name; `*.` before it stands for all below.
pub fn is_host(name: &str) -> bool {
    let host = name.strip_prefix("*.").unwrap_or(name);
    let is_v6 = |text: &str| text.parse::<std::net::Ipv6Addr>().is_ok();
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return is_v6(address);
    }
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    host.len() <= limit::HOST_BYTES
        && host.split('.').all(|label| !label.is_empty() && label.chars().all(is_plain))
}

/// Whether a page on `host` belongs to one that is allowed.
pub fn is_of(own: &str, host: &str) -> bool {
    match own.strip_prefix("*.") {
        Some(parent) => host.strip_suffix(parent).is_some_and(|rest| rest.ends_with('.')),
        None => own == host,
    }
}
