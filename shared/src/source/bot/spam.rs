//! Referrers that lead to nobody's page: programs open pages with them, so that their hosts show
//! up in reports and are clicked on there.
//!
//! The hosts are Matomo's community list (matomo-org/referrer-spam-list, public domain) as the npm
//! package `express-spam-referral-blocker` 1.2.1 has it: those of 2015, the most brazen ones.
//! `tests/vectors/spam.mjs` makes the file, here and from any newer copy, and leaves out hosts from
//! which people come as well.
//!
//! # Why whole labels?
//! Matomo looks for a listed host anywhere in a referrer's. `semalt.com` is meant to find
//! `semalt.semalt.com`; that it finds `notsemalt.com` too is an accident that costs its owner.

/// One host a line, in the order of their bytes, none below another.
const LIST: &[u8] = include_bytes!("spam.txt");

static HOSTS: [&[u8]; COUNT] = hosts();

const COUNT: usize = {
    let (mut count, mut at) = (0, 0);
    while at < LIST.len() {
        count += (LIST[at] == b'\n') as usize;
        at += 1;
    }
    count
};

const fn hosts() -> [&'static [u8]; COUNT] {
    let mut hosts: [&[u8]; COUNT] = [b""; COUNT];
    let (mut count, mut rest) = (0, LIST);
    while count < COUNT {
        let mut end = 0;
        while rest[end] != b'\n' {
            end += 1;
        }
        let (host, after) = rest.split_at(end);
        hosts[count] = host;
        rest = after.split_at(1).1;
        count += 1;
    }
    hosts
}

/// Whether a host, in lower case, is listed or below a listed one: a search for each of its
/// labels, of which a name of [`crate::limit::HOST_BYTES`] has 127 at most. Measured: half a
/// microsecond for a usual name, 18 for the longest.
#[must_use]
pub fn is_listed(host: &str) -> bool {
    let mut below = Some(host);
    while let Some(name) = below {
        if HOSTS.binary_search(&name.as_bytes()).is_ok() {
            return true;
        }
        below = name.split_once('.').map(|(_, parent)| parent);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::table::SOURCES;
    use alloc::format;
    use core::str::from_utf8;

    #[test]
    fn the_list_is_in_order_and_every_host_is_found_with_what_is_below_it() {
        assert!(HOSTS.windows(2).all(|pair| pair[0] < pair[1]));
        for host in HOSTS {
            let host = from_utf8(host).unwrap_or_default();
            let (_, parent) = host.split_once('.').unwrap_or_default();
            assert!(!parent.is_empty() && !is_listed(parent), "{host}");
            assert!(is_listed(host) && is_listed(&format!("a.b.{host}")), "{host}");
            assert!(!is_listed(&format!("not{host}")) && !is_listed(&format!("{host}.example")));
        }
    }

    #[test]
    fn no_source_that_has_a_name_is_spam() {
        for host in SOURCES.iter().flat_map(|row| row.hosts) {
            assert!(!is_listed(host.trim_end_matches('*')), "{host}");
        }
    }

    #[test]
    fn what_is_no_name_is_not_listed() {
        for host in ["", ".", "..", "com", ".semalt", "semalt.com."] {
            assert!(!is_listed(host), "{host}");
        }
        assert!(!is_listed(&"a.".repeat(127)));
    }
}
