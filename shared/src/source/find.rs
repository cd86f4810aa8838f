//! Finding a source's row by what the browser or a campaign says.

use alloc::string::String;

use super::table::{Row, SOURCES};

/// Second-level names under which countries register anyone's `com`, as `google.com.br`.
///
/// Why lists? `com.de` and `co.com` look alike and are sold to everyone: `google.com.de` is not
/// Google's.
const COM: &[&str] = &[
    "af", "ag", "ar", "au", "bd", "be", "bh", "bn", "bo", "br", "by", "bz", "co", "cu", "cy", "do",
    "ec", "eg", "et", "fj", "ge", "gh", "gi", "gt", "hk", "jm", "kh", "kw", "lb", "ly", "mm", "mt",
    "mx", "my", "na", "nf", "ng", "ni", "np", "om", "pa", "pe", "pg", "ph", "pk", "pr", "py", "qa",
    "sa", "sb", "sg", "sl", "sv", "tj", "tr", "tw", "ua", "uy", "vc", "vn",
];

/// Second-level names under which countries register anyone's `co`, as `google.co.uk`.
const CO: &[&str] = &[
    "ao", "at", "bw", "ck", "cr", "id", "il", "in", "jp", "ke", "kr", "ls", "ma", "mz", "nz", "th",
    "tz", "ug", "uk", "uz", "ve", "vi", "za", "zm", "zw",
];

/// The row whose host fits `host` best: the longest entry wins. `host` is lower case.
#[must_use]
pub fn host(host: &str) -> Option<&'static Row> {
    let mut best: Option<(usize, &'static Row)> = None;
    for row in SOURCES {
        for entry in row.hosts.iter().filter(|entry| fits(host, entry)) {
            if best.is_none_or(|(length, _)| length < entry.len()) {
                best = Some((entry.len(), row));
            }
        }
    }
    best.map(|(_, row)| row)
}

/// The row of an app: an Android package or a number in Apple's App Store, lower case.
#[must_use]
pub fn app(id: &str) -> Option<&'static Row> {
    SOURCES.iter().find(|row| row.apps.contains(&id))
}

/// The row that `utm_source` means: by its name, a known spelling, an address or an app.
#[must_use]
pub fn spelling(said: &str) -> Option<&'static Row> {
    folded(said).next()?;
    let is_said = |known: &str| folded(known).eq(folded(said));
    let listed = |row: &&Row| is_said(row.name) || row.spellings.iter().any(|word| is_said(word));
    let lower = said.trim().to_lowercase();
    let address = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let authority = address.split('/').next().unwrap_or_default();
    SOURCES.iter().find(listed).or_else(|| host(authority)).or_else(|| app(authority))
}

/// The row of that name.
#[must_use]
pub fn name(name: &str) -> Option<&'static Row> {
    SOURCES.iter().find(|row| row.name == name)
}

/// `said` in lower case, letters and digits only: `Hacker-News` and `hacker_news` are one.
#[must_use]
pub fn fold(said: &str) -> String {
    folded(said).collect()
}

fn folded(said: &str) -> impl Iterator<Item = char> + '_ {
    said.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// A host without the prefixes that mean "the same site, other door".
///
/// A prefix stays where no host would be left: `m.me` is a name of its own.
#[must_use]
pub fn bare(host: &str) -> &str {
    let prefixes = ["www.", "m.", "amp.", "mobile."];
    let rest = prefixes.iter().find_map(|prefix| host.strip_prefix(prefix));
    rest.filter(|rest| rest.contains('.')).unwrap_or(host)
}

fn fits(host: &str, entry: &str) -> bool {
    if let Some(stem) = entry.strip_suffix('*') {
        return bare(host).strip_prefix(stem).is_some_and(is_country);
    }
    let rest = host.strip_suffix(entry);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether `suffix` is `com`, a country's, or a country's `com` or `co`.
fn is_country(suffix: &str) -> bool {
    match suffix.split_once('.') {
        Some(("com", country)) => COM.contains(&country),
        Some(("co", country)) => CO.contains(&country),
        Some(_) => false,
        // Two letters are a country's; ICANN gives them to no one else (ISO 3166-1, RFC 1591).
        None => {
            suffix == "com"
                || (suffix.len() == 2 && suffix.bytes().all(|b| b.is_ascii_alphabetic()))
        }
    }
}
