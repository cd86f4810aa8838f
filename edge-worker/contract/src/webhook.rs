//! Who is told of what is unusual, and what they were told.

use serde::{Deserialize, Serialize};
use ungated_shared::alert::Format;

/// A webhook, as far as it may be told.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Webhook {
    /// No secret.
    pub id: String,
    /// What its maker called it; rules name it so.
    pub name: String,
    /// Of its address, of which the rest is a secret.
    pub host: String,
    /// How bodies are written.
    pub format: Format,
    /// When it was made, Unix ms.
    pub created_ms: u64,
    /// When it got its present key, Unix ms; none if it has its first.
    pub rotated_ms: Option<u64>,
    /// Its deliveries since it was made, also those that the log no longer has.
    pub counts: DeliveryCounts,
    /// Its last delivery.
    pub last: Option<Delivery>,
}

/// Deliveries, each counted once, by where it stands.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryCounts {
    /// Still to be tried.
    pub waiting: u64,
    /// Taken by the receiver.
    pub delivered: u64,
    /// Tried no more.
    pub failed: u64,
    /// Forgotten before their last try, as the log was full of others that wait.
    pub dropped: u64,
}

/// Something that a webhook is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delivery {
    /// Its number in the log.
    pub n: u64,
    /// The id that its receiver sees: the same on each try.
    pub id: String,
    /// The webhook's id.
    pub webhook: String,
    /// When it was written down, Unix ms.
    pub at_ms: u64,
    /// `test`, `alert.spike` …
    #[serde(rename = "type")]
    pub kind: String,
    /// The rule's name; empty for a test.
    pub alert: String,
    /// What is sent.
    pub body: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// Tries so far, since it was last replayed.
    pub tries: u64,
    /// When it is tried next, Unix ms; none if it is not.
    pub next_ms: Option<u64>,
    /// What came of the last try: a status, `redirect`, `timeout`, `unreachable`, `refused` (its
    /// address is not safe here) or `removed`; empty before the first.
    pub said: String,
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is still to be tried.
    Waiting,
    /// Its receiver took it.
    Delivered,
    /// It is tried no more.
    Failed,
}

/// The webhooks of a site.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Webhooks {
    /// The oldest first.
    pub webhooks: Vec<Webhook>,
}

/// A webhook to be made.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// What to call it.
    #[cfg_attr(
        feature = "schema",
        schemars(length(max = ungated_shared::limit::NAME_CHARS), regex(pattern = crate::schema::NAME))
    )]
    pub name: String,
    /// Where it is: `https://`, a public host, port 443 or 8443.
    #[cfg_attr(feature = "schema", schemars(length(max = 500), regex(pattern = WEBHOOK_URL)))]
    pub url: String,
    /// How bodies are written.
    pub format: Format,
}

/// Addresses as `ungated_shared::alert::is_safe` has them, for schemas; private names are looked at
/// closer.
#[cfg(feature = "schema")]
const WEBHOOK_URL: &str = r"^https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])(:443|:8443)?([/?][!$-;=?-Z_a-z~\[\]]*)?$";

/// A webhook, and the only time that its key is told.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreatedWebhook<'a> {
    /// The webhook.
    #[serde(flatten)]
    pub webhook: &'a Webhook,
    /// The key that signs: `whsec_` and base64, as Standard Webhooks has it.
    pub secret: &'a str,
}

/// Another key.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RotatedKey {
    /// The only time that it is told.
    pub secret: String,
    /// Until when the one before signs too, Unix ms.
    pub old_until_ms: u64,
}

/// Deliveries, the newest first.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deliveries {
    /// As many as were asked for, or fewer at the end.
    pub deliveries: Vec<Delivery>,
}

/// Which deliveries.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct DeliveriesParameters {
    /// Only deliveries before the one with this number.
    before: Option<u64>,
    /// How many at most; 100 unless said.
    #[cfg_attr(
        feature = "schema",
        schemars(range(min = 1, max = ungated_shared::limit::DELIVERIES_PAGE))
    )]
    limit: Option<u64>,
}

/// What became of the rules that were asked.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckedAlerts {
    /// As the configuration has them; none where there is no webhook to tell.
    pub alerts: Vec<CheckedAlert>,
}

/// What became of a rule that was asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckedAlert {
    /// The rule's name.
    pub name: String,
    /// What came of it.
    pub outcome: AlertOutcome,
}

/// What came of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlertOutcome {
    /// It found something, and its webhooks are told.
    Told,
    /// It found nothing.
    Nothing,
    /// It found something, and told of it less than 12 hours ago.
    Rests,
    /// Not all shards answered, or too few weeks are known.
    Unknown,
}
