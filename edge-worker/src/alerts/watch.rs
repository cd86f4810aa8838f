//! Rules, asked of the same answers as reports.

use ungated_contract::webhook::{AlertOutcome, CheckedAlert};
use ungated_shared::alert::{Found, REST_MS, Rule, Told, Watch, When, body, falls, rises};
use worker::Result;

use super::{Alerts, deliveries, webhooks};
use crate::api;
use crate::ledger::Span;
use crate::site::Site;
use crate::sql::Sql;
use crate::{sites, time_zone};

/// What a rule has told, by its name. `day` and `told` are of hand-raises.
pub const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS alert (
    name TEXT PRIMARY KEY, checked_ms INTEGER NOT NULL, told_ms INTEGER NOT NULL,
    day TEXT NOT NULL, told INTEGER NOT NULL
) STRICT, WITHOUT ROWID";

/// How often what is compared with weeks is asked, ms: it reads five weeks of facts.
pub const EVERY_MS: u64 = 5 * 60_000;
/// How far refusals and parity look back, ms: four buckets of the ledger.
const BACK_MS: u64 = 45 * 60_000;

/// What was found.
enum Look {
    Nothing,
    Unknown,
    Unusual(Found),
    Raised { day: String, all: u64, visits: u64 },
    Refused([u64; 2]),
    Parity(u64),
}

#[derive(Default)]
struct Before {
    checked_ms: u64,
    told_ms: u64,
    day: String,
    told: u64,
}

impl Alerts<'_> {
    /// Asks the rules whose time has come, or `all`, and writes down what is to be told.
    pub(super) async fn watch(&self, now_ms: u64, all: bool) -> Result<Vec<CheckedAlert>> {
        let Some(name) = webhooks::site(self.sql)? else { return Ok(Vec::new()) };
        let known = sites::within(self.env, sites::FRESH_MS).await?;
        let Some(entry) = known.get(&name) else { return Ok(Vec::new()) };
        let mut checked = Vec::new();
        for rule in &entry.site.alerts {
            let before = before(self.sql, &rule.name)?;
            let is_dear = matches!(rule.when, When::Surge | When::Spike | When::Drop);
            if !all && is_dear && now_ms < before.checked_ms + EVERY_MS {
                continue;
            }
            let outcome = match self.look(&name, &entry.site, rule, now_ms).await {
                Look::Nothing => AlertOutcome::Nothing,
                Look::Unknown => AlertOutcome::Unknown,
                look => self.tell(&name, rule, &look, now_ms)?,
            };
            self.sql.run(
                "INSERT INTO alert VALUES (?, ?, 0, '', 0)
                 ON CONFLICT DO UPDATE SET checked_ms = excluded.checked_ms",
                vec![rule.name.as_str().into(), self.sql.ms(now_ms)],
            )?;
            checked.push(CheckedAlert { name: rule.name.clone(), outcome });
        }
        Ok(checked)
    }

    async fn look(&self, name: &str, site: &Site, rule: &Rule, now_ms: u64) -> Look {
        let k = site.k();
        let offset_at = time_zone::offset_at(site.time_zone());
        let Some(watch) = Watch::of(rule, name, now_ms, &offset_at) else {
            return self.look_at_hits(name, rule, now_ms).await;
        };
        let told = api::told(self.env, site, &watch.asked, now_ms).await;
        let Ok((rows, is_whole)) = told else { return Look::Unknown };
        if rule.when == When::HandRaise {
            let metrics = rows.first().map(|row| row.metrics.as_slice());
            return match metrics {
                Some([Some(visits), Some(all)]) => {
                    Look::Raised { day: watch.day, all: *all, visits: *visits }
                }
                _ => Look::Nothing,
            };
        }
        // With a shard missing, all is less than usual, and what is usual is less.
        if !is_whole {
            return Look::Unknown;
        }
        let (now, before) = watch.read(&rows);
        if before.len() < ungated_shared::alert::WEEKS_LEAST {
            return Look::Unknown;
        }
        let judge = if rule.when == When::Drop { falls } else { rises };
        judge(now, &before, k, rule).map_or(Look::Nothing, Look::Unusual)
    }

    async fn look_at_hits(&self, name: &str, rule: &Rule, now_ms: u64) -> Look {
        let span = Span { from: now_ms.saturating_sub(BACK_MS), to: now_ms + 1 };
        let Ok(hits) = api::hits(self.env, name, span).await else { return Look::Unknown };
        let (refused, received) = (hits.refused, hits.accepted + hits.refused);
        let is_much = received >= rule.at_least()
            && u128::from(refused) * 100 >= u128::from(rule.percent()) * u128::from(received);
        match rule.when {
            When::Refusals if is_much => Look::Refused([refused, received]),
            When::Parity if hits.parity >= rule.at_least() => Look::Parity(hits.parity),
            _ => Look::Nothing,
        }
    }

    /// Writes down a delivery to each webhook that the rule tells, and that it has told, unless it
    /// has just done so.
    fn tell(&self, site: &str, rule: &Rule, look: &Look, now_ms: u64) -> Result<AlertOutcome> {
        self.sql.transaction(|| {
            // Read again: another check may have come between.
            let before = before(self.sql, &rule.name)?;
            let rests = now_ms < before.told_ms.saturating_add(REST_MS) && before.told_ms > 0;
            let (told, day, count) = match look {
                Look::Raised { day, all, visits } => {
                    let known = if before.day == *day { before.told } else { 0 };
                    let new = all.saturating_sub(known);
                    if new < rule.at_least() {
                        return Ok(AlertOutcome::Nothing);
                    }
                    (Told::Raised(rule, [new, *all, *visits]), day.as_str(), *all)
                }
                _ if rests => return Ok(AlertOutcome::Rests),
                Look::Unusual(found) => (Told::Unusual(rule, *found), "", 0),
                Look::Refused(hits) => (Told::Refused(rule, *hits), "", 0),
                Look::Parity(n) => (Told::Parity(rule, *n), "", 0),
                Look::Nothing | Look::Unknown => return Ok(AlertOutcome::Nothing),
            };
            for (webhook, name, format) in webhooks::names(self.sql)? {
                if rule.tells(&name) {
                    let (id, text) = (deliveries::id()?, body(format, site, &told, now_ms));
                    let put = deliveries::Put {
                        id: &id,
                        webhook: &webhook,
                        told: &told,
                        text: &text,
                        now_ms,
                    };
                    deliveries::put(self.sql, &put)?;
                }
            }
            deliveries::prune(self.sql)?;
            self.sql.run(
                "INSERT INTO alert VALUES (?1, ?2, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET told_ms = ?2, day = ?3, told = ?4",
                vec![
                    rule.name.as_str().into(),
                    self.sql.ms(now_ms),
                    day.into(),
                    self.sql.ms(count),
                ],
            )?;
            Ok(AlertOutcome::Told)
        })
    }
}

fn before(sql: &Sql, rule: &str) -> Result<Before> {
    let row = sql.first(
        "SELECT checked_ms, told_ms, day, told FROM alert WHERE name = ?",
        vec![rule.into()],
    )?;
    Ok(row.map_or_else(Before::default, |row| Before {
        checked_ms: row.unsigned(0),
        told_ms: row.unsigned(1),
        day: row.text(2),
        told: row.unsigned(3),
    }))
}
