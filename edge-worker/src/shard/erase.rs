//! All of a shard, gone.

pub use ungated_contract::facts::Erased;
use worker::Result;

use super::VisitShard;

impl VisitShard {
    /// Deletes the alarm, every table, and what is in memory. What comes afterwards finds an object
    /// that was never used, and makes itself known to its site as if it were the first.
    pub(super) async fn erase(&self) -> Result<Erased> {
        let storage = self.state.storage();
        let size = || storage.sql().database_size() as u64;
        let bytes_before = size();
        self.forget();
        self.end_archiving().await?;
        storage.delete_alarm().await?;
        storage.delete_all().await?;
        self.forget();
        Ok(Erased { bytes_before, bytes_after: size() })
    }

    fn forget(&self) {
        *self.visits.borrow_mut() = None;
        self.reports.take();
        *self.shard.borrow_mut() = None;
        self.alarm_ms.set(0);
        self.erasures.set(self.erasures.get() + 1);
    }
}
