//! Parcels over many connections, and what came of them.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashSet, VecDeque},
    net::SocketAddr,
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use tokio::{sync::Notify, time::sleep_until};
use ungated_shared::statistics::histogram::Histogram;

use crate::{connection::Connection, readers::Parcel};

/// How far ahead a free connection looks for a visit that no other connection serves.
const AHEAD: usize = 1_024;

/// When hits are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As soon as a connection is free: all that the server can take.
    Closed,
    /// So many a second, whether or not the server keeps up.
    PerSecond(u32),
}

/// What came of a load so far.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Hits that were sent.
    pub sent: u64,
    /// Hits that were answered 202.
    pub acknowledged: u64,
    /// Of those, the first of their page views.
    pub page_views: u64,
    /// Hits that were answered otherwise, by reason.
    pub refused: BTreeMap<String, u64>,
    /// Hits without any answer.
    pub unanswered: u64,
    /// How long acknowledged hits took, µs. At a fixed rate a hit that no connection was free for
    /// in time counts from when it was due.
    pub latency_us: Histogram,
    /// From the first hit to the last answer.
    pub took: Duration,
}

impl Outcome {
    /// The latency that this share of acknowledged hits kept, ms; 0 if there are none.
    #[must_use]
    pub fn latency_ms(&self, percent: u64) -> f64 {
        self.latency_us.quantile(percent).unwrap_or(0) as f64 / 1_000.0
    }

    /// The share of hits that were acknowledged.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.acknowledged as f64 / (self.sent.max(1)) as f64
    }

    /// Takes over what came of another load.
    pub fn merge(&mut self, other: &Self) {
        self.sent += other.sent;
        self.acknowledged += other.acknowledged;
        self.page_views += other.page_views;
        for (reason, n) in &other.refused {
            *self.refused.entry(reason.clone()).or_default() += n;
        }
        self.unanswered += other.unanswered;
        self.latency_us.merge(&other.latency_us);
        self.took += other.took;
    }
}

/// Hits that wait for a connection.
struct Feed {
    waiting: VecDeque<Parcel>,
    /// Visits with a hit under way.
    busy: HashSet<u64>,
    taken: u32,
}

impl Feed {
    /// The first hit whose visit has none under way, and how many were taken before it.
    fn take(&mut self) -> Option<(Parcel, u32)> {
        let ahead = self.waiting.iter().take(AHEAD);
        let at = ahead.map(|parcel| parcel.visit).position(|visit| !self.busy.contains(&visit))?;
        let parcel = self.waiting.remove(at)?;
        self.busy.insert(parcel.visit);
        self.taken += 1;
        Some((parcel, self.taken - 1))
    }
}

/// Sends all parcels; `outcome` grows while it does, so that a load that is cut short is known up
/// to there.
pub async fn drive(
    to: SocketAddr,
    connections: usize,
    pace: Pace,
    parcels: Vec<Parcel>,
    outcome: &RefCell<Outcome>,
) {
    let begun = Instant::now();
    let feed = RefCell::new(Feed { waiting: parcels.into(), busy: HashSet::new(), taken: 0 });
    let freed = Notify::new();
    let serve = async || {
        let mut connection = Connection::to(to);
        loop {
            let taken = feed.borrow_mut().take();
            let Some((parcel, number)) = taken else {
                if feed.borrow().waiting.is_empty() {
                    break;
                }
                freed.notified().await;
                continue;
            };
            let from = wait(begun, pace, number).await;
            outcome.borrow_mut().sent += 1;
            let reply = connection.exchange(&parcel.request).await;
            let took_us = u64::try_from(from.elapsed().as_micros()).unwrap_or(u64::MAX);
            let mut outcome = outcome.borrow_mut();
            outcome.took = begun.elapsed();
            match reply {
                Ok(reply) if reply.status == 202 => {
                    outcome.acknowledged += 1;
                    outcome.page_views += u64::from(parcel.is_first);
                    outcome.latency_us.add(took_us);
                }
                Ok(reply) => {
                    let reason = reply.refused.unwrap_or(format!("status {}", reply.status));
                    *outcome.refused.entry(reason).or_default() += 1;
                }
                Err(_) => outcome.unanswered += 1,
            }
            feed.borrow_mut().busy.remove(&parcel.visit);
            freed.notify_one();
        }
        // Others may wait to learn that nothing is left.
        freed.notify_one();
    };
    join_all((0..connections).map(|_| serve())).await;
}

/// Waits until hit `number` is due; the moment from which its latency counts.
async fn wait(begun: Instant, pace: Pace, number: u32) -> Instant {
    let Pace::PerSecond(rate) = pace else { return Instant::now() };
    let due = begun + Duration::from_secs(1) * number / rate.max(1);
    if due <= Instant::now() {
        return due;
    }
    sleep_until(due.into()).await;
    // What the timer is late is not the server's.
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::{Read, Write},
        net::{TcpListener, TcpStream},
        thread,
    };

    /// Answers every four bytes: 202, and 503 to those that begin with `n`.
    fn serve(mut stream: TcpStream) {
        let mut request = [0; 4];
        while stream.read_exact(&mut request).is_ok() {
            let (status, why) = match request[0] {
                b'n' => ("503 No", "x-ungated-refused: full\r\n"),
                _ => ("202 Accepted", ""),
            };
            let answer = format!("HTTP/1.1 {status}\r\n{why}content-length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).expect("a client");
        }
    }

    fn outcome(pace: Pace, parcels: Vec<Parcel>) -> Outcome {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let to = listener.local_addr().expect("its address");
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.expect("a client");
                thread::spawn(|| serve(stream));
            }
        });
        let outcome = RefCell::default();
        crate::block_on(drive(to, 4, pace, parcels, &outcome)).expect("a runtime");
        outcome.into_inner()
    }

    fn parcel(visit: u64, request: &[u8; 4]) -> Parcel {
        Parcel { visit, is_first: visit.is_multiple_of(2), request: request.to_vec() }
    }

    #[test]
    fn every_hit_is_counted_once_by_its_answer() {
        let mut parcels: Vec<Parcel> = (0..99).map(|n| parcel(n / 3, b"good")).collect();
        parcels.push(parcel(7, b"none"));
        let outcome = outcome(Pace::Closed, parcels);
        assert_eq!((outcome.sent, outcome.acknowledged, outcome.unanswered), (100, 99, 0));
        assert_eq!(outcome.refused, [("full".to_owned(), 1)].into());
        assert_eq!((outcome.page_views, outcome.latency_us.count()), (51, 99));
    }

    #[test]
    fn one_visit_alone_is_served_in_order_by_whoever_is_free() {
        let outcome = outcome(Pace::Closed, (0..20).map(|_| parcel(1, b"good")).collect());
        assert_eq!(outcome.acknowledged, 20);
    }

    #[test]
    fn a_rate_is_kept() {
        let parcels = (0..20).map(|n| parcel(n, b"good")).collect();
        let outcome = outcome(Pace::PerSecond(100), parcels);
        assert!(outcome.took >= Duration::from_millis(190), "{:?}", outcome.took);
    }
}
