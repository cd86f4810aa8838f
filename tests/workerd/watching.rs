//! Somebody who watches a site over a WebSocket.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;
use tungstenite::client::IntoClientRequest;
use tungstenite::http::{HeaderName, HeaderValue};
use tungstenite::{Error, HandshakeError, Message, WebSocket, client};
use ungated_harness::Answer;

use crate::contract;
use crate::world::World;

/// Longer than anything takes on a busy machine.
const WITHIN: Duration = Duration::from_secs(30);

pub struct Watch(pub WebSocket<TcpStream>);

/// What came.
#[derive(Debug, PartialEq)]
pub enum Said {
    State(Value),
    Text(String),
    Closed(u16, String),
}

impl World {
    /// Watches a site, or what it was answered instead.
    pub fn try_watch(&self, site: &str, headers: &[(&str, &str)]) -> Result<Watch, Answer> {
        let path = format!("/api/v1/sites/{site}/live");
        let address = self.workerd.address;
        let mut request = format!("ws://{address}{path}").into_client_request().unwrap();
        for (name, value) in headers {
            let name: HeaderName = name.parse().unwrap();
            request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
        }
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(WITHIN)).unwrap();
        match client(request, stream) {
            Ok((socket, answer)) => {
                let asked = headers.iter().any(|(name, _)| *name == PROTOCOL);
                let named = answer.headers().get(PROTOCOL).map(|it| it.to_str().unwrap());
                assert_eq!(named, asked.then_some("ungated.live"));
                Ok(Watch(socket))
            }
            Err(HandshakeError::Failure(Error::Http(answer))) => {
                let (parts, body) = answer.into_parts();
                let text = |value: &HeaderValue| value.to_str().unwrap().to_owned();
                let headers =
                    parts.headers.iter().map(|(name, value)| (name.to_string(), text(value)));
                let body = String::from_utf8(body.unwrap_or_default()).unwrap();
                let headers = headers.collect();
                let answer = Answer { status: parts.status.as_u16(), headers, body };
                contract::watch("GET", &path, &answer);
                Err(answer)
            }
            Err(error) => panic!("{path}: {error}"),
        }
    }

    pub fn watch(&self, site: &str, headers: &[(&str, &str)]) -> Watch {
        self.try_watch(site, headers).unwrap_or_else(|answer| panic!("{answer:?}"))
    }
}

pub const PROTOCOL: &str = "sec-websocket-protocol";

impl Watch {
    /// The next thing that is said.
    pub fn next(&mut self) -> Said {
        loop {
            match self.0.read() {
                Ok(Message::Text(text)) => {
                    return match serde_json::from_str(&text) {
                        Ok(state) => Said::State(state),
                        Err(_) => Said::Text(text.to_string()),
                    };
                }
                Ok(Message::Close(frame)) => {
                    let frame = frame.map(|it| (it.code.into(), it.reason.to_string()));
                    let (status, why) = frame.unwrap_or_default();
                    return Said::Closed(status, why);
                }
                Ok(_) => {}
                Err(error) => panic!("nothing is said: {error}"),
            }
        }
    }

    /// The next state, which there is.
    pub fn state(&mut self) -> Value {
        match self.next() {
            Said::State(state) => state,
            other => panic!("{other:?}"),
        }
    }

    /// The first state that is so.
    pub fn until(&mut self, is_so: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + WITHIN;
        loop {
            let state = self.state();
            if is_so(&state) {
                return state;
            }
            assert!(Instant::now() < until, "still {state}");
        }
    }

    /// How it ends, after what is still said.
    pub fn end(&mut self) -> (u16, String) {
        loop {
            if let Said::Closed(status, why) = self.next() {
                return (status, why);
            }
        }
    }

    pub fn say(&mut self, message: Message) {
        self.0.send(message).unwrap();
    }
}
