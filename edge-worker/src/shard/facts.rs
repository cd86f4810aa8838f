//! Facts into a partial answer.

use std::collections::BTreeMap;

use ungated_shared::page_view::language::Unit;
use ungated_shared::report::{Partial, Question, ViewFact, VisitFact};
use ungated_shared::score::model::Model;
use ungated_shared::score::words_read;
use worker::Result;

use super::store::StoredView;
use crate::object::Shard;
use crate::sql::Sql;

struct ItemRow {
    path: String,
    title: String,
    topic: String,
    author: String,
    kind: String,
    stage: String,
    language: String,
}

/// What this shard's facts say to a question.
pub fn answer(sql: &Sql, shard: &Shard, question: &Question) -> Result<Partial> {
    let items = items(sql)?;
    let rows = sql.each(
        "SELECT start_ms, channel, source, campaign, country, device, simulated, engagement,
             intent, standing, views
         FROM visit WHERE start_ms >= ? AND start_ms < ?",
        vec![sql.ms(question.range.from), sql.ms(question.range.to)],
    )?;
    let mut partial = Partial::default();
    for row in rows {
        let row = row?;
        let views: Vec<StoredView> = serde_json::from_str(&row.text(10))?;
        let views = views.into_iter().filter_map(|view| Some(fact(items.get(&view.i)?, view)));
        let visit = VisitFact {
            start_ms: row.unsigned(0),
            channel: row.text(1),
            source: row.text(2),
            campaign: row.text(3),
            country: row.text(4),
            region: shard.region.word().into(),
            device: row.text(5),
            simulated: row.int(6) != 0,
            engagement: row.percent(7),
            intent: row.percent(8),
            standing: row.text(9),
            views: views.collect(),
        };
        partial.add(question, &visit);
    }
    Ok(partial)
}

fn items(sql: &Sql) -> Result<BTreeMap<i64, ItemRow>> {
    let rows =
        sql.rows("SELECT id, path, title, topic, author, type, stage, language FROM item", vec![])?;
    let item = |row: crate::sql::Row| {
        let item = ItemRow {
            path: row.text(1),
            title: row.text(2),
            topic: row.text(3),
            author: row.text(4),
            kind: row.text(5),
            stage: row.text(6),
            language: row.text(7),
        };
        (row.int(0), item)
    };
    Ok(rows.into_iter().map(item).collect())
}

fn fact(item: &ItemRow, StoredView { view, q, .. }: StoredView) -> ViewFact {
    ViewFact {
        item: item.path.clone(),
        title: item.title.clone(),
        topic: item.topic.clone(),
        author: item.author.clone(),
        stage: item.stage.clone(),
        kind: item.kind.clone(),
        engaged_ms: view.engaged_ms(),
        depth: view.depth(),
        words: view.words(),
        words_read: words_read(&Model::DEFAULT, Unit::of(&item.language), &view),
        hand_raises: view.hand_raises.total(),
        points: q,
    }
}
