//! What a site wants: its configuration, checked.

mod host;
mod rules;
mod shards;

use std::collections::BTreeMap;

use self::host::is_host;
use self::rules::{assets, model};
pub use self::rules::{content_map, segments};
use self::shards::Shards;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ungated_shared::alert::{self, Rule};
use ungated_shared::content::map::ContentMap;
use ungated_shared::limit;
use ungated_shared::page_view::event::Event;
use ungated_shared::score::model::{Document, Model};
use ungated_shared::segment::Segments;
use ungated_shared::ungate::Assets;

/// The time zone of a site that names none.
pub const UTC: &str = "UTC";

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// How long a site keeps facts unless it says else: 13 months, so that a month can be compared
/// with the same month a year ago.
pub const RETENTION_MS: u64 = 13 * MONTH_MS;
/// The longest month.
const MONTH_MS: u64 = 31 * DAY_MS;
/// The longest that facts may be kept, months: what the CNIL (France's authority for data
/// protection) asks of audience measurement.
const RETENTION_MONTHS: u64 = 25;
/// A site's configuration: an entry of the variable `SITES`, or a document that the API was given.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SiteConfig"))]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its name for people.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limit::TITLE_CHARS)))]
    pub title: String,
    /// Whether anybody may read its reports.
    #[serde(default)]
    pub public: bool,
    /// Hosts whose pages may send hits; `*.example.com` stands for all below.
    #[cfg_attr(feature = "schema", schemars(length(max = limit::HOSTNAMES), inner(regex(pattern = host::HOST))))]
    pub hostnames: Vec<String>,
    /// How visitors are told apart.
    #[serde(default)]
    visitor: VisitorMode,
    /// Where its facts have to stay; anywhere near the readers unless said.
    #[serde(default)]
    pub residency: Option<Residency>,
    /// How many shards it has in each region, and since when: a new number is added with the time
    /// from which it holds, at least a day and a half hour after the one before.
    #[serde(default)]
    shards: Vec<Shards>,
    /// Months for which its facts are kept: 13 unless said, at most 25.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = RETENTION_MONTHS)))]
    retention_months: Option<u64>,
    /// Whether its closed days are put into the deployment's bucket, each visit by itself; not unless
    /// said. They go from there when their time is over.
    #[serde(default)]
    pub archive: bool,
    /// Visits for which a figure stands at least: 5 unless said, 1 (everything is shown) to 1,000.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::K_MOST)))]
    k: Option<u64>,
    /// Codes of refusals that are only counted, as `trial_…`, to see what they would do:
    /// `hostname`, `rate_limited`.
    #[serde(default)]
    on_trial: Vec<Trial>,
    /// The time zone of the people who read its reports, as IANA names it; UTC unless said.
    #[serde(default)]
    time_zone: Option<String>,
    /// Rules over paths that correct what pages say of their items.
    #[serde(default, deserialize_with = "content_map")]
    pub content: ContentMap,
    /// Rules over what the edge knows of readers: in which segment they are, and how well they fit.
    #[serde(default, deserialize_with = "segments")]
    pub segments: Segments,
    /// Pieces that are or were behind a form, and when, for the ungate ledger.
    #[serde(default, deserialize_with = "assets")]
    pub ungate: Assets,
    /// Names of events that are hand-raises: each is counted as one of the kind `named`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(
        length(max = limit::RAISING_EVENTS),
        inner(length(min = 1, max = limit::EVENT_NAME_CHARS)),
    ))]
    pub hand_raises: Vec<String>,
    /// The scoring model, a whole document; the one for a business publication unless said. Once
    /// another holds, all that is kept is scored by it.
    #[serde(default, deserialize_with = "model")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::model"))]
    model: Document,
    /// What it wants to be told of unasked.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(length(max = limit::ALERTS)))]
    pub alerts: Vec<Rule>,
}

/// How a site's visitors are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VisitorMode {
    /// By a keyed hash that dies with its day's salt.
    #[default]
    Daily,
    /// Not at all: each page view is a visit of its own.
    None,
}

