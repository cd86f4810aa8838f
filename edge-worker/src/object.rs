//! How Worker and objects talk: one JSON call a request. Bindings and names are defined here,
//! once, for caller and object alike.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use worker::{Env, Error, Headers, Method, Request, RequestInit, Response, Result, Stub};

use crate::region::Region;

/// A visit shard: the visits of one site in one region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// The site.
    pub site: String,
    /// Where.
    pub region: Region,
    /// Which of the region's shards.
    pub n: u16,
}

impl Shard {
    /// The object's name. Site and number only: object ids are logged outside the region.
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.site, self.region.word(), self.n)
    }

    /// The object.
    pub fn stub(&self, env: &Env) -> Result<Stub> {
        let objects = env.durable_object("SHARD")?;
        match self.region.hint() {
            Some(hint) => objects.get_by_name_with_location_hint(&self.name(), hint),
            None => objects.get_by_name(&self.name()),
        }
    }
}

/// The object of a site.
pub fn site(env: &Env, site: &str) -> Result<Stub> {
    env.durable_object("SITE")?.get_by_name(site)
}

/// The registry.
pub fn registry(env: &Env) -> Result<Stub> {
    env.durable_object("REGISTRY")?.get_by_name("registry")
}

/// Asks an object and reads its answer.
pub async fn ask<A: Serialize, T: DeserializeOwned>(stub: &Stub, call: &A) -> Result<T> {
    let mut init = RequestInit::new();
    let body = serde_json::to_string(call)?;
    init.with_method(Method::Post).with_headers(Headers::new()).with_body(Some(body.into()));
    // Objects are reached by their stub; the address only has to be one.
    let request = Request::new_with_init("https://object/", &init)?;
    let mut response = stub.fetch_with_request(request).await?;
    if response.status_code() != 200 {
        return Err(Error::from(format!("object answered {}", response.status_code())));
    }
    Ok(serde_json::from_slice(&response.bytes().await?)?)
}

/// The call that an object was sent.
pub async fn call<T: DeserializeOwned>(request: &mut Request) -> Result<T> {
    Ok(serde_json::from_slice(&request.bytes().await?)?)
}

/// An object's answer.
pub fn reply<T: Serialize>(answer: &T) -> Result<Response> {
    Response::from_json(answer)
}
