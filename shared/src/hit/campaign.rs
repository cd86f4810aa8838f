//! What a link says of the campaign it belongs to: the parameters that marketers add, and the
//! click ids that networks add.
//!
//! # Why more spellings than `utm_…`?
//! Links are written by people and by tools of other makers. Matomo's (`mtm_…`, once `pk_…`) say
//! the same three things; directories and newsletters say `ref`. Whoever reads the report asks
//! where readers came from, not which tool wrote the link.
//!
//! # Why only the name of a click id?
//! Its value belongs to one person's one click: kept, it would be the identifier that we do not
//! have. That there was one already says which network was clicked.

use alloc::string::{String, ToString};

use super::{address, scrub, text};
use crate::limit;
use crate::source::click;

/// Spellings of a parameter: every row beats the rows below it; within a row, the first in the
/// query wins.
type Spellings = &'static [&'static [&'static str]];

/// The last row is what directories, newsletters and communities add on their own.
const SOURCE: Spellings =
    &[&["utm_source"], &["mtm_source"], &["pk_source"], &["ref", "source", "src"]];
const MEDIUM: Spellings = &[&["utm_medium"], &["mtm_medium"], &["pk_medium"]];
const CAMPAIGN: Spellings = &[&["utm_campaign"], &["mtm_campaign"], &["pk_campaign"]];

/// What a query says of a campaign. Every text is scrubbed, at most
/// [`limit::CAMPAIGN_CHARS`] characters, and empty if the query does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Campaign {
    /// Where the link stands; the bare host, if the link gave an address.
    pub source: String,
    /// By what means it was spread.
    pub medium: String,
    /// The campaign's name.
    pub name: String,
    /// Canonical name of the first known click id, never its value.
    pub click: String,
}

impl Campaign {
    /// Reads a query, without its `?`. Names count in any case, encoded or not, and after an
    /// `&amp;` that a mailer left in the link; a second `?` separates like an `&`, as it does
    /// where a tool appended `?fbclid=…` to a link that had a query. An empty value does not
    /// count, except for a click id: the tag sends its name alone. Looks at [`limit::QUERY_BYTES`].
    ///
    /// ```
    /// use ungated_shared::hit::campaign::Campaign;
    ///
    /// let campaign = Campaign::of("UTM_Source=News+letter&ref=hn&fbclid=IwAR0");
    /// assert_eq!(campaign.source, "News letter");
    /// assert_eq!(campaign.click, "fbclid");
    /// assert_eq!(Campaign::of("ref=https%3A%2F%2Fwww.example.com%2Fa").source, "example.com");
    /// ```
    #[must_use]
    pub fn of(query: &str) -> Self {
        let (mut source, mut medium, mut name) = (Best::NONE, Best::NONE, Best::NONE);
        let mut click = "";
        for (parameter, raw) in parameters(query) {
            source.offer(SOURCE, &parameter, raw, bare_host);
            medium.offer(MEDIUM, &parameter, raw, |value| Some(value.to_string()));
            name.offer(CAMPAIGN, &parameter, raw, |value| Some(value.to_string()));
            if click.is_empty() {
                click = click::known(&parameter).map_or("", |id| id.name);
            }
        }
        Self { source: source.value, medium: medium.value, name: name.value, click: click.into() }
    }
}

/// The best value so far.
struct Best {
    /// Row of its spelling.
    row: usize,
    value: String,
}

impl Best {
    const NONE: Self = Self { row: usize::MAX, value: String::new() };

    fn offer(
        &mut self,
        spellings: Spellings,
        parameter: &str,
        raw: &str,
        read: impl Fn(&str) -> Option<String>,
    ) {
        let row = spellings.iter().position(|same| same.contains(&parameter));
        let Some(row) = row.filter(|row| *row < self.row) else { return };
        let value = read(&plain(raw)).map(|value| scrubbed(&value)).unwrap_or_default();
        if !value.is_empty() {
            *self = Self { row, value };
        }
    }
}

/// The parameters of a query: name in lower case and plain, value as it stands.
fn parameters(query: &str) -> impl Iterator<Item = (String, &str)> {
    let looked_at = text::cut(query, limit::QUERY_BYTES);
    // A parameter that was cut in two could show the half of a mail address that has no `@`.
    let whole = if looked_at.len() < query.len() {
        looked_at.rsplit_once(['&', '?']).map_or("", |(whole, _)| whole)
    } else {
        looked_at
    };
    whole.split(['&', '?']).filter_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if name.len() > limit::PARAMETER_BYTES {
            return None;
        }
        let spaced = name.replace('+', " ");
        let name = scrub::decode(&spaced);
        let name = name.trim_start_matches("amp;").trim().to_ascii_lowercase();
        Some((name, value))
    })
}

/// A value as it was meant: decoded, trimmed, without the parameters that follow it where a tool
/// encoded the rest of the query into it (`spring%26gclid%3D…`).
fn plain(raw: &str) -> String {
    let raw = text::cut(raw, limit::CAMPAIGN_BYTES);
    let plain = scrub::decode(&raw.replace('+', " ")).replace("&amp;", "&");
    let next = plain.match_indices(['&', '?', ';', '#']).find(|(at, _)| {
        let rest = plain.get(at + 1..).unwrap_or_default();
        let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let after = rest.trim_start_matches(fine);
        after.len() < rest.len() && after.starts_with('=')
    });
    let end = next.map_or(plain.len(), |(at, _)| at);
    plain.get(..end).unwrap_or_default().trim().to_string()
}

/// A plain value without what could name a person.
fn scrubbed(plain: &str) -> String {
    scrub::shown(plain, &text::clean(plain, limit::CAMPAIGN_CHARS))
}

/// The host of a source that is an address, without `www.`; any other source as it is. An
/// address that cannot be read says nothing: what follows its host may be personal.
fn bare_host(source: &str) -> Option<String> {
    let is_address = |scheme: &str| {
        source.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if !is_address("http:") && !is_address("https:") {
        // `example.com/users/…`: the same without its scheme.
        let host = source.split_once('/').map(|(host, _)| host).filter(|host| host.contains('.'));
        return Some(host.unwrap_or(source).to_string());
    }
    let (host, _) = address::apart(source)?;
    Some(host.strip_prefix("www.").unwrap_or(&host).to_string())
}
