//! HTTP/1.1 over one kept connection, as little of it as a load needs.

use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
    time::{Duration, Instant},
};

use httparse::{EMPTY_HEADER, Status};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Longer than any answer of a healthy server on a busy machine.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);
/// workerd closes connections that were idle for five seconds; a browser knows of such limits too.
const IDLE: Duration = Duration::from_secs(3);
/// Headers of an answer; ours has under ten.
const HEADERS: usize = 32;
/// Bytes that are asked for at once.
const PIECE: usize = 4 * 1024;

/// What the server said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Why it refused, if it said so.
    pub refused: Option<String>,
    /// How long it asks to wait before the next try.
    pub retry_after: Option<Duration>,
}

/// How long the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    Bytes(usize),
    Chunks,
}

/// A connection that is opened when it is needed, and opened anew after it broke.
pub struct Connection {
    to: SocketAddr,
    stream: Option<(TcpStream, Instant)>,
    read: Vec<u8>,
}

impl Connection {
    /// A connection to this server.
    #[must_use]
    pub fn to(to: SocketAddr) -> Self {
        Self { to, stream: None, read: Vec::with_capacity(PIECE) }
    }

    /// Sends one whole request and reads its answer to the end.
    ///
    /// # Errors
    /// When there was no whole answer. Whether the server took the request is not known then.
    pub async fn exchange(&mut self, request: &[u8]) -> io::Result<Reply> {
        let kept = self.stream.take().filter(|(_, used)| used.elapsed() < IDLE);
        let mut stream = match kept {
            Some((stream, _)) => stream,
            None => {
                let stream = TcpStream::connect(self.to).await?;
                stream.set_nodelay(true)?;
                stream
            }
        };
        let exchange = exchange(&mut stream, &mut self.read, request);
        let within = timeout(ANSWER_WITHIN, exchange).await;
        let (reply, keep) = within.map_err(|_| io::Error::from(ErrorKind::TimedOut))??;
        if keep {
            self.stream = Some((stream, Instant::now()));
        }
        Ok(reply)
    }
}

/// The answer, and whether the connection may be used again.
async fn exchange(
    stream: &mut TcpStream,
    read: &mut Vec<u8>,
    request: &[u8],
) -> io::Result<(Reply, bool)> {
    stream.write_all(request).await?;
    read.clear();
    loop {
        more(stream, read).await?;
        if let Some((head, reply, body, keep)) = head(read)? {
            read.drain(..head);
            skip(stream, read, body).await?;
            // Nothing may follow: one request, one answer.
            return if read.is_empty() { Ok((reply, keep)) } else { Err(invalid("two answers")) };
        }
    }
}

async fn more(stream: &mut TcpStream, read: &mut Vec<u8>) -> io::Result<()> {
    read.reserve(PIECE);
    match stream.read_buf(read).await? {
        0 => Err(ErrorKind::UnexpectedEof.into()),
        _ => Ok(()),
    }
}

/// The length of a whole head, and what it says; none while it is not whole.
fn head(read: &[u8]) -> io::Result<Option<(usize, Reply, Body, bool)>> {
    let mut headers = [EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let parsed = response.parse(read).map_err(|error| invalid(&error.to_string()))?;
    let Status::Complete(length) = parsed else { return Ok(None) };
    let header = |name: &str| {
        let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.and_then(|header| std::str::from_utf8(header.value).ok())
    };
    let chunked =
        header("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked"));
    let status = response.code.unwrap_or(0);
    let body = match header("content-length").map(str::parse) {
        Some(Ok(bytes)) => Body::Bytes(bytes),
        None if chunked => Body::Chunks,
        None if matches!(status, 204 | 304) => Body::Bytes(0),
        _ => return Err(invalid("a body without a length")),
    };
    let keep = !header("connection").is_some_and(|how| how.eq_ignore_ascii_case("close"));
    let reply = Reply {
        status,
        refused: header("x-ungated-refused").map(str::to_owned),
        retry_after: header("retry-after").and_then(|s| s.parse().ok()).map(Duration::from_secs),
    };
    Ok(Some((length, reply, body, keep)))
}

/// Reads the body and throws it away.
async fn skip(stream: &mut TcpStream, read: &mut Vec<u8>, body: Body) -> io::Result<()> {
    match body {
        Body::Bytes(bytes) => take(stream, read, bytes).await,
        Body::Chunks => loop {
            let parsed = httparse::parse_chunk_size(read).map_err(|_| invalid("no chunk"))?;
            let Status::Complete((head, bytes)) = parsed else {
                more(stream, read).await?;
                continue;
            };
            // Each chunk, the empty last one too, ends a line.
            let bytes = usize::try_from(bytes).map_err(|_| invalid("an endless chunk"))?;
            take(stream, read, head + bytes + 2).await?;
            if bytes == 0 {
                return Ok(());
            }
        },
    }
}

async fn take(stream: &mut TcpStream, read: &mut Vec<u8>, bytes: usize) -> io::Result<()> {
    while read.len() < bytes {
        more(stream, read).await?;
    }
    read.drain(..bytes);
    Ok(())
}

fn invalid(why: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::{Read, Write},
        net::TcpListener,
        thread,
    };

    /// A server that answers each request on one connection with the next of these texts, a byte
    /// at a time, and then hangs up.
    fn replies(answers: &'static [&'static str]) -> Vec<io::Result<Reply>> {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let to = listener.local_addr().expect("its address");
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a client");
            stream.set_nodelay(true).expect("a socket");
            for answer in answers {
                let mut request = [0; 4];
                stream.read_exact(&mut request).expect("a request");
                for byte in answer.bytes() {
                    stream.write_all(&[byte]).expect("a client");
                }
            }
        });
        let replies = crate::block_on(async {
            let mut connection = Connection::to(to);
            let mut replies = Vec::new();
            for _ in answers {
                replies.push(connection.exchange(b"ping").await);
            }
            replies
        });
        server.join().expect("served");
        replies.expect("a runtime")
    }

    #[test]
    fn bodies_of_every_length_are_read_to_their_end() {
        let replies = replies(&[
            "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 503 No\r\nretry-after: 5\r\nX-Ungated-Refused: full\r\ncontent-length: 4\r\n\r\nfull",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 204 Nothing\r\n\r\n",
        ]);
        let all: Vec<Reply> = replies.into_iter().map(|reply| reply.expect("an answer")).collect();
        assert_eq!(all.iter().map(|reply| reply.status).collect::<Vec<_>>(), [202, 503, 200, 204]);
        assert_eq!(all[1].refused.as_deref(), Some("full"));
        assert_eq!(all[1].retry_after, Some(Duration::from_secs(5)));
    }

    #[test]
    fn half_an_answer_is_none() {
        let replies = replies(&["HTTP/1.1 202 Accepted\r\nContent-Length: 3\r\n\r\nab"]);
        assert!(replies[0].is_err());
    }
}
