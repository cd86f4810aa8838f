//! The simulator's readers, coming without end.
//!
//! # Why not the simulator's own timeline?
//! It spreads a number of visits over days, as a dashboard wants to see them. A load wants so many
//! readers at once that every connection has one to itself, for as long as it is measured, on a
//! clock that moves on all the while: visits open, end, and are closed under load.

use std::{cmp::Reverse, collections::BinaryHeap, net::SocketAddr, rc::Rc};

use serde_json::json;
use ungated_shared::hit::Hit;
use ungated_simulator::{
    chance::Chance,
    publication::Publication,
    reader::Reader,
    visit::{Timed, Visit},
};

/// Visits that begin in a second of the readers' clock. A visit takes two minutes on average, so
/// about a thousand are under way: a multiple of the connections.
const VISITS_PER_SECOND: f64 = 9.0;

/// A hit, ready for the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The visit it belongs to: its hits are sent one after the other.
    pub visit: u64,
    /// Whether it is its page view's first.
    pub is_first: bool,
    /// The whole request.
    pub request: Vec<u8>,
}

/// A visit under way, by when it sends next. The number makes the order complete.
struct UnderWay {
    number: u64,
    reader: Rc<Reader>,
    /// The next hit last.
    hits: Vec<Timed>,
}

/// Readers of one site.
pub struct Readers<'a> {
    publication: &'a Publication,
    site: String,
    seed: u64,
    chance: Chance,
    next_visit: u64,
    next_start_ms: u64,
    due: BinaryHeap<Reverse<(u64, u64, usize)>>,
    under_way: Vec<Option<UnderWay>>,
    free: Vec<usize>,
    now_ms: u64,
}

impl<'a> Readers<'a> {
    /// Readers of a publication, as hits of `site`; the first comes at `start_ms`.
    #[must_use]
    pub fn new(publication: &'a Publication, site: &str, seed: u64, start_ms: u64) -> Self {
        Self {
            publication,
            site: site.to_owned(),
            seed,
            // Visits take their luck by numbers from 0 on.
            chance: Chance::of(seed, u64::MAX),
            next_visit: 0,
            next_start_ms: start_ms,
            due: BinaryHeap::new(),
            under_way: Vec::new(),
            free: Vec::new(),
            now_ms: start_ms,
        }
    }

    /// The readers' clock: when the last hit was sent.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        self.now_ms
    }

    /// The next hits in order of time, as requests to the server at `to`.
    #[must_use]
    pub fn parcels(&mut self, hits: usize, to: SocketAddr) -> Vec<Parcel> {
        (0..hits).map(|_| self.parcel(to)).collect()
    }

    fn parcel(&mut self, to: SocketAddr) -> Parcel {
        loop {
            match self.due.peek() {
                Some(Reverse((at_ms, ..))) if *at_ms <= self.next_start_ms => break,
                _ => self.begin(),
            }
        }
        let Some(Reverse((at_ms, number, place))) = self.due.pop() else {
            unreachable!("a visit has just begun")
        };
        let Some(mut visit) = self.under_way[place].take() else {
            unreachable!("what is due is under way")
        };
        let Some(timed) = visit.hits.pop() else { unreachable!("what is due has a hit") };
        self.now_ms = at_ms;
        let parcel = Parcel {
            visit: number,
            is_first: timed.hit.n == 0,
            request: request(to, &visit.reader, at_ms, &timed.hit),
        };
        self.put(visit, place);
        parcel
    }

    /// Lets one more visit begin. Readers do not know of each other: the time between two is
    /// exponential.
    fn begin(&mut self) {
        let number = self.next_visit;
        self.next_visit += 1;
        let number_of_run = u32::try_from(number).unwrap_or(u32::MAX);
        let mut visit = Visit::draw(self.seed, number_of_run, self.next_start_ms, 1);
        visit.start_ms = self.next_start_ms;
        let mut hits = visit.hits(self.publication);
        hits.iter_mut().for_each(|timed| timed.hit.s.clone_from(&self.site));
        hits.reverse();
        let wait_s = -(1.0 - self.chance.share()).ln() / VISITS_PER_SECOND;
        self.next_start_ms += (wait_s * 1_000.0) as u64;
        let place = self.free.pop().unwrap_or(self.under_way.len());
        if place == self.under_way.len() {
            self.under_way.push(None);
        }
        self.put(UnderWay { number, reader: Rc::new(visit.reader), hits }, place);
    }

    fn put(&mut self, visit: UnderWay, place: usize) {
        match visit.hits.last() {
            Some(next) => {
                self.due.push(Reverse((next.at_ms, visit.number, place)));
                self.under_way[place] = Some(visit);
            }
            None => self.free.push(place),
        }
    }
}

/// A hit as a page sends it.
fn request(to: SocketAddr, reader: &Reader, at_ms: u64, hit: &Hit) -> Vec<u8> {
    let headers = [
        ("user-agent", reader.user_agent),
        ("accept-language", reader.place.languages),
        ("cf-connecting-ip", &reader.address),
        ("cf-blob", &reader.cf),
        ("x-ungated-dev", &json!({ "now": at_ms, "simulated": true }).to_string()),
    ];
    // A hit is plain data: it always has a JSON form.
    post(to, &headers, &serde_json::to_vec(hit).unwrap_or_default())
}

/// A whole request to the door for hits.
#[must_use]
pub fn post(to: SocketAddr, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("POST /e HTTP/1.1\r\nhost: {to}\r\ncontent-length: {}\r\n", body.len());
    head += "content-type: text/plain;charset=UTF-8\r\n";
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += "\r\n";
    [head.as_bytes(), body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use ungated_simulator::page::Page;

    fn publication() -> Publication {
        let page = |path: &str| {
            let html = format!(
                r"<html lang=en><script src=/u.js data-site=demo></script><main><article><h1>{path}</h1>
                <p>{} <a href=/demo/>front</a> <a href=/demo/a/>a</a></article></main>",
                "word ".repeat(400)
            );
            Page::read(path, &html)
        };
        let pages = vec![page("/demo/"), page("/demo/a/")];
        Publication::of("http://localhost:8787", pages).expect("a front page")
    }

    fn parcels(seed: u64, hits: usize) -> Vec<Parcel> {
        let publication = publication();
        let to = SocketAddr::from(([127, 0, 0, 1], 80));
        Readers::new(&publication, "demo", seed, 1_773_144_000_000).parcels(hits, to)
    }

    fn now(parcel: &Parcel) -> u64 {
        let text = String::from_utf8_lossy(&parcel.request);
        let (_, rest) = text.split_once("\"now\":").expect("a time");
        rest.split_once(',').and_then(|(now, _)| now.parse().ok()).expect("a number")
    }

    #[test]
    fn the_same_seed_gives_the_same_load() {
        assert_eq!(parcels(1, 500), parcels(1, 500));
        assert_ne!(parcels(1, 500), parcels(2, 500));
    }

    #[test]
    fn time_moves_on_and_there_are_readers_for_every_connection() {
        let parcels = parcels(1, 12_000);
        assert!(parcels.iter().map(now).is_sorted());
        // Of the visits that a connection can choose from, most are free.
        let last = parcels[12_000 - 1_024..].iter().map(|parcel| parcel.visit);
        let last: BTreeSet<u64> = last.collect();
        assert!(last.len() > 2 * 256, "{}", last.len());
        let views = parcels.iter().filter(|parcel| parcel.is_first).count();
        assert!((4_000..10_000).contains(&views), "{views}");
    }
}
