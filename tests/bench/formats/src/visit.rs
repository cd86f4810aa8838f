//! A visit as plain numbers and texts: what every format holds of it.

use std::iter::once;

use ungated_shard::fact;
use ungated_shard::packed;

/// Channel, source, campaign, device, bot, country, standing.
pub const TEXTS: usize = 7;
/// Start, how long it lasted, confidence, whether it is simulated, engagement, intent, model.
pub const NUMBERS: usize = 7;
/// Item, after, received, points, active ms, media ms, bottom, height, what was heard as bits.
pub const VIEW_NUMBERS: usize = 9;
/// Where in [`View::numbers`] the two parts of engaged time are.
pub const ENGAGED: [usize; 2] = [4, 5];
/// Words of sections, time of sections, counts (place and count), media (length, stretches).
pub const LISTS: usize = 4;

/// A visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// Texts.
    pub texts: [String; TEXTS],
    /// Numbers.
    pub numbers: [u64; NUMBERS],
    /// Page views.
    pub views: Vec<View>,
}

/// A page view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Numbers.
    pub numbers: [u64; VIEW_NUMBERS],
    /// Lists of numbers.
    pub lists: [Vec<u32>; LISTS],
    /// Events, as JSON or empty.
    pub events: String,
}

impl From<&fact::Visit> for Visit {
    fn from(visit: &fact::Visit) -> Self {
        let origin = &visit.origin;
        let texts: [&str; TEXTS] = [
            origin.source.channel.word(),
            &origin.source.name,
            &origin.source.campaign,
            &origin.device,
            &origin.bot,
            &origin.country,
            &visit.standing,
        ];
        Self {
            texts: texts.map(Into::into),
            numbers: [
                visit.start_ms,
                visit.last_ms - visit.start_ms,
                origin.source.confidence.into(),
                origin.simulated.into(),
                visit.engagement.into(),
                visit.intent.into(),
                visit.model,
            ],
            views: visit.views.iter().map(View::from).collect(),
        }
    }
}

impl From<&fact::View> for View {
    fn from(view: &fact::View) -> Self {
        let signals = &view.signals;
        let sections = signals.sections.as_slice();
        let counts = signals.acts.as_slice().iter().chain(signals.hand_raises.as_slice());
        let happened = (0..).zip(counts).filter(|(_, count)| **count > 0);
        let media = signals.media.as_slice().iter();
        let played = media.flat_map(|medium| {
            let spans = medium.played.spans().flat_map(|(from, to)| [from, to]);
            once(medium.length_s).chain(once(medium.spans())).chain(spans)
        });
        Self {
            numbers: [
                view.item.into(),
                view.after_ms,
                view.received,
                view.points.into(),
                signals.active_ms.into(),
                signals.media_ms.into(),
                signals.bottom_px.min(signals.height_px).into(),
                signals.height_px.into(),
                packed::heard(signals),
            ],
            lists: [
                sections.iter().map(|section| section.words).collect(),
                sections.iter().map(|section| section.ms).collect(),
                happened.flat_map(|(place, count)| [place, u32::from(*count)]).collect(),
                played.collect(),
            ],
            events: String::from_utf8(packed::events_json(&view.events)).unwrap_or_default(),
        }
    }
}

impl Visit {
    /// Gives `put` every number and the length of every text.
    pub fn values(&self, mut put: impl FnMut(u64)) {
        self.texts.iter().for_each(|text| put(text.len() as u64));
        self.numbers.iter().for_each(|number| put(*number));
        for view in &self.views {
            view.numbers.iter().for_each(|number| put(*number));
            view.lists.iter().flatten().for_each(|number| put(u64::from(*number)));
            put(view.events.len() as u64);
        }
    }

    /// All of them, added up.
    #[must_use]
    pub fn sum(&self) -> u64 {
        let mut sum = 0u64;
        self.values(|value| sum = sum.wrapping_add(value));
        sum
    }

    /// Its engaged time, ms.
    #[must_use]
    pub fn engaged_ms(&self) -> u64 {
        self.views.iter().flat_map(|view| ENGAGED.map(|at| view.numbers[at])).sum()
    }
}
