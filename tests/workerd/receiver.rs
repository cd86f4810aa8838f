//! A receiver of webhooks: answers by a script, keeps what it was sent, and looks at signatures by
//! itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver as Bell, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A request that came.
#[derive(Clone, Debug)]
pub struct Got {
    pub line: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Got {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(own, _)| own == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Which of its signatures are of a key, as Standard Webhooks says.
    pub fn is_signed(&self, key: &str) -> bool {
        let key = STANDARD.decode(key.strip_prefix("whsec_").unwrap()).unwrap();
        let (id, at) = (self.header("webhook-id"), self.header("webhook-timestamp"));
        let mac = hmac(&key, format!("{id}.{at}.{}", self.body).as_bytes());
        let own = format!("v1,{}", STANDARD.encode(mac));
        self.header("webhook-signature").split(' ').any(|signature| signature == own)
    }
}

/// RFC 2104, for keys of at most a block.
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    assert!(key.len() <= 64);
    let pad = |byte: u8| {
        let mut pad = [byte; 64];
        pad.iter_mut().zip(key).for_each(|(pad, key)| *pad ^= key);
        pad
    };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}

pub struct Receiver {
    pub url: String,
    got: Arc<Mutex<Vec<Got>>>,
    script: Arc<Mutex<Vec<u16>>>,
    held: Held,
    rings: Bell<()>,
}

/// Whence the next answer's status comes, if not from the script.
type Held = Arc<Mutex<Option<Bell<u16>>>>;

impl Receiver {
    /// Answers with these statuses, and with 204 from then on.
    pub fn new(script: &[u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let got = Arc::new(Mutex::new(Vec::new()));
        let script = Arc::new(Mutex::new(script.to_vec()));
        let held = Held::default();
        let (kept, answers, holds) = (Arc::clone(&got), Arc::clone(&script), Arc::clone(&held));
        let (ring, rings) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, answers) = (Arc::clone(&kept), Arc::clone(&answers));
                let (holds, ring) = (Arc::clone(&holds), ring.clone());
                thread::spawn(move || serve(stream, &kept, &answers, &holds, &ring));
            }
        });
        Self { url, got, script, held, rings }
    }

    /// The next answer waits until it is said here what it is.
    pub fn holds(&self) -> Sender<u16> {
        let (say, said) = channel();
        *self.held.lock().unwrap() = Some(said);
        say
    }

    /// What it answers next.
    pub fn answers(&self, script: &[u16]) {
        *self.script.lock().unwrap() = script.to_vec();
    }

    /// Waits until one more request has come than was waited for before.
    ///
    /// # Panics
    /// Where none comes for longer than the first wait before a further try, and a slow machine's.
    pub fn comes(&self) {
        self.rings.recv_timeout(Duration::from_secs(60)).unwrap();
    }

    /// What has come since this was asked last.
    pub fn got(&self) -> Vec<Got> {
        std::mem::take(&mut self.got.lock().unwrap())
    }
}

fn serve(
    stream: TcpStream,
    kept: &Mutex<Vec<Got>>,
    answers: &Mutex<Vec<u16>>,
    holds: &Held,
    ring: &Sender<()>,
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    while let Some(got) = read(&mut reader) {
        // Kept before it is answered: who has the answer can look.
        kept.lock().unwrap().push(got);
        let held = holds.lock().unwrap().take();
        let _ = ring.send(());
        let status = match held {
            Some(said) => said.recv().unwrap_or(500),
            None => {
                let mut answers = answers.lock().unwrap();
                if answers.is_empty() { 204 } else { answers.remove(0) }
            }
        };
        let location = if (300..400).contains(&status) { "location: /elsewhere\r\n" } else { "" };
        let body = if status == 204 { "" } else { "canary-answer" };
        let length = body.len();
        let head = format!("HTTP/1.1 {status} Said\r\n{location}content-length: {length}\r\n\r\n");
        if stream.write_all(format!("{head}{body}").as_bytes()).is_err() {
            return;
        }
    }
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<Got> {
    let mut line = String::new();
    let mut next = || {
        line.clear();
        reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
        Some(line.trim_end().to_owned())
    };
    let first = next()?;
    let mut headers = Vec::new();
    loop {
        let line = next()?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, length)| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Got { line: first, headers, body: String::from_utf8(body).unwrap() })
}

#[test]
fn signatures_are_looked_at_as_the_specification_has_them() {
    // The example of standard-webhooks/spec, "Signature scheme".
    let got = Got {
        line: String::new(),
        headers: [
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            ("webhook-timestamp", "1614265330"),
            ("webhook-signature", "v1,other v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        ]
        .map(|(name, value)| (name.into(), value.into()))
        .into(),
        body: r#"{"test": 2432232314}"#.into(),
    };
    assert!(got.is_signed("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    assert!(!got.is_signed("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx"));
}