/// A refusal that can be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trial {
    /// [`Refusal::Hostname`](ungated_shared::hit::refusal::Refusal::Hostname).
    Hostname,
    /// [`Refusal::RateLimited`](ungated_shared::hit::refusal::Refusal::RateLimited).
    RateLimited,
}

impl Site {
    /// Reads a configuration. `is_zone`: whether a name is one of the IANA database.
    ///
    /// # Errors
    /// The first thing that is wrong with it, after the path of the field: `shards[1].n: …`.
    pub fn read(config: &Value, is_zone: impl Fn(&str) -> bool) -> Result<Self, String> {
        let site: Self = serde_path_to_error::deserialize(config).map_err(|error| {
            let field = error.path().to_string();
            match field.as_str() {
                "." => error.inner().to_string(),
                field => format!("{field}: {}", error.inner()),
            }
        })?;
        site.check(is_zone)?;
        Ok(site)
    }

    fn check(&self, is_zone: impl Fn(&str) -> bool) -> Result<(), String> {
        if self.title.is_empty() || self.title.chars().count() > limit::TITLE_CHARS {
            return Err(format!("title: 1 to {} characters", limit::TITLE_CHARS));
        }
        if self.hostnames.len() > limit::HOSTNAMES {
            return Err(format!("hostnames: at most {}", limit::HOSTNAMES));
        }
        if let Some((at, host)) = self.hostnames.iter().enumerate().find(|(_, h)| !is_host(h)) {
            let how = "a host as addresses have it, in lower case, without scheme, port and path, \
                       or *. and one";
            return Err(format!("hostnames[{at}]: {host:?} is none: {how}"));
        }
        if let Some(name) = self.time_zone.as_deref().filter(|name| !is_zone(name)) {
            return Err(format!("time_zone: {name:?} is not in the IANA database"));
        }
        if self.hand_raises.len() > limit::RAISING_EVENTS {
            return Err(format!("hand_raises: at most {}", limit::RAISING_EVENTS));
        }
        let is_event = |name: &str| {
            Event::new(name, BTreeMap::new()).is_some_and(|event| event.name() == name)
        };
        for (at, name) in self.hand_raises.iter().enumerate() {
            if !is_event(name) || self.hand_raises[..at].contains(name) {
                let most = limit::EVENT_NAME_CHARS;
                return Err(format!(
                    "hand_raises[{at}]: {name:?} is no event's name, or there twice: 1 to {most} \
                     characters in one line, nothing personal"
                ));
            }
        }
        shards::check(&self.shards)?;
        if self.k.is_some_and(|k| !(1..=limit::K_MOST).contains(&k)) {
            return Err(format!("k: 1 to {}", limit::K_MOST));
        }
        // Not for questions about segments alone: which groups are shown must not depend on what is
        // asked, or answers differ by fewer. See `ungated_shared::report::anonymity`.
        if self.segments.name_organisations() && self.k() < limit::K_ORGANISATIONS {
            let least = limit::K_ORGANISATIONS;
            return Err(format!("k: at least {least} where segments name organisations"));
        }
        alert::check(&self.alerts, &|segment| self.segments.names().contains(&segment))?;
        match self.retention_months {
            Some(0) => Err("retention_months: at least 1".into()),
            Some(n) if n > RETENTION_MONTHS => {
                Err(format!("retention_months: at most {RETENTION_MONTHS}"))
            }
            _ => Ok(()),
        }
    }

    /// Whether a page on `host` belongs to the site.
    #[must_use]
    pub fn has_host(&self, host: &str) -> bool {
        self.hostnames.iter().any(|own| host::is_of(own, host))
    }

    /// Whether its visitors have keys.
    #[must_use]
    pub fn has_visitors(&self) -> bool {
        self.visitor == VisitorMode::Daily
    }

    /// How long its facts are kept, ms.
    #[must_use]
    pub fn retention_ms(&self) -> u64 {
        self.retention_months.map_or(RETENTION_MS, |months| months * MONTH_MS)
    }

