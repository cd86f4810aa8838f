//! Who may do what.

use serde::{Deserialize, Serialize};

/// What somebody may do, least first; each may do what those before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Read the reports of one site: who holds a share link.
    Share,
    /// Read reports and configurations.
    Viewer,
    /// Change configurations and share links.
    Editor,
    /// Create sites and tokens, read the audit log.
    Admin,
}

impl Role {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }

    /// Of a token, by its word; the least for a word that nobody wrote.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let all = [Self::Admin, Self::Editor, Self::Viewer];
        all.into_iter().find(|role| role.word() == word).unwrap_or(Self::Share)
    }
}

/// A token, as far as it may be told.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Token {
    /// No secret.
    pub id: String,
    /// What its maker called it.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// On which sites; all if `null`.
    pub sites: Option<Vec<String>>,
    /// When it was made, Unix ms.
    pub created_ms: u64,
    /// The day on which it was used last, days since 1970; `null` if never.
    pub used_day: Option<u64>,
}

/// A token to be made.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What to call it.
    #[cfg_attr(
        feature = "schema",
        schemars(length(max = ungated_shared::limit::NAME_CHARS), regex(pattern = crate::schema::NAME))
    )]
    pub name: String,
    /// What it may do: `viewer`, `editor` or `admin`; links are shared by the site.
    #[cfg_attr(feature = "schema", schemars(extend("not" = {"const": "share"})))]
    pub role: Role,
    /// On which sites; all if not said, as for an admin.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            length(min = 1, max = ungated_shared::limit::SITES),
            inner(length(min = 1, max = ungated_shared::limit::SITE_BYTES))
        )
    )]
    pub sites: Option<Vec<String>>,
}

/// A token, and the only time that its secret is told.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreatedToken<'a> {
    /// The token.
    #[serde(flatten)]
    pub token: &'a Token,
    /// What is sent as `Authorization: Bearer`.
    pub secret: &'a str,
}

/// All tokens, without their secrets, which nobody has.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tokens {
    /// The oldest first.
    pub tokens: Vec<Token>,
}
