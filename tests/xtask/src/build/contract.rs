//! What the API says of itself: target/ungated/openapi.json, and the dashboard's types from it.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use ungated_contract::schema;
use ungated_harness::place;

use crate::files;

/// The OpenAPI document.
pub fn document() -> PathBuf {
    place::built().join("openapi.json")
}

/// The dashboard's types.
pub fn types() -> PathBuf {
    place::root().join("www/dashboard/api").join(files::CONTRACT)
}

/// Writes both.
pub fn build() -> Result<()> {
    let told = schema::document();
    fs::create_dir_all(place::built())?;
    for (file, text) in
        [(document(), told.to_string() + "\n"), (types(), schema::typescript::types(&told))]
    {
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}
