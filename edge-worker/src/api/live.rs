//! `GET /api/v1/sites/{site}/live`.

use std::collections::BTreeMap;

use ungated_contract::live::{Live as Answered, LiveItem as Item};
use ungated_shared::report::anonymity::Parts;
use ungated_shared::score::standing::Standing;
use ungated_shared::statistics::tally::OTHER;
use worker::{Env, Request};

use super::{Answer, access, ask_shards};
use crate::answer::json;
use crate::dev::Moment;
use crate::shard::{Call, Live};

pub async fn answer(request: &Request, env: &Env, site: &str) -> Answer {
    let k = access::may_read(request, env, site).await?.k();
    let now_ms = Moment::of(request, env).now_ms;
    let (shards, coverage) = ask_shards::<Live>(env, site, || Call::Live { now_ms }).await?;
    let mut live = Live::default();
    for shard in shards {
        live.merge(shard);
    }
    let told = |visits: u64, figure: u64| (k <= 1 || visits >= k).then_some(figure);
    Ok(json(&Answered {
        now: now_ms,
        readers: told(live.readers, live.readers),
        standings: standings(live.standings, k),
        items: items(live.items, k),
        hand_raises: told(live.raising, live.hand_raises),
        k,
        revision: format!("{}/{}", coverage.answered, live.revision),
        coverage,
    }))
}

fn standings(counts: BTreeMap<String, u64>, k: u64) -> BTreeMap<&'static str, Option<u64>> {
    let Parts { shown, other } = Parts::of(counts, k);
    let none = if k <= 1 { Some(0) } else { None };
    let count =
        |standing: Standing| (standing.word(), shown.get(standing.word()).copied().or(none));
    let rest = (other > 0 && other >= k).then_some((OTHER, Some(other)));
    Standing::ALL.into_iter().map(count).chain(rest).collect()
}

/// The items by readers; all that may not be told one by one is the last.
fn items(counts: BTreeMap<String, (String, u64)>, k: u64) -> Vec<Item> {
    let by_item = counts.iter().map(|(item, (_, readers))| (item.clone(), *readers)).collect();
    let Parts { shown, other } = Parts::of(by_item, k);
    let item = |(item, readers): (String, u64)| {
        let title = counts.get(&item).map(|(title, _)| title.clone()).unwrap_or_default();
        Item { item, title, readers }
    };
    let mut items: Vec<Item> = shown.into_iter().map(item).collect();
    items.sort_by(|a, b| b.readers.cmp(&a.readers).then_with(|| a.item.cmp(&b.item)));
    let rest = Item { item: OTHER.into(), title: String::new(), readers: other };
    items.extend((other > 0 && other >= k).then_some(rest));
    items
}
