//! Who one is.

use serde::{Deserialize, Serialize};

use crate::token::Role;

/// Who one is.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// The token's or link's id, or `admin`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// On which sites; all if `null`.
    pub sites: Option<Vec<String>>,
    /// When the session ends, Unix ms; `null` for a token.
    pub expires_ms: Option<u64>,
}

/// Who one is, if anybody.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhoAmI {
    /// `null` is nobody we know.
    pub me: Option<Me>,
}

/// What one signs in by.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// A token's secret.
    pub token: String,
}
