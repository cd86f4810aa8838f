//! How Worker and objects talk: a batch of hits in the form of [`ungated_shard::batch`], anything
//! else as one JSON call a request. Bindings and names are defined here, once, for caller and
//! object alike.

use std::hash::{DefaultHasher, Hasher};

use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ungated_shard::batch::{Batch, Outcome, read_outcomes};
use ungated_shard::codec::{Reader, Writer};
use wasm_bindgen::{JsCast, JsValue};
use worker::{
    Env, Error, Headers, Method, ObjectNamespace, Request, RequestInit, Response, Result, Stub,
};

use crate::live::Watcher;
use crate::region::{Region, Residency};

/// A visit shard: the visits of one site in one region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// The site.
    pub site: String,
    /// Where.
    pub region: Region,
    /// Which of the region's shards.
    pub n: u16,
    /// Where it has to stay, if the site wants it to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residency: Option<Residency>,
}

impl Shard {
    /// The object's name. Site, residency and number only: object ids are logged outside the
    /// region.
    pub fn name(&self) -> String {
        let Self { site, region, n, residency } = self;
        match residency {
            None => format!("{site}/{}/{n}", region.word()),
            Some(residency) => format!("{site}@{}/{}/{n}", residency.word(), region.word()),
        }
    }

    /// The object.
    pub fn stub(&self, env: &Env) -> Result<Stub> {
        let mut objects = env.durable_object("SHARD")?;
        if let Some(residency) = self.residency
            // On one machine everything is where the machine is.
            && env.var("UNGATED_ONE_PLACE").is_err()
        {
            objects = within(&objects, residency)?;
        }
        match self.region.hint() {
            Some(hint) => objects.get_by_name_with_location_hint(&self.name(), hint),
            None => objects.get_by_name(&self.name()),
        }
    }

    /// Brings a shard hits, and tells what became of them.
    pub async fn bring(&self, env: &Env, batch: &Batch) -> Result<Vec<Outcome>> {
        let mut body = Writer::default();
        body.text(&serde_json::to_string(self)?);
        body.raw(&batch.write());
        let body = js_sys::Uint8Array::from(body.0.as_slice());
        let mut init = RequestInit::new();
        init.with_method(Method::Post).with_headers(Headers::new()).with_body(Some(body.into()));
        let request = Request::new_with_init(BATCH_URL, &init)?;
        let mut response = self.stub(env)?.fetch_with_request(request).await?;
        if response.status_code() != 200 {
            return Err(Error::from(format!("object answered {}", response.status_code())));
        }
        let outcomes = read_outcomes(&response.bytes().await?);
        outcomes
            .filter(|outcomes| outcomes.len() == batch.arrivals.len())
            .ok_or_else(|| Error::from("outcomes that cannot be read"))
    }
}

/// Objects that live within a jurisdiction.
fn within(objects: &ObjectNamespace, residency: Residency) -> Result<ObjectNamespace> {
    let raw: &JsValue = objects.as_ref();
    let jurisdiction: js_sys::Function =
        js_sys::Reflect::get(raw, &"jurisdiction".into())?.dyn_into()?;
    Ok(jurisdiction.call1(raw, &residency.word().into())?.unchecked_into())
}

const BATCH_URL: &str = "https://object/batch";

/// The batch that an object was sent, if it was one.
pub async fn batch(request: &mut Request) -> Result<Option<(Shard, Batch)>> {
    if request.path() != "/batch" {
        return Ok(None);
    }
    let bytes = request.bytes().await?;
    let mut from = Reader::new(&bytes);
    let shard = from.text().ok_or_else(|| Error::from("a batch for no shard"))?;
    let shard = serde_json::from_str(shard)?;
    let rest = from.raw(from.left()).unwrap_or_default();
    let batch = Batch::read(rest).ok_or_else(|| Error::from("a batch that cannot be read"))?;
    Ok(Some((shard, batch)))
}

/// The object of a site.
pub fn site(env: &Env, site: &str) -> Result<Stub> {
    env.durable_object("SITE")?.get_by_name(site)
}

/// The room of a site.
pub fn room(env: &Env, site: &str) -> Result<Stub> {
    env.durable_object("LIVE")?.get_by_name(site)
}

/// The header that tells a room who wants to watch.
const WATCHER: &str = "x-ungated-watcher";

/// Brings the room of a site a socket to be; its answer has the socket, or says why not.
pub async fn watch(env: &Env, watcher: &Watcher) -> Result<Response> {
    let headers = Headers::new();
    headers.set("upgrade", "websocket")?;
    headers.set(WATCHER, &serde_json::to_string(watcher)?)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Get).with_headers(headers);
    let request = Request::new_with_init("https://object/", &init)?;
    room(env, &watcher.site)?.fetch_with_request(request).await
}

