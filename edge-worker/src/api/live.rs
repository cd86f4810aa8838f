//! `GET /api/v1/sites/{site}/live`.

use serde::Serialize;
use std::collections::BTreeMap;
use ungated_shared::score::standing::Standing;
use worker::{Env, Request};

use super::{Answer, Coverage, access, ask_shards};
use crate::answer::json;
use crate::dev::Moment;
use crate::shard::{Call, Live};

#[derive(Serialize)]
struct Answered {
    now: u64,
    readers: u64,
    standings: BTreeMap<&'static str, u64>,
    items: Vec<Item>,
    hand_raises: u64,
    revision: String,
    coverage: Coverage,
}

#[derive(Serialize)]
struct Item {
    item: String,
    title: String,
    readers: u64,
}

pub async fn answer(request: &Request, env: &Env, site: &str) -> Answer {
    access::may_read(request, env, site)?;
    let now_ms = Moment::of(request, env).now_ms;
    let (shards, coverage) = ask_shards::<Live>(env, site, || Call::Live { now_ms }).await?;
    let mut live = Live::default();
    for shard in shards {
        live.merge(shard);
    }
    let count = |s: Standing| (s.word(), live.standings.get(s.word()).copied().unwrap_or(0));
    let item = |(item, (title, readers))| Item { item, title, readers };
    let mut items: Vec<Item> = live.items.into_iter().map(item).collect();
    items.sort_by(|a, b| b.readers.cmp(&a.readers).then_with(|| a.item.cmp(&b.item)));
    Ok(json(&Answered {
        now: now_ms,
        readers: live.readers,
        standings: Standing::ALL.into_iter().map(count).collect(),
        items,
        hand_raises: live.hand_raises,
        revision: format!("{}/{}", coverage.answered, live.revision),
        coverage,
    }))
}
