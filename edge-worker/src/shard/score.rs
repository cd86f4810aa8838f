//! Which model a shard scores by: its site's.
//!
//! A site's configuration says it. Who publishes one calls every shard ([`super::Call::Score`]); a
//! shard that was not reached learns of it at its first call or alarm after what it knows of the sites has
//! grown old, [`SITES_MS`](super::SITES_MS).

use std::time::Duration;

use ungated_shard::segment::Damaged;
use ungated_shared::score::model::Model;
use worker::{Date, Delay, Error, Result};

use super::{VisitShard, store};
use crate::sites;

/// How long one alarm scores anew, ms: the runtime ends one that takes minutes.
const SCORES_MS: u64 = 10_000;

impl VisitShard {
    /// Goes by the site's model, if that is another and known; an alarm scores what is closed.
    pub(super) async fn adopt(&self) -> Result<()> {
        let Some(model) = self.wanted() else { return Ok(()) };
        // A write may have failed meanwhile.
        self.prepare()?;
        if self.with(|visits| *visits.model() == model)? {
            return Ok(());
        }
        if self.with(|visits| visits.has_late())? {
            self.compact()?;
        }
        self.change(|visits| Ok(((), visits.set_model(model))))?;
        if self.with(|visits| visits.is_unscored())? {
            self.wake_in(super::SOON_MS).await?;
        }
        Ok(())
    }

    /// The model that the site has, as far as this isolate knows.
    fn wanted(&self) -> Option<Model> {
        let shard = self.shard.borrow();
        let sites = sites::known()?;
        Some(*sites.get(&shard.as_ref()?.site)?.site.model())
    }

    /// Learns which model the site has now, and sees to it that all is scored by it.
    pub(super) async fn score(&self) -> Result<()> {
        sites::within(&self.env, 0).await?;
        self.adopt().await
    }

    /// Scores closed visits anew, in turns with whatever else there is to do; whether there are more.
    pub(super) async fn rescore(&self) -> Result<bool> {
        let until_ms = Date::now().as_millis() + SCORES_MS;
        while Date::now().as_millis() < until_ms {
            // A write may have failed meanwhile, and hits may have come late.
            self.prepare()?;
            if self.with(|visits| visits.has_late())? {
                self.compact()?;
            }
            if !self.with(|visits| visits.is_unscored())? {
                return Ok(false);
            }
            let now_ms = self.now_ms();
            let unreadable = self.change(|visits| {
                let mut read = |id| store::segment(&self.sql, id).map_err(|_| Damaged);
                let (writes, unreadable) = visits.rescore(now_ms, &mut read);
                self.mark_stale(&writes)?;
                Ok((unreadable, writes))
            })?;
            for id in unreadable {
                let error = Error::from(format!("segment {id} cannot be read"));
                worker::console_error!("not scored anew: {error}");
            }
            Delay::from(Duration::ZERO).await;
        }
        Ok(true)
    }
}
