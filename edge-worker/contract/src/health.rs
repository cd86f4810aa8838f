//! Whether everything is there.

use serde::{Serialize, Serializer};

/// Whether everything is there that hits and questions need.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Health {
    /// Whether all that is needed is there.
    pub ok: bool,
    /// The version of the Worker.
    pub version: &'static str,
    /// The hash of the model that scores here.
    pub model: String,
    /// Each binding, `ARCHIVE` and `ARCHIVE_EU` among them, which nothing but the archive needs:
    /// `present`, `missing`, or `unreadable` for sites that make no sense. Values are
    /// not told.
    #[serde(serialize_with = "as_object")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "std::collections::BTreeMap<String, BindingState>")
    )]
    pub bindings: [(&'static str, BindingState); 9],
}

/// What is to be said of a binding.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BindingState {
    /// It is there.
    Present,
    /// It is not.
    Missing,
    /// It is there, and makes no sense.
    Unreadable,
}

fn as_object<S: Serializer>(
    bindings: &[(&'static str, BindingState); 9],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(bindings.iter().copied())
}
