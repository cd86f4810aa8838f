//! Bodies as no tag of ours sends them, through the real door.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use serde_json::json;
use ungated_harness::Answer;
use ungated_shared::limit;

use crate::world::{ANA, NOON, World, hit};

pub fn refusal(answer: &Answer) -> (u16, Option<&str>) {
    (answer.status, answer.header("x-ungated-refused"))
}

/// A good hit, with white space behind it up to so many bytes.
fn padded(bytes: usize) -> Vec<u8> {
    let mut body = serde_json::to_vec(&hit(1, "/demo/a/")).unwrap();
    body.resize(bytes, b' ');
    body
}

/// Longer than any answer takes: a server that waits for more fails its test instead of holding it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection on which a request for `/e` has begun, with these headers.
fn begun(world: &World, headers: &str) -> TcpStream {
    let mut stream = TcpStream::connect(world.workerd.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    let dev = json!({ "now": NOON });
    let fixed = format!("POST /e HTTP/1.1\r\nhost: localhost\r\nx-ungated-dev: {dev}");
    write!(stream, "{fixed}\r\n{headers}\r\n\r\n").unwrap();
    stream
}

/// The head of the answer on a connection.
pub fn head(stream: &mut TcpStream) -> String {
    let (mut all, mut piece) = (Vec::new(), [0; 1_024]);
    while !all.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut piece) {
            Ok(n) if n > 0 => all.extend(&piece[..n]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
fn a_body_without_bytes_is_empty_whether_or_not_it_says_so() {
    let world = World::new();
    assert_eq!(refusal(&world.send_body(&ANA, NOON, b"")), (400, Some("empty")));
    let mut stream = begun(&world, "transfer-encoding: chunked");
    stream.write_all(b"0\r\n\r\n").unwrap();
    let head = head(&mut stream);
    assert!(head.starts_with("HTTP/1.1 400") && head.contains(": empty\r\n"), "{head}");
    assert_eq!(world.quality()["unsited"], json!({"empty": 2}));
}

#[test]
fn a_body_of_one_byte_more_than_may_be_is_too_large() {
    let world = World::new();
    for bytes in [limit::HIT_BYTES - 1, limit::HIT_BYTES] {
        assert_eq!(world.send_body(&ANA, NOON, &padded(bytes)).status, 202, "{bytes} bytes");
    }
    let answer = world.send_body(&ANA, NOON, &padded(limit::HIT_BYTES + 1));
    assert_eq!(refusal(&answer), (413, Some("too_large")));
    // The same, where nobody says beforehand how long it is.
    for (bytes, status) in [(limit::HIT_BYTES, "202"), (limit::HIT_BYTES + 1, "413")] {
        let mut stream = begun(&world, "transfer-encoding: chunked");
        for piece in padded(bytes).chunks(1_000) {
            write!(stream, "{:x}\r\n", piece.len()).unwrap();
            stream.write_all(piece).unwrap();
            stream.write_all(b"\r\n").unwrap();
        }
        stream.write_all(b"0\r\n\r\n").unwrap();
        let head = head(&mut stream);
        assert!(head.starts_with(&format!("HTTP/1.1 {status}")), "{bytes} bytes: {head}");
    }
}

#[test]
fn a_body_that_says_it_is_too_large_is_answered_before_it_comes() {
    let world = World::new();
    // Not a byte of it is ever sent.
    let mut stream = begun(&world, "content-length: 1000000000");
    let head = head(&mut stream);
    assert!(head.starts_with("HTTP/1.1 413") && head.contains(": too_large\r\n"), "{head}");
}

#[test]
fn a_chunked_body_without_end_is_cut_at_the_limit() {
    let world = World::new();
    let mut stream = begun(&world, "transfer-encoding: chunked");
    let mut sender = stream.try_clone().unwrap();
    // Sends until nobody listens, or far more than any buffer on the way holds.
    let sending = thread::spawn(move || {
        let chunk = [&b"1000\r\n"[..], &[b' '; 4_096], b"\r\n"].concat();
        (0..16_384).take_while(|_| sender.write_all(&chunk).is_ok()).count()
    });
    let head = head(&mut stream);
    assert!(head.starts_with("HTTP/1.1 413"), "{head}");
    // Unless the other side has done so.
    let _ = stream.shutdown(std::net::Shutdown::Both);
    let sent = sending.join().unwrap();
    assert!(sent < 16_384, "{sent} chunks were taken");
    assert_eq!(world.send(&ANA, NOON, &hit(1, "/demo/a/")).status, 202);
}

#[test]
fn a_compressed_body_is_refused_whatever_it_is() {
    let world = World::new();
    let body = padded(600);
    for encoding in ["gzip", "br", "zstd", "deflate", "GZIP", "x-gzip", "gzip, gzip", "nothing"] {
        let headers = [("content-encoding", encoding)];
        let answer = world.workerd.post("/e", &headers, &body);
        assert_eq!(refusal(&answer), (415, Some("encoding")), "{encoding}");
    }
    let answer = world.workerd.post("/e", &[("content-encoding", "identity")], &body);
    assert_eq!(answer.status, 202);
}

/// A stack as small as a Worker's holds it too.
#[test]
fn a_body_nested_however_deep_is_refused_and_the_worker_lives() {
    let world = World::new();
    let good = serde_json::to_string(&hit(1, "/demo/a/")).unwrap();
    for depth in [100, 127, 128, 129, 1_000, 3_500] {
        let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let object = format!("{}0{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
        for body in [
            nested.clone(),
            object.chars().take(8_000).collect(),
            good.replacen('{', &format!("{{\"i\":{nested},"), 1),
            good.replacen('{', &format!("{{\"e\":{nested},"), 1),
        ] {
            let answer = world.send_body(&ANA, NOON, body.as_bytes());
            assert_eq!(refusal(&answer), (400, Some("decode")), "{depth}");
        }
        // What is no event is left out, and what nobody knows is not looked at: never an error
        // of ours.
        for field in ["o", "z"] {
            let body = good.replacen('{', &format!("{{\"{field}\":[{nested}],"), 1);
            let answer = world.send_body(&ANA, NOON, body.as_bytes());
            assert!([202, 400].contains(&answer.status), "{field}, {depth}: {}", answer.status);
        }
    }
    assert_eq!(world.send(&ANA, NOON, &hit(1, "/demo/a/")).status, 202);
    assert!(!world.workerd.output().contains("panicked"), "{}", world.workerd.output());
}
