//! `GET /api/v1/inventory`: every object that holds facts, whether or not its site is configured.

use ungated_contract::facts::{Holder, Inventory};
use worker::Env;

use super::Answer;
use crate::answer::{Problem, json};
use crate::object::{self, Shard};
use crate::{registry, site, sites};

pub async fn answer(env: &Env) -> Answer {
    let configured = sites::within(env, sites::FRESH_MS).await;
    let configured = configured.map_err(|e| Problem::unavailable("list of sites", &e))?;
    let of_registry = |e: worker::Error| Problem::unavailable("registry", &e);
    let stub = object::registry(env).map_err(of_registry)?;
    let holders: Vec<String> =
        object::ask(&stub, &registry::Call::Holders).await.map_err(of_registry)?;
    let mut sites = Vec::new();
    for name in holders {
        let of_site = |e: worker::Error| Problem::unavailable("site's object", &e);
        let stub = object::site(env, &name).map_err(of_site)?;
        let shards: Vec<Shard> = object::ask(&stub, &site::Call::Shards).await.map_err(of_site)?;
        let shards = shards.iter().map(Shard::name).collect();
        sites.push(Holder { configured: configured.contains_key(&name), site: name, shards });
    }
    Ok(json(&Inventory { sites }))
}
