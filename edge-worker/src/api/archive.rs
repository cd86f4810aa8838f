//! `GET` and `POST /api/v1/sites/{site}/archive`: which closed days are in the bucket, and the order to
//! put those there that are due. Shards do it by themselves, too, whenever they close something.

use std::collections::{BTreeMap, BTreeSet};

use ungated_contract::archive::{Archive, ArchivedDay};
use ungated_contract::code::Code;
use worker::{Date, Env};

use super::{Answer, access, ask_shards, document};
use crate::answer::{Problem, json};
use crate::archive::bucket;
use crate::registry;
use crate::registry::sessions::Who;
use crate::shard::{Archived, Call};
use crate::site::Site;

pub async fn read(env: &Env, name: &str) -> Answer {
    let entry = access::entry(env, name).await?.ok_or_else(|| Problem::unknown_site(name))?;
    answer(env, name, &entry.site, &Call::Archived).await
}

pub async fn write(env: &Env, name: &str, who: Option<&Who>) -> Answer {
    let by = access::by(who)?;
    let entry = access::entry(env, name).await?.ok_or_else(|| Problem::unknown_site(name))?;
    if bucket(env, entry.site.residency).is_none() {
        return Err(Problem::no_archive());
    }
    if !entry.site.archive {
        let detail = "The site's configuration does not say \"archive\": true.";
        return Err(Problem::conflict(Code::ArchiveOff, detail));
    }
    let act = registry::Call::Acted {
        by,
        act: "facts.archive".into(),
        on: name.into(),
        now_ms: Date::now().as_millis(),
    };
    document::ask::<()>(env, &act).await?;
    answer(env, name, &entry.site, &Call::Archive).await
}

async fn answer(env: &Env, name: &str, site: &Site, call: &Call) -> Answer {
    let (shards, coverage) = ask_shards::<Archived>(env, name, call).await?;
    let (mut days, mut due) = (BTreeMap::<String, ArchivedDay>::new(), BTreeSet::new());
    for shard in shards {
        due.extend(shard.due);
        for own in shard.days {
            match days.get_mut(&own.day) {
                Some(day) => {
                    day.files += own.files;
                    day.visits += own.visits;
                    day.page_views += own.page_views;
                    day.bytes += own.bytes;
                }
                None => {
                    days.insert(own.day.clone(), own);
                }
            }
        }
    }
    Ok(json(&Archive {
        on: site.archive,
        bucket: bucket(env, site.residency).is_some(),
        days: days.into_values().collect(),
        due: due.into_iter().collect(),
        coverage,
    }))
}
