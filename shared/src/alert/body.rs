//! What a webhook is sent.

use alloc::format;
use alloc::string::{String, ToString};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::judge::Found;
use super::rule::{Rule, When};

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "WebhookFormat"))]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// `type`, `timestamp` and `data`, as Standard Webhooks has it.
    Json,
    /// `text`, as Slack's incoming webhooks take it, and Mattermost's, Rocket.Chat's and Discord's
    /// (`/slack`) too.
    Slack,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told<'a> {
    /// Somebody tries the webhook.
    Test,
    /// A rule found something unusual.
    Unusual(&'a Rule, Found),
    /// Hand-raises since this was told last, all of today, and visits of today.
    Raised(&'a Rule, [u64; 3]),
    /// Refused and received hits of the last hour.
    Refused(&'a Rule, [u64; 2]),
    /// Page views of the last hour that page and edge did not score alike.
    Parity(&'a Rule, u64),
}

impl Told<'_> {
    /// The body's `type`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Raised(..) => "alert.hand_raise",
            Self::Refused(..) => "alert.refusals",
            Self::Parity(..) => "alert.parity",
            Self::Unusual(rule, _) => match rule.when {
                When::Surge => "alert.surge",
                When::Drop => "alert.drop",
                _ => "alert.spike",
            },
        }
    }

    /// The name of the rule.
    #[must_use]
    pub fn rule(&self) -> &str {
        match self {
            Self::Test => "",
            Self::Unusual(rule, _)
            | Self::Raised(rule, _)
            | Self::Refused(rule, _)
            | Self::Parity(rule, _) => &rule.name,
        }
    }

    /// One sentence for people.
    fn text(&self) -> String {
        match self {
            Self::Test => "a test. This webhook works.".into(),
            Self::Unusual(rule, Found { now, usual }) => {
                let now = now.map_or_else(|| "hardly any".to_string(), |now| now.to_string());
                let Rule { name, segment, standing, .. } = rule;
                match rule.when {
                    When::Surge => {
                        let of = segment.as_deref().unwrap_or_default();
                        let standing = standing.unwrap_or(super::watch::STANDING).word();
                        format!(
                            "{name}: {now} visits of {of} are {standing} or more today; {usual} are \
                             usual for a whole such day."
                        )
                    }
                    When::Drop => format!(
                        "{name}: {now} visits in the last whole hour; {usual} are usual at this time \
                         of the week."
                    ),
                    _ => format!(
                        "{name}: {now} visits in this hour so far; {usual} are usual for the whole \
                         hour at this time of the week."
                    ),
                }
            }
            Self::Raised(rule, [new, all, visits]) => {
                let name = &rule.name;
                format!("{name}: {new} new, {all} hand-raises in {visits} visits today.")
            }
            Self::Refused(rule, [refused, received]) => {
                let name = &rule.name;
                format!("{name}: {refused} of {received} hits of the last hour were refused.")
            }
            Self::Parity(rule, n) => {
                let name = &rule.name;
                format!("{name}: page and edge scored {n} page views of the last hour differently.")
            }
        }
    }

    /// The figures, by name.
    fn figures(&self) -> Map<String, Value> {
        let figures = match self {
            Self::Test => json!({}),
            Self::Unusual(rule, Found { now, usual }) => {
                let mut figures = json!({"visits": now, "usual": usual});
                if rule.when == When::Surge {
                    let standing = rule.standing.unwrap_or(super::watch::STANDING).word();
                    figures["segment"] = json!(rule.segment);
                    figures["standing"] = json!(standing);
                }
                figures
            }
            Self::Raised(_, [new, all, visits]) => {
                json!({"new": new, "hand_raises": all, "visits": visits})
            }
            Self::Refused(_, [refused, received]) => {
                json!({"refused": refused, "received": received})
            }
            Self::Parity(_, n) => json!({"parity": n}),
        };
        match figures {
            Value::Object(figures) => figures,
            _ => Map::new(),
        }
    }
}

/// The body, as JSON. `text` says the same as the figures.
#[must_use]
pub fn body(format: Format, site: &str, told: &Told<'_>, now_ms: u64) -> String {
    let text = format!("{site}: {}", told.text());
    match format {
        Format::Slack => json!({"text": escaped(&text)}).to_string(),
        Format::Json => {
            let mut data = told.figures();
            data.insert("site".into(), json!(site));
            data.insert("alert".into(), json!(told.rule()));
            data.insert("text".into(), json!(text));
            let at = i64::try_from(now_ms).ok();
            let at = at.and_then(|ms| Timestamp::from_millisecond(ms).ok()).map(|t| t.to_string());
            json!({"type": told.kind(), "timestamp": at, "data": data}).to_string()
        }
    }
}

/// Slack reads `<…>` as a link or a mention of everybody (docs.slack.dev, "Formatting message text").
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
