//! What became of a run: everything is settled, and compared with the oracle.

use super::*;
use crate::oracle::Visit;

impl World {
    /// All readers are gone, and all that was under way has arrived.
    pub(super) fn finish(&mut self) -> Result<(), String> {
        let mut all = Vec::new();
        for object in 0..OBJECTS {
            all.push(self.settle(object).map_err(|error| format!("{error}\n  in shard {object}"))?);
        }
        for (hit, object) in &self.acknowledged {
            if !self.objects[*object].log.iter().filter_map(self::hit).any(|it| it == *hit) {
                return Err(format!("{hit:?} was acknowledged and is not there"));
            }
        }
        let again = all.iter().any(|told: &Told| told.again > 0);
        if !self.has_jumps() && !again {
            let log = |at: usize| self.objects[at].log.as_slice();
            self.covered.ruled +=
                oracle::rule(&self.pages, &[log(0), log(1)], &[&all[0], &all[1]])?;
            self.covered.ruled += oracle::rule(&self.pages, &[log(2)], &[&all[2]])?;
        }
        Ok(())
    }

    /// Closes what is open and compares a shard with the oracle.
    fn settle(&mut self, object: usize) -> Result<Told, String> {
        // Before, with visits open and some hits waiting.
        if self.objects[object].has_late()? {
            self.compact(object)?;
        }
        self.compare(object)?;
        // Clocks went back and forth: a visit is over when the latest of them says so.
        for after_ms in [3 * DAY_MS, 3 * DAY_MS + LATE_MS + MINUTE_MS] {
            let now_ms = self.now_ms + after_ms;
            let done = self.objects[object].ring(now_ms, Fate::Well, true)?;
            self.count(done);
            self.objects[object].check()?;
        }
        let told = self.compare(object)?;
        let rows = &self.objects[object].rows;
        if rows.unfinished() != (0, 0) {
            return Err("open visits or hits are left when all visits are over".into());
        }
        if rows.has(KEY_MARK) {
            return Err("a visitor's key is on disk when all visits are over".into());
        }
        if rows.ids_bytes() > 0 {
            return Err("page views' ids are on disk when no hit may come for them".into());
        }
        if told.visits.iter().all(Visit::is_dropped) && rows.items().next().is_some() {
            return Err("items are on disk when all visits that named them are gone".into());
        }
        if rows.ledger.values().any(|n| *n < 0) && told.ledger.values().all(|n| *n >= 0) {
            return Err("a count of the ledger is negative".into());
        }
        self.covered.visits += told.visits.len() as u64;
        self.covered.late += told.late;
        self.midnights(object);
        Ok(told)
    }

    fn compare(&mut self, object: usize) -> Result<Told, String> {
        let told = oracle::tell(self.seed, &self.pages, &self.objects[object].log)?;
        let facts = self.objects[object].facts()?;
        told.facts(&facts, self.objects[object].items()?)?;
        let found = self.objects[object].ledger()?;
        let mut wanted = told.ledger.clone();
        wanted.retain(|_, n| *n != 0);
        if wanted != found {
            let differ = |(key, n): &(&(u64, String), &i64)| found.get(*key) != Some(*n);
            let missing: Vec<_> = wanted.iter().filter(differ).take(3).collect();
            let differ = |(key, n): &(&(u64, String), &i64)| wanted.get(*key) != Some(*n);
            let extra: Vec<_> = found.iter().filter(differ).take(3).collect();
            return Err(format!("the ledger has {extra:?} instead of {missing:?}"));
        }
        Ok(told)
    }

    /// Counts visits that went on under another salt.
    fn midnights(&mut self, object: usize) {
        let mut last: BTreeMap<u32, u64> = BTreeMap::new();
        for entry in &self.objects[object].log {
            if let Entry::Hit { page, now_ms, .. } = entry {
                let page = &self.pages[*page as usize];
                let before = last.insert(page.visitor, *now_ms);
                let crosses = before.is_some_and(|before| {
                    before / DAY_MS + 1 == now_ms / DAY_MS && now_ms - before <= GAP_MS
                });
                if crosses && page.has_keys {
                    self.covered.count(Fault::Midnight);
                }
            }
        }
    }
}
