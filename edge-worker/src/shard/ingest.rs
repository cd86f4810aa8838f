//! A hit into its visit, in one transaction: page view joined, visit scored, ledger written.

use std::collections::BTreeMap;

use ungated_shared::hit::Snapshot;
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::item::{Item, Stage};
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::Events;
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::{points, score};
use ungated_shared::source::app::App;
use ungated_shared::source::source;
use ungated_shared::visit::{GAP_MS, Opened, continues, readings};
use worker::{Date, Result};

use super::Admitted;
use super::store::StoredView;
use crate::ledger;
use crate::sql::Sql;
use crate::visitor::Key;

const MODEL: Model = Model::DEFAULT;

/// A visit's row, as far as a hit changes it.
struct Visit {
    id: i64,
    start_ms: u64,
    last_ms: u64,
    views: Vec<StoredView>,
}

/// Stores a hit; a refusal is stored too, as a count.
pub fn store(sql: &Sql, hit: &Admitted) -> Result<Option<Refusal>> {
    sql.transaction(|| {
        let outcome = join(sql, hit)?;
        let code = outcome.map_or(ledger::ACCEPTED, Refusal::code);
        ledger::add(sql, hit.now_ms, code, 1)?;
        Ok(outcome)
    })
}

fn join(sql: &Sql, hit: &Admitted) -> Result<Option<Refusal>> {
    let snapshot = &hit.snapshot;
    let page_view = format!("{:016x}", snapshot.page_view);
    let mut visit = match find(sql, hit, &page_view)? {
        Some(visit) => visit,
        None => begin(sql, hit)?,
    };
    let known = visit.views.iter().position(|view| view.p == page_view);
    if known.is_none() && visit.views.len() >= limit::VISIT_PAGE_VIEWS {
        return Ok(Some(Refusal::VisitFull));
    }
    let seen_ms = sql.ms(Date::now().as_millis());
    let item = put_item(sql, snapshot)?;
    let at = match known {
        Some(at) => at,
        None => {
            let row = vec![page_view.as_str().into(), visit.id.into(), seen_ms.clone()];
            sql.run("INSERT OR REPLACE INTO page_view VALUES (?, ?, ?)", row)?;
            visit.views.push(StoredView {
                p: page_view,
                i: item,
                t: hit.now_ms.saturating_sub(visit.start_ms),
                s: 0,
                q: 0,
                o: Events::NONE,
                view: PageView::NEW,
            });
            visit.views.len() - 1
        }
    };
    let view = &mut visit.views[at];
    let (lost, before) = (view.lost(), (view.view.clone(), view.o.clone()));
    view.view.join(&snapshot.view);
    view.o.join(&snapshot.events);
    let is_latest = view.is_latest(snapshot.sequence);
    let new = view.receive(snapshot.sequence);
    let changed = (&view.view, &view.o) != (&before.0, &before.1);
    if is_latest {
        // A page comes to know its item better, whatever order its hits arrive in.
        view.i = item;
    }
    if changed || is_latest {
        view.q = points(&MODEL, Unit::of(&snapshot.item.language), &view.view).total();
    }
    if !new && !changed {
        ledger::add(sql, hit.now_ms, ledger::DUPLICATE, 1)?;
    }
    ledger::add(sql, hit.now_ms, ledger::LOST, view.lost() - lost)?;
    check_parity(sql, hit.now_ms, snapshot)?;
    keep(sql, hit, &visit, seen_ms)?;
    Ok(None)
}

/// The visit that already has the page view, else the visitor's open one.
fn find(sql: &Sql, hit: &Admitted, page_view: &str) -> Result<Option<Visit>> {
    let by_page_view = sql.first(
        "SELECT v.id, v.start_ms, v.last_ms, v.views FROM page_view p JOIN visit v ON v.id = p.visit
         WHERE p.id = ?",
        vec![page_view.into()],
    )?;
    let mut row = by_page_view;
    for key in &hit.keys {
        if row.is_some() {
            break;
        }
        row = sql.first(
            "SELECT id, start_ms, last_ms, views FROM visit WHERE key = ? AND last_ms >= ?
             ORDER BY last_ms DESC LIMIT 1",
            vec![hex(key).into(), sql.ms(hit.now_ms.saturating_sub(GAP_MS))],
        )?;
    }
    let Some(row) = row else { return Ok(None) };
    let views = serde_json::from_str(&row.text(3))?;
    let (start_ms, last_ms) = (row.unsigned(1), row.unsigned(2));
    Ok(Some(Visit { id: row.int(0), start_ms, last_ms, views }))
}