    /// The rules by which its visits are scored.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model.model
    }

    /// Visits for which a figure stands at least.
    #[must_use]
    pub fn k(&self) -> u64 {
        self.k.unwrap_or(limit::K)
    }

    /// The time zone by which its reports tell days and hours.
    #[must_use]
    pub fn time_zone(&self) -> &str {
        self.time_zone.as_deref().unwrap_or(UTC)
    }

    /// Whether a refusal is only tried.
    #[must_use]
    pub fn tries(&self, trial: Trial) -> bool {
        self.on_trial.contains(&trial)
    }

    /// The shard of a region in which a visit begins, by a number that spreads readers; and before
    /// it, while visits from before a change may go on, the one in which it would have begun.
    #[must_use]
    pub fn places(&self, spread: u64, now_ms: u64) -> (Option<u16>, u16) {
        shards::places(&self.shards, spread, now_ms)
    }
}

/// Where a site's facts have to stay: a jurisdiction of Cloudflare's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Residency {
    /// The European Union.
    Eu,
}

impl Residency {
    /// The residency of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Eu].into_iter().find(|residency| residency.word() == word)
    }

    /// The word: in configurations and object names, and Cloudflare's own.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Eu => "eu",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn site(more: Value) -> Result<Site, String> {
        let mut config = json!({"title": "A site", "hostnames": ["example.com"]});
        if let (Some(config), Value::Object(more)) = (config.as_object_mut(), more) {
            config.extend(more);
        }
        Site::read(&config, |_| true)
    }

    fn wrong(more: Value) -> String {
        site(more).err().unwrap_or_default()
    }

    #[test]
    fn a_site_has_room_for_so_many_hosts_and_events_that_ask() {
        let named = |n: usize, dot: &str| (0..n).map(|n| format!("a{n}{dot}")).collect::<Vec<_>>();
        for (over, is_over) in [(0, false), (1, false), (2, true)] {
            let hosts = named(limit::HOSTNAMES - 1 + over, ".example.com");
            assert_eq!(wrong(json!({"hostnames": hosts})).contains("at most 200"), is_over);
            assert_eq!(wrong(json!({"hostnames": hosts})).is_empty(), !is_over);
            let events = named(limit::RAISING_EVENTS - 1 + over, "");
            assert_eq!(wrong(json!({"hand_raises": events})).contains("at most 20"), is_over);
            assert_eq!(wrong(json!({"hand_raises": events})).is_empty(), !is_over);
        }
    }

    #[test]
    fn facts_are_kept_as_long_as_the_site_says() {
        let days = |more: Value| site(more).map(|site| site.retention_ms() / DAY_MS);
        assert_eq!(days(json!({})), Ok(13 * 31));
        for months in [1, 24, 25] {
            assert_eq!(days(json!({"retention_months": months})), Ok(months * 31));
        }
    }

    /// Segments by the name of an organisation.
    fn named(k: Option<u64>) -> Value {
        let rules = json!([{"segment": "A", "fit": 1, "when": {"organisation": ["Acme*"]}}]);
        k.map_or_else(|| json!({"segments": rules}), |k| json!({"segments": rules, "k": k}))
    }

    #[test]
    fn a_document_says_exactly_what_is_wrong_with_it() {
        assert_eq!(wrong(json!({})), "");
        for (more, starts) in [
            (json!({"color": "red"}), "color: unknown field `color`, expected one of `title`"),
            (json!({"title": 5}), "title: invalid type: integer `5`, expected a string"),
            (json!({"title": ""}), "title: 1 to 200 characters"),
            (json!({"k": 0}), "k: 1 to 1000"),
            (json!({"k": -1}), "k: invalid value: integer `-1`, expected u64"),
            (json!({"k": 1.5}), "k: invalid type: floating point `1.5`, expected u64"),
            (json!({"public": "yes"}), "public: invalid type: string \"yes\", expected a boolean"),
            (json!({"residency": "us"}), "residency: unknown variant `us`"),
            (json!({"visitor": "weekly"}), "visitor: unknown variant `weekly`"),
            (json!({"retention_months": 26}), "retention_months: at most 25"),
            (json!({"retention_months": 0}), "retention_months: at least 1"),
            (json!({"shards": [{"n": 0}]}), "shards[0].n: invalid value: integer `0`"),
            (json!({"shards": [{"n": 1}, {"m": 1}]}), "shards[1].m: unknown field `m`"),
            (json!({"shards": [{"n": 65}]}), "shards: at most 64"),
            (json!({"shards": [{"n": 1}, {"n": 2, "since_ms": 1}]}), "shards: numbers follow"),
            (json!({"on_trial": ["hostnames"]}), "on_trial[0]: unknown variant `hostnames`"),
            (json!({"content": {}}), "content: rules: "),
            (json!({"content": [{"path": "/a"}, {"path": "b", "stage": "x"}]}), "content: rules["),
            (json!({"content": [{"path": "/a/**", "topic": "A"}]}), ""),
            (json!({"hand_raises": ["demo booked"]}), ""),
            (json!({"hand_raises": ["a", "b", "a"]}), "hand_raises[2]: \"a\" is no event's name"),
            (json!({"hand_raises": [" a"]}), "hand_raises[0]: "),
            (json!({"hand_raises": ["ana@example.com"]}), "hand_raises[0]: "),
            (json!({"hand_raises": vec!["a"; 21]}), "hand_raises: at most 20"),
            (json!({"alerts": [{"name": "A", "when": "noon"}]}), "alerts[0].when: unknown variant"),
            (
                json!({"alerts": [{"name": "A", "when": "drop", "x": 1}]}),
                "alerts[0].x: unknown field",
            ),
            (json!({"alerts": [{"when": "drop"}]}), "alerts[0]: missing field `name`"),
            (
                json!({"alerts": [{"name": "A", "when": "surge", "segment": "B"}]}),
                "alerts[0].segment: no rule of segments makes \"B\"",
            ),
            (json!({"alerts": [{"name": "A", "when": "drop", "percent": 30}]}), ""),
            (json!({"segments": {}}), "segments: rules: "),
            (
                json!({"segments": [
                    {"segment": "A", "fit": 101, "when": {"network": ["isp"]}},
                    {"segment": "", "fit": 1, "when": {}},
                ]}),
                "segments: rules[0].fit: a whole number from 0 to 100, not the number \
                 101; rules[0].when.network[0]: “isp” never holds",
            ),
            (json!({"segments": [{"segment": "A", "fit": 1, "when": {"country": ["DE"]}}]}), ""),
            (named(None), "k: at least 10 where segments name organisations"),
            (named(Some(9)), "k: at least 10 where segments name organisations"),
            (named(Some(10)), ""),
            (named(Some(11)), ""),
            (json!({"ungate": {}}), "ungate: rules: a list of rules in [ ]"),
            (
                json!({"ungate": [{"title": "A", "path": "a"}]}),
                "ungate: rules[0].path: a path starts",
            ),
            (
                json!({"ungate": [{"title": "A", "path": "/a/", "gated": [{"from": "2026-01-01"}]}]}),
                "",
            ),
            (json!({"hostnames": []}), ""),
            (json!({"hostnames": "example.com"}), "hostnames: invalid type"),
            (json!({"hostnames": ["example.com", "https://example.com"]}), "hostnames[1]: "),
        ] {
            let said = wrong(more.clone());
            assert!(
                said.starts_with(starts) && said.is_empty() == starts.is_empty(),
                "{more}: {said}"
            );
        }
        assert!(Site::read(&json!([]), |_| true).is_err());
        let missing = Site::read(&json!({"title": "A"}), |_| true).err().unwrap_or_default();
        assert_eq!(missing, "missing field `hostnames`");
    }

    #[test]
    fn hosts_are_what_addresses_have() {
        for host in [
            "example.com",
            "*.example.com",
            "localhost",
            "127.0.0.1",
            "[::1]",
            "xn--bcher-kva.example",
        ] {
            assert!(is_host(host), "{host}");
        }
        for host in [
            "",
            "*",
            "*.",
            "Example.com",
            "bücher.example",
            "a:80",
            "a/b",
            "a..b",
            ".a",
            "a.",
            "a b",
            "[x]",
            "*.*.a",
        ] {
            assert!(!is_host(host), "{host}");
        }
    }
}
