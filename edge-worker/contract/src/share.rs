//! Links that open a site's reports.

use serde::{Deserialize, Serialize};

/// A share link, as far as it may be told.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Share {
    /// No secret.
    pub id: String,
    /// Whose reports it opens.
    pub site: String,
    /// What its maker called it.
    pub name: String,
    /// When it was made, Unix ms.
    pub created_ms: u64,
    /// Until when it opens, Unix ms.
    pub expires_ms: u64,
    /// Whether it asks for a password.
    pub has_password: bool,
}

/// A link to be made.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewShare {
    /// What to call it.
    #[cfg_attr(
        feature = "schema",
        schemars(length(max = ungated_shared::limit::NAME_CHARS), regex(pattern = crate::schema::NAME))
    )]
    pub name: String,
    /// For how many days it opens; 30 unless said.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = ungated_shared::limit::SHARE_DAYS)))]
    pub days: Option<u64>,
    /// What has to be given with it; 8 to 200 characters.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(length(
            min = ungated_shared::limit::PASSWORD_CHARS_MIN,
            max = ungated_shared::limit::PASSWORD_CHARS
        ))
    )]
    pub password: Option<String>,
}

/// A link, and the only time that its secret is told.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreatedShare<'a> {
    /// The link.
    #[serde(flatten)]
    pub share: &'a Share,
    /// What opens it.
    pub secret: &'a str,
    /// The address to hand on: the secret stands behind the `#`, which no browser sends.
    pub link: String,
}

/// The links of a site.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shares {
    /// The oldest first.
    pub shares: Vec<Share>,
}

/// What opens a link.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenShare {
    /// The link's secret.
    pub secret: String,
    /// Its password, if it has one.
    #[serde(default)]
    pub password: Option<String>,
}

/// What a share link opened: a session on its site.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenedShare {
    /// The site.
    pub site: String,
    /// What the link's maker called it.
    pub name: String,
    /// The session's: a bearer token for reports.
    pub secret: String,
    /// When the session ends, Unix ms.
    pub expires_ms: u64,
}