/// Who is to be let into a room; none if something else is asked.
pub fn watcher(request: &Request) -> Result<Option<Watcher>> {
    let said = request.headers().get(WATCHER)?;
    said.map(|said| Ok(serde_json::from_str(&said)?)).transpose()
}

/// The registry.
pub fn registry(env: &Env) -> Result<Stub> {
    env.durable_object("REGISTRY")?.get_by_name("registry")
}

/// Asks an object and reads its answer.
pub async fn ask<A: Serialize, T: DeserializeOwned>(stub: &Stub, call: &A) -> Result<T> {
    let (_, answer) = send(stub, serde_json::to_string(call)?.into(), None).await?;
    Ok(serde_json::from_slice(&answer)?)
}

/// Sends an object a call; a header of its answer, and the body. One copy, whatever is asked: as a
/// part of each caller it has some kilobytes.
pub fn send<'a>(
    stub: &'a Stub,
    body: JsValue,
    header: Option<&'a str>,
) -> LocalBoxFuture<'a, Result<(String, Vec<u8>)>> {
    Box::pin(async move {
        let mut init = RequestInit::new();
        init.with_method(Method::Post).with_headers(Headers::new()).with_body(Some(body));
        // Objects are reached by their stub; the address only has to be one.
        let request = Request::new_with_init("https://object/", &init)?;
        let mut response = stub.fetch_with_request(request).await?;
        if response.status_code() != 200 {
            return Err(Error::from(format!("object answered {}", response.status_code())));
        }
        let said = match header {
            Some(header) => response.headers().get(header)?.unwrap_or_default(),
            None => String::new(),
        };
        Ok((said, response.bytes().await?))
    })
}

/// The call that an object was sent.
pub async fn call<T: DeserializeOwned>(request: &mut Request) -> Result<T> {
    Ok(serde_json::from_slice(&request.bytes().await?)?)
}

/// Between a call and what goes with it, packed. No JSON that is written here has a line break.
const BREAK: u8 = b'\n';

/// A call as text, and what goes with it: thousands of numbers, with no digits to write and read.
pub fn with_more(call: &str, more: &[u8]) -> JsValue {
    let body = [call.as_bytes(), &[BREAK], more].concat();
    js_sys::Uint8Array::from(body.as_slice()).into()
}

/// Such a call, as it came.
pub struct Called {
    /// The same call has the same key: the text, and a number that stands for what goes with it.
    pub key: String,
    text: usize,
    body: Vec<u8>,
}

impl Called {
    /// The call that an object was sent.
    pub async fn read(request: &mut Request) -> Result<Self> {
        let body = request.bytes().await?;
        let text = body.iter().position(|byte| *byte == BREAK).unwrap_or(body.len());
        let mut key = String::from_utf8_lossy(&body[..text]).into_owned();
        // Two of 64 bits: what has the same by chance would be answered as the other.
        for of in 0u8..2 {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(of);
            hasher.write(&body[text..]);
            key.push_str(&format!(" {:x}", hasher.finish()));
        }
        Ok(Self { key, text, body })
    }

    /// The call.
    pub fn call<T: DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_slice(&self.body[..self.text])?)
    }

    /// What goes with it, if anything does.
    pub fn more<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        let more = self.body.get(self.text + 1..).filter(|more| !more.is_empty());
        more.map(unpack).transpose()
    }
}

/// An object's answer.
pub fn reply<T: Serialize>(answer: &T) -> Result<Response> {
    written(serde_json::to_string(answer)?)
}

/// How begins what is packed. While a deployment rolls out, caller and object can be of two releases: what
/// has another form is then not read, never read wrongly. JSON begins otherwise.
const FORM: u8 = 2;

/// An object's answer of many numbers.
pub fn reply_packed<T: Serialize>(answer: &T) -> Result<Response> {
    Response::from_bytes(pack(answer)?)
}

/// Packs an answer, or what goes with a call.
pub fn pack<T: Serialize>(it: &T) -> Result<Vec<u8>> {
    postcard::to_extend(it, vec![FORM]).map_err(unpackable)
}

/// Reads what is packed.
pub fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T> {
    let packed = packed.strip_prefix(&[FORM]).ok_or_else(|| Error::from("another form"))?;
    match postcard::take_from_bytes(packed).map_err(unpackable)? {
        (it, []) => Ok(it),
        _ => Err(Error::from("what is packed, and more")),
    }
}

fn unpackable(error: postcard::Error) -> Error {
    Error::from(format!("cannot be unpacked: {error}"))
}

fn written(answer: String) -> Result<Response> {
    let headers = Headers::new();
    headers.set("content-type", "application/json")?;
    Ok(Response::ok(answer)?.with_headers(headers))
}
