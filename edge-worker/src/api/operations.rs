//! `GET /api/v1/sites/{site}/operations`: what taking hits costs, and what is kept.

use ungated_contract::live::SiteOperations;
use worker::{Env, Request};

use super::{Answer, access, ask_shards};
use crate::answer::json;
use crate::live;
use crate::object;
use crate::shard::{Call, Operations};

pub async fn answer(request: &Request, env: &Env, site: &str) -> Answer {
    access::may_read(request, env, site).await?;
    let (shards, coverage) = ask_shards::<Operations>(env, site, &Call::Operations).await?;
    let mut operations = Operations::default();
    for shard in shards {
        operations.merge(&shard);
    }
    let live = match object::room(env, site) {
        Ok(room) => object::ask(&room, &live::Call::Count).await.ok(),
        Err(_) => None,
    };
    Ok(json(&SiteOperations { operations, live, coverage }))
}
