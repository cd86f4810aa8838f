//! Where the ordinary questions behind a report are asked: whatever it makes of their answers, what
//! small groups have to fear of it is what they have to fear of those.

use std::collections::{BTreeMap, BTreeSet};

use ungated_contract::report::Coverage;
use ungated_shared::report::{self, Asking, Caveat, Range};
use worker::Env;

use super::query;
use crate::answer::Problem;
use crate::site::Site;
use crate::time_zone;

/// What the questions behind one said beside their rows.
#[derive(Default)]
pub struct Told {
    pub coverage: Option<Coverage>,
    pub caveats: BTreeSet<Caveat>,
    /// The span of the first question.
    pub range: Range,
    pub suppressed: usize,
    pub titles: BTreeMap<String, String>,
}

pub struct Desk<'a> {
    env: &'a Env,
    site: &'a Site,
    now_ms: u64,
    pub told: Told,
}

impl<'a> Desk<'a> {
    pub fn new(env: &'a Env, site: &'a Site, now_ms: u64) -> Self {
        Self { env, site, now_ms, told: Told::default() }
    }

    /// The answer to an ordinary question: of the same shards as those before.
    pub async fn ask(&mut self, asked: &report::Asked) -> Result<Asking, Problem> {
        let (k, zone) = (self.site.k(), self.site.time_zone());
        let question = asked
            .check(self.now_ms, &time_zone::offset_at(zone), k)
            .map_err(|invalid| Problem::invalid(invalid.field, invalid.detail))?;
        let (answer, coverage) = query::report(self.env, &asked.site, &question, k).await?;
        let told = &mut self.told;
        match &told.coverage {
            Some(before) => query::same(before, &coverage)?,
            None => (told.coverage, told.range) = (Some(coverage), question.range),
        }
        told.caveats.extend(answer.caveats(&question, k));
        told.suppressed += answer.suppressed();
        told.titles.extend(answer.titles().clone());
        Ok(Asking { rows: answer.rows(&question, k), is_cut: answer.suppressed() > 0 })
    }
}
