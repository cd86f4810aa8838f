//! The host of an address.

use alloc::format;
use alloc::string::String;

use crate::limit;

/// Bytes of the longest IPv6 address as text, an IPv4 one within it (RFC 4291).
const V6_BYTES: usize = 45;

/// The host of an absolute `http:` or `https:` URL, and what follows the authority.
pub(crate) fn apart(url: &str) -> Option<(String, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at_checked(end)?;
    Some((host(authority)?, tail))
}

fn host(authority: &str) -> Option<String> {
    let host = authority.rsplit('@').next().unwrap_or(authority);
    if let Some(bracketed) = host.strip_prefix('[') {
        let (v6, after) = bracketed.split_once(']')?;
        let fine = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.');
        let fine = !v6.is_empty() && v6.len() <= V6_BYTES && v6.chars().all(fine);
        let fine = fine && (after.is_empty() || after.starts_with(':'));
        return fine.then(|| format!("[{}]", v6.to_ascii_lowercase()));
    }
    let host = host.split(':').next().unwrap_or(host).trim_end_matches('.');
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let fine = !host.is_empty() && host.len() <= limit::HOST_BYTES && host.chars().all(fine);
    fine.then(|| host.to_ascii_lowercase())
}
