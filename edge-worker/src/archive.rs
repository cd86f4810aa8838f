//! The bucket that closed days are archived in: R2, where a deployment has one.
//!
//! # Which bucket?
//! `ARCHIVE`; for shards whose facts have to stay in a place, the one of that place: `ARCHIVE_EU`,
//! which whoever makes it makes with `--jurisdiction eu`. A bucket that is not bound is none: nothing
//! takes its place.

use ungated_archive::fill;
use worker::{Bucket, Env, Result};

use crate::region::Residency;

/// The bindings.
pub const BINDINGS: [&str; 2] = ["ARCHIVE", "ARCHIVE_EU"];

/// The bucket for facts that have to stay there, if there is one.
pub fn bucket(env: &Env, residency: Option<Residency>) -> Option<Bucket> {
    let [anywhere, eu] = BINDINGS;
    env.bucket(match residency {
        None => anywhere,
        Some(Residency::Eu) => eu,
    })
    .ok()
}

/// The keys that begin so, at most a thousand.
async fn keys(bucket: &Bucket, prefix: &str) -> Result<(Vec<String>, bool)> {
    let found = bucket.list().prefix(prefix).execute().await?;
    Ok((found.objects().iter().map(worker::Object::key).collect(), found.truncated()))
}

/// Deletes what begins so, but for some; how many there were. What is deleted is not found again, so
/// each thousand is asked for from the beginning.
pub async fn delete(bucket: &Bucket, prefix: &str, but: &[String]) -> Result<u64> {
    let mut deleted = 0;
    loop {
        let (mut all, more) = keys(bucket, prefix).await?;
        all.retain(|key| !but.contains(key));
        if all.is_empty() {
            return Ok(deleted);
        }
        deleted += all.len() as u64;
        bucket.delete_multiple(all).await?;
        if !more {
            return Ok(deleted);
        }
    }
}

/// Deletes all of a site, in every bucket that is bound: how many objects; none if no bucket is.
pub async fn erase(env: &Env, site: &str) -> Result<Option<u64>> {
    let mut deleted = None;
    for bucket in [None, Some(Residency::Eu)].into_iter().filter_map(|it| bucket(env, it)) {
        let here = delete(&bucket, &fill::prefix(site), &[]).await?;
        deleted = Some(deleted.unwrap_or(0) + here);
    }
    Ok(deleted)
}
