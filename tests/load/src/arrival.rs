//! Simulated readers' hits as they arrive at a shard.

use std::collections::HashMap;

use serde_json::Value;
use ungated_shard::arrival::{Arrival, Fit, Origin};
use ungated_shared::hit::page_url::PageUrl;
use ungated_shared::item::Item;
use ungated_shared::segment::network::NetworkKind;
use ungated_shared::segment::{Audience, Segments};
use ungated_shared::source::app::App;
use ungated_shared::source::bot::Bot;
use ungated_shared::source::device::Device;
use ungated_shared::source::source;
use ungated_simulator::timeline::Posting;

/// A site's segment rules, and what kind of network the organisations are that were met: that is looked
/// for in some hundred phrases.
pub struct Audiences<'a> {
    segments: &'a Segments,
    networks: HashMap<String, NetworkKind>,
}

/// What the Worker makes of a hit.
///
/// # Errors
/// With the code of what is wrong with the hit.
pub fn arrival(posting: &Posting, audiences: &mut Audiences<'_>) -> Result<Arrival, String> {
    let snapshot = posting.hit.clone().check().map_err(|refusal| refusal.code().to_owned())?;
    let agent = posting.reader.user_agent;
    let from = PageUrl::parse(&snapshot.referrer);
    let is_own = from.is_some_and(|from| from.host == snapshot.url.host);
    let referrer = if is_own { "" } else { &snapshot.referrer };
    let mut key = [0; 16];
    key[..4].copy_from_slice(&posting.visit.to_le_bytes());
    let mut origin = Origin {
        source: source(&snapshot.url, referrer, App::of(agent)),
        device: Device::of(agent).word().into(),
        bot: Bot::of_user_agent(agent).map_or("", Bot::word).into(),
        country: posting.reader.place.country.into(),
        fit: Fit::default(),
        // Simulated time closes visits by other rules.
        simulated: false,
    };
    origin.fit = audiences.fit(&origin, &snapshot.item, &posting.reader.cf);
    Ok(Arrival {
        now_ms: posting.at_ms,
        only_known: false,
        asks: false,
        network: 0,
        keys: vec![key],
        page_view: snapshot.page_view,
        sequence: snapshot.sequence,
        origin,
        item: snapshot.item,
        view: snapshot.view,
        events: snapshot.events,
        refused_events: snapshot.refused_events,
        claim: snapshot.claim,
        on_trial: Vec::new(),
    })
}

impl<'a> Audiences<'a> {
    /// Nobody was met yet.
    #[must_use]
    pub fn of(segments: &'a Segments) -> Self {
        Self { segments, networks: HashMap::new() }
    }

    /// What the rules say of a reader of whom Cloudflare knows `cf`.
    fn fit(&mut self, origin: &Origin, item: &Item, cf: &str) -> Fit {
        if self.segments.is_empty() {
            return Fit::default();
        }
        let known: Value = serde_json::from_str(cf).unwrap_or_default();
        let organisation = known["asOrganization"].as_str().unwrap_or_default();
        let network = self.networks.entry(organisation.to_owned());
        let network = *network.or_insert_with(|| NetworkKind::of(organisation));
        let audience = Audience {
            organisation,
            country: &origin.country,
            language: &item.language,
            device: &origin.device,
            campaign: &origin.source.campaign,
            source: &origin.source.name,
            channel: origin.source.channel.word(),
        };
        let fit = self.segments.fit_from(network, &audience);
        let segment = fit.segment.unwrap_or_default();
        Fit { segment, score: fit.score, classified: fit.classified }
    }
}
