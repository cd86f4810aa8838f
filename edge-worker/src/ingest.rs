//! The way of a hit through the Worker, to be read aloud: what is refused, what is put.

use std::cell::RefCell;

use ungated_shard::arrival::{Arrival, Fit, Origin};
use ungated_shard::state::TRIED;
use ungated_shared::hit::page_url::PageUrl;
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::hit::{Hit, Snapshot};
use ungated_shared::item::Item;
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::Events;
use ungated_shared::segment::Audience;
use ungated_shared::segment::network::NetworkKind;
use ungated_shared::signal::hand_raise;
use ungated_shared::source::bot::Bot;
use ungated_shared::source::source;

use crate::dev::Moment;
use crate::gather::Admitted;
use crate::memory::Memory;
use crate::object::Shard;
use crate::region::Place;
use crate::salt::Salt;
use crate::site::{Site, Trial};
use crate::sites::Entries;
use crate::visitor::Visitor;

/// A request for `/e`, as far as a hit is made of it.
pub struct Arriving<'a> {
    /// Its method.
    pub method: &'a str,
    /// Its `content-encoding`, or empty.
    pub encoding: &'a str,
    /// Its body; none if it is longer than a hit's may be.
    pub body: Option<&'a [u8]>,
    /// Whether the reader objects to being counted.
    pub objects: bool,
    /// Who reads.
    pub visitor: Visitor,
    /// Where.
    pub place: Place,
    /// When, and whether the reader is real.
    pub moment: Moment,
}

/// Looks at a hit: it is admitted to a shard or refused.
pub fn admit(arriving: Arriving<'_>, sites: &Entries, salts: &[Salt]) -> Admitted {
    let now_ms = arriving.moment.now_ms;
    let mut admitted = Admitted {
        shard: None,
        before: None,
        now_ms,
        hit: Err(Refusal::Unavailable),
        is_counted: false,
    };
    admitted.hit = look(arriving, sites, salts, &mut admitted).map(Box::new);
    admitted
}

fn look(
    arriving: Arriving<'_>,
    sites: &Entries,
    salts: &[Salt],
    admitted: &mut Admitted,
) -> Result<Arrival, Refusal> {
    refuse_method(arriving.method)?;
    refuse_encoding(arriving.encoding)?;
    let snapshot = Hit::read(arriving.body.ok_or(Refusal::TooLarge)?)?;
    let site = &sites.get(&snapshot.site).ok_or(Refusal::UnknownSite)?.site;

    let Moment { now_ms, simulated } = arriving.moment;
    let trace = arriving.visitor.into_trace(&snapshot.site, salts, now_ms, site.has_visitors());
    // Where visitors are not known, each page view is its own.
    let spread = if site.has_visitors() { trace.spread } else { snapshot.page_view };
    let region = arriving.place.region();
    let shard = |n| Shard { site: snapshot.site.clone(), region, n, residency: site.residency };
    let (before, n) = site.places(spread, now_ms);
    (admitted.before, admitted.shard) = (before.map(shard), Some(shard(n)));

    refuse_opted_out(arriving.objects)?;
    let mut on_trial = Vec::new();
    if let Err(refusal) = refuse_hostname(site, &snapshot) {
        if !site.tries(Trial::Hostname) {
            return Err(refusal);
        }
        on_trial.push(refusal.code().into());
    }
    if site.tries(Trial::RateLimited) {
        on_trial.push(TRIED.into());
    }
    let referrer = put_referrer(&snapshot, site);
    let mut origin = Origin {
        source: source(&snapshot.url, referrer, trace.program.app),
        device: trace.program.device.word().into(),
        bot: put_bot(trace.program.bot, referrer, &arriving.place),
        country: arriving.place.country().into(),
        fit: Fit::default(),
        simulated,
    };
    let item = site.content.apply(&snapshot.url.path, snapshot.item);
    origin.fit = put_segment(site, &origin, &item, &arriving.place.organisation);
    let view = put_hand_raises(site, snapshot.view, &snapshot.events);
    Ok(Arrival {
        now_ms,
        only_known: false,
        asks: snapshot.asks,
        network: trace.network,
        keys: trace.keys,
        page_view: snapshot.page_view,
        sequence: snapshot.sequence,
        origin,
        item,
        view,
        events: snapshot.events,
        refused_events: snapshot.refused_events,
        claim: snapshot.claim,
        on_trial,
    })
}

fn refuse_method(method: &str) -> Result<(), Refusal> {
    if method == "POST" { Ok(()) } else { Err(Refusal::Method) }
}

fn refuse_encoding(encoding: &str) -> Result<(), Refusal> {
    match encoding {
        "" | "identity" => Ok(()),
        _ => Err(Refusal::Encoding),
    }
}

/// Readers who object are not recorded, even if a page sends their hits.
fn refuse_opted_out(objects: bool) -> Result<(), Refusal> {
    if objects { Err(Refusal::OptedOut) } else { Ok(()) }
}

fn refuse_hostname(site: &Site, snapshot: &Snapshot) -> Result<(), Refusal> {
    if site.has_host(&snapshot.url.host) { Ok(()) } else { Err(Refusal::Hostname) }
}

thread_local! {
    /// An organisation is looked for in some hundred phrases.
    static NETWORKS: RefCell<Memory<(NetworkKind, Option<Bot>)>> = RefCell::new(Memory::new());
}

/// The kind of an organisation's network, and the program that it says is there.
fn network(organisation: &str) -> (NetworkKind, Option<Bot>) {
    let look = |name: &str| (NetworkKind::of(name), Bot::of_network(name));
    NETWORKS.with_borrow_mut(|networks| networks.of(&[0; 32], organisation, look))
}

/// What a program says it is, else that its referrer is spam or that it comes from a data centre.
/// What it does, its visit shows.
fn put_bot(said: Option<Bot>, referrer: &str, place: &Place) -> String {
    let by_network = || network(&place.organisation).1;
    said.or_else(|| Bot::of_referrer(referrer)).or_else(by_network).map_or("", Bot::word).into()
}

/// What the site's segment rules say of the reader. The organisation's name ends here: what goes on is
/// the segment, the fit, and whether the name said where the reader works.
fn put_segment(site: &Site, origin: &Origin, item: &Item, organisation: &str) -> Fit {
    if site.segments.is_empty() {
        return Fit::default();
    }
    let audience = Audience {
        organisation,
        country: &origin.country,
        language: &item.language,
        device: &origin.device,
        campaign: &origin.source.campaign,
        source: &origin.source.name,
        channel: origin.source.channel.word(),
    };
    let fit = site.segments.fit_from(network(organisation).0, &audience);
    let segment = fit.segment.unwrap_or_default();
    Fit { segment, score: fit.score, classified: fit.classified }
}

/// Events that the site takes for hand-raises are some.
fn put_hand_raises(site: &Site, mut view: PageView, events: &Events) -> PageView {
    hand_raise::add_events(&mut view.hand_raises, events.count_of(&site.hand_raises));
    view
}

/// The site's own pages are no source, whichever of its hosts they are on.
fn put_referrer<'a>(snapshot: &'a Snapshot, site: &Site) -> &'a str {
    let from = PageUrl::parse(&snapshot.referrer);
    if from.is_some_and(|from| site.has_host(&from.host)) { "" } else { &snapshot.referrer }
}

/// Bytes beyond which the rest of a body is not read.
pub const MOST_BYTES: usize = limit::HIT_BYTES;