/// A new visit: its first hit says where it came from.
fn begin(sql: &Sql, hit: &Admitted) -> Result<Visit> {
    let from = source(&hit.snapshot.url, &hit.snapshot.referrer, App::from_word(&hit.app));
    let key = hit.keys.first().map(hex);
    let row = sql.first(
        "INSERT INTO visit (key, start_ms, last_ms, seen_ms, channel, source, campaign,
             confidence, country, device, simulated, engagement, intent, standing, model, views)
         VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 0, 0, 'passing', '', '[]') RETURNING id",
        vec![
            key.into(),
            sql.ms(hit.now_ms),
            sql.ms(hit.now_ms),
            from.channel.word().into(),
            from.name.into(),
            from.campaign.into(),
            i64::from(from.confidence).into(),
            hit.country.as_str().into(),
            hit.device.as_str().into(),
            i64::from(hit.simulated).into(),
        ],
    )?;
    let id = row.map_or(0, |row| row.int(0));
    Ok(Visit { id, start_ms: hit.now_ms, last_ms: hit.now_ms, views: Vec::new() })
}

/// Scores the visit and writes its row. The key becomes today's, so that a visit which crosses
/// midnight outlives yesterday's salt. What a page sends late adds to its visit, but does not
/// open it again.
fn keep(sql: &Sql, hit: &Admitted, visit: &Visit, seen_ms: worker::SqlStorageValue) -> Result<()> {
    let items = items(sql, &visit.views)?;
    let opened = visit
        .views
        .iter()
        .filter_map(|view| Some(Opened { item: items.get(&view.i)?, view: &view.view }));
    let score = score(&MODEL, &readings(opened));
    if continues(visit.last_ms, hit.now_ms) {
        sql.run(
            // Once forgotten, a visitor stays forgotten.
            "UPDATE visit SET key = CASE WHEN key IS NULL THEN NULL ELSE ? END, last_ms = max(last_ms, ?), seen_ms = ? WHERE id = ?",
            vec![hit.keys.first().map(hex).into(), sql.ms(hit.now_ms), seen_ms, visit.id.into()],
        )?;
    }
    sql.run(
        "UPDATE visit SET engagement = ?, intent = ?, standing = ?, model = ?, views = ?
         WHERE id = ?",
        vec![
            i64::from(score.engagement).into(),
            i64::from(score.intent).into(),
            score.standing.word().into(),
            format!("{:016x}", MODEL.hash()).into(),
            serde_json::to_string(&visit.views)?.into(),
            visit.id.into(),
        ],
    )
}

/// The items, as far as scoring asks for them.
fn items(sql: &Sql, views: &[StoredView]) -> Result<BTreeMap<i64, Item>> {
    let ids: Vec<i64> = views.iter().map(|view| view.i).collect();
    let rows = sql.rows(
        "SELECT id, path, stage, language FROM item WHERE id IN (SELECT value FROM json_each(?))",
        vec![serde_json::to_string(&ids)?.into()],
    )?;
    let item = |row: &crate::sql::Row| {
        let stage = Stage::from_word(&row.text(2));
        (row.int(0), Item { path: row.text(1), stage, language: row.text(3), ..Item::default() })
    };
    Ok(rows.iter().map(item).collect())
}

/// The id of an item. Its row is written only when the page describes itself differently. A
/// plain page view knows no more than a title, so it does not overwrite what the core found.
fn put_item(sql: &Sql, snapshot: &Snapshot) -> Result<i64> {
    let item = &snapshot.item;
    let is_described = snapshot.claim.is_some();
    let row = sql.first(
        "INSERT INTO item (path, title, topic, author, type, stage, language, words)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (path) DO UPDATE SET title = ?2, topic = ?3, author = ?4, type = ?5,
             stage = ?6, language = ?7, words = ?8
         WHERE ?2 <> '' AND (?9 OR (words = 0 AND topic = '' AND type = '')) AND (title, topic, author, type, stage, language, words)
             IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8)
         RETURNING id",
        vec![
            item.path.as_str().into(),
            item.title.as_str().into(),
            item.topic.as_str().into(),
            item.author.as_str().into(),
            item.kind.as_str().into(),
            item.stage.word().into(),
            item.language.as_str().into(),
            i64::from(item.words).into(),
            i64::from(is_described).into(),
        ],
    )?;
    if let Some(row) = row {
        return Ok(row.int(0));
    }
    let row = sql.first("SELECT id FROM item WHERE path = ?", vec![item.path.as_str().into()])?;
    Ok(row.map_or(0, |row| row.int(0)))
}

/// Compares the page's own points with ours, where both used the same model.
fn check_parity(sql: &Sql, now_ms: u64, snapshot: &Snapshot) -> Result<()> {
    match snapshot.claim {
        Some((claimed, model)) if model == MODEL.hash() => {
            let differs = claimed
                != points(&MODEL, Unit::of(&snapshot.item.language), &snapshot.view).total();
            ledger::add(sql, now_ms, ledger::PARITY, i64::from(differs))
        }
        _ => Ok(()),
    }
}

fn hex(key: &Key) -> String {
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}
