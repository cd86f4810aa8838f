//! One try: signed, sent, and what came of it.
//!
//! Headers and signature are those of Standard Webhooks (standard-webhooks/spec): receivers find a
//! library for it in most languages.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use ungated_shared::alert::is_safe;
use ungated_shared::limit;
use worker::{
    AbortController, Delay, Env, Fetch, Headers, Method, Request, RequestInit, RequestRedirect,
    Result,
};

use super::webhooks::Hook;
use crate::{dev, secret};

/// What came of a try.
pub struct Said {
    /// In a word, or the status.
    pub code: String,
    /// Whether it arrived.
    pub is_done: bool,
    /// Whether no further try is of any use.
    pub is_over: bool,
}

impl Said {
    /// There is no such webhook any more.
    pub fn removed() -> Self {
        Self::word("removed", true)
    }

    fn word(word: &str, is_over: bool) -> Self {
        Self { code: word.into(), is_done: false, is_over }
    }

    /// By the status: 2xx arrived; a redirect is not followed, as where it leads nobody has looked
    /// at; 410 asks never to be called again.
    fn status(status: u16) -> Self {
        match status {
            200..=299 => Self { code: status.to_string(), is_done: true, is_over: true },
            300..=399 => Self::word("redirect", false),
            410 => Self::word("410", true),
            _ => Self::word(&status.to_string(), false),
        }
    }
}

/// Sends a body. The address is looked at again: what was stored by another build, or in development,
/// may not be safe here.
pub async fn send(env: &Env, hook: &Hook, id: &str, body: &str, now_ms: u64) -> Said {
    if is_safe(&hook.url, dev::is_on(env)).is_err() {
        return Said::word("refused", true);
    }
    let patience = Duration::from_millis(limit::WEBHOOK_ANSWER_MS);
    let aborts = AbortController::default();
    let signal = aborts.signal();
    let said = {
        let answer = pin!(async {
            let request = signed(hook, id, body, now_ms).await?;
            // The body of the answer is nobody's business: it is not read.
            Ok::<u16, worker::Error>(
                Fetch::Request(request).send_with_signal(&signal).await?.status_code(),
            )
        });
        match select(answer, Delay::from(patience)).await {
            Either::Left((Ok(status), _)) => Said::status(status),
            // The reason can name the address, which is not for the log.
            Either::Left((Err(_), _)) => Said::word("unreachable", false),
            Either::Right(_) => Said::word("timeout", false),
        }
    };
    aborts.abort();
    said
}

async fn signed(hook: &Hook, id: &str, body: &str, now_ms: u64) -> Result<Request> {
    let seconds = (now_ms / 1000).to_string();
    let message = format!("{id}.{seconds}.{body}");
    let mut signatures = Vec::with_capacity(hook.secrets.len());
    for key in &hook.secrets {
        signatures.push(format!("v1,{}", secret::sign(key, &message).await?));
    }
    let headers = Headers::new();
    headers.set("content-type", "application/json")?;
    headers.set("user-agent", "Ungated-Webhooks/1")?;
    headers.set("webhook-id", id)?;
    headers.set("webhook-timestamp", &seconds)?;
    headers.set("webhook-signature", &signatures.join(" "))?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(body.into()));
    Request::new_with_init(&hook.url, &init)
}
