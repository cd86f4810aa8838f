//! What a shard's facts say to a question, without keeping hits waiting.

use std::time::Duration;

use ungated_shard::facts::{Facts, Unreadable};
use ungated_shard::replay::Replay;
use ungated_shard::reports::{Asked, Reports};
use ungated_shard::state::State;
use ungated_shared::report::replay;
use worker::{Delay, Error, Result};

use super::{VisitShard, store};
use crate::object::Shard;

impl VisitShard {
    /// Asks the facts, with the text of the call as its key. What counts long is counted before, in turns
    /// with whatever else there is to do.
    pub(super) async fn facts<T>(
        &self,
        shard: &Shard,
        asked: Asked<'_>,
        key: &str,
        ask: impl FnOnce(&mut Reports, &Facts<'_>) -> std::result::Result<T, Unreadable>,
    ) -> Result<T> {
        let region = shard.region.word();
        let read = |id| store::segment(&self.sql, id).ok();
        while self.count_on(region, &asked, key)? {
            Delay::from(Duration::ZERO).await;
        }
        if self.with(|visits| visits.has_late())? {
            self.compact()?;
        }
        let mut reports = self.reports.borrow_mut();
        let answer = |state: &State| ask(&mut reports, &Facts { state, region, read: &read });
        self.with(answer)?.map_err(unreadable)
    }

    /// Scores by two models, in turns with whatever else there is to do.
    pub(super) async fn replay(&self, shard: &Shard, asked: replay::Asked) -> Result<replay::Part> {
        let region = shard.region.word();
        let read = |id| store::segment(&self.sql, id).ok();
        let mut replay = Replay::new(asked);
        loop {
            // A write may have failed meanwhile.
            self.prepare()?;
            let turn = |state: &State| replay.turn(&Facts { state, region, read: &read });
            if !self.with(turn)?.map_err(unreadable)? {
                break;
            }
            Delay::from(Duration::ZERO).await;
        }
        if self.with(|visits| visits.has_late())? {
            self.compact()?;
        }
        self.with(|state| replay.finish(&Facts { state, region, read: &read }))?.map_err(unreadable)
    }

    /// Counts some of what a question needs; whether there is more.
    fn count_on(&self, region: &str, asked: &Asked<'_>, key: &str) -> Result<bool> {
        // A write may have failed meanwhile.
        self.prepare()?;
        let read = |id| store::segment(&self.sql, id).ok();
        let mut reports = self.reports.borrow_mut();
        let more =
            |state: &State| reports.prepare(&Facts { state, region, read: &read }, asked, key);
        self.with(more)?.map_err(unreadable)
    }
}

fn unreadable(Unreadable(id): Unreadable) -> Error {
    Error::from(format!("segment {id} cannot be read"))
}
