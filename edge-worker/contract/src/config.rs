//! Configurations of sites, and their history.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A site that one may read.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListedSite {
    /// Its name.
    pub site: String,
    /// Its name for people.
    pub title: String,
    /// Whether anybody may read its reports.
    pub public: bool,
    /// Of its configuration; for those who may read that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// The sites that one may read.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sites {
    /// By name.
    pub sites: Vec<ListedSite>,
}

/// A site to be made.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSite {
    /// Its name, as `data-site` has it: a to z, 0 to 9, dot, hyphen and underscore.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[a-z0-9._-]{1,64}$")))]
    pub site: String,
    /// What it wants.
    #[cfg_attr(feature = "schema", schemars(with = "crate::site::Site"))]
    pub config: Value,
}

/// A configuration, and its place in history.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Config<'a> {
    /// Whose.
    pub site: &'a str,
    /// Its number; 0 for the file `SITES`.
    pub version: u64,
    /// Whether this is the entry of the file.
    pub in_file: bool,
    /// The document.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::site_config"))]
    pub config: Value,
}

/// A version without its document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ConfigVersion"))]
pub struct Version {
    /// Its number; 0 for the file `SITES`.
    pub version: u64,
    /// When it was made, Unix ms; 0 for the file.
    pub at_ms: u64,
    /// Who made it.
    pub by: String,
    /// How.
    pub act: String,
    /// What its author said of it; empty if nothing.
    #[serde(default)]
    pub why: String,
}

/// The versions of a configuration.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConfigVersions<'a> {
    /// Whose.
    pub site: &'a str,
    /// The one that holds.
    pub version: u64,
    /// All that are kept, the newest first.
    pub versions: Vec<Version>,
}

/// A version, or what is other in it than in another.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ConfigOrChanges<'a> {
    /// Without `against`.
    Config(Config<'a>),
    /// With `against`.
    Changes(ConfigChanges<'a>),
}

/// What is other in a version than in another.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConfigChanges<'a> {
    /// Whose.
    pub site: &'a str,
    /// The version.
    pub version: u64,
    /// The other.
    pub against: u64,
    /// The fields that differ.
    pub changes: Vec<Change>,
}

/// A field that changed.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// Its path, with dots between names. Lists are compared whole: their order means something.
    pub field: String,
    /// What it was; missing if it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// What it is; missing if it is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
}

/// Which version is to hold again.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rollback {
    /// Its number; 0 for the file `SITES`.
    pub version: u64,
}

/// What can be said of a change.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct ChangeParameters {
    /// Why it is made, in one line, for those who read the versions later.
    #[cfg_attr(feature = "schema", schemars(length(max = ungated_shared::limit::WHY_CHARS)))]
    why: Option<String>,
}

/// What a version can be compared with.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct VersionParameters {
    /// Another version: then the answer is what is other in this one.
    against: Option<u64>,
}
