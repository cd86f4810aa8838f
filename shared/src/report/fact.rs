//! What reports are made from.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::band;
use super::bucket;
use super::dimension::{Dimension, NONE};
use super::zone::Zone;
use crate::visit;

/// What stands before or after a page view in its visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbour {
    /// The item's path; empty where the visit begins or ends.
    pub item: String,
    /// Its title.
    pub title: String,
}

impl Neighbour {
    fn of(view: &ViewFact) -> Self {
        Self { item: view.item.clone(), title: view.title.clone() }
    }
}

/// Of each of some items in order, the places of the last other one before it and of the first other
/// one after it.
pub(super) fn neighbours<T: PartialEq>(items: &[T]) -> Vec<[Option<usize>; 2]> {
    let mut all = Vec::with_capacity(items.len());
    let mut from = 0; // where the items like this one begin
    while let Some(item) = items.get(from) {
        let like = items.get(from..).unwrap_or_default().iter().take_while(|it| *it == item);
        let to = from + like.count();
        let next = Some(to).filter(|to| *to < items.len());
        all.extend((from..to).map(|_| [from.checked_sub(1), next]));
        from = to;
    }
    all
}

/// One page view of a visit, as the facts keep it.
#[derive(Clone, Debug, Default)]
pub struct ViewFact {
    /// The item's path.
    pub item: String,
    /// The item's title, for people.
    pub title: String,
    /// The item's topic, or empty.
    pub topic: String,
    /// The item's author, or empty.
    pub author: String,
    /// The item's stage word.
    pub stage: String,
    /// The item's type, or empty.
    pub kind: String,
    /// What was read before in the visit.
    pub previous: Neighbour,
    /// What was read next in the visit.
    pub next: Neighbour,
    /// When it was opened, ms after the visit's start.
    pub after_ms: u64,
    /// Engaged time, ms.
    pub engaged_ms: u32,
    /// Furthest part of the content seen, 0–100.
    pub depth: u8,
    /// Words of all sections.
    pub words: u32,
    /// Words in sections that were read.
    pub words_read: u32,
    /// Hand-raises.
    pub hand_raises: u32,
    /// The points it earned.
    pub points: u8,
}

/// Types of pages that are on the way to content, in lower case: those of schema.org that are no
/// creative work of their own, and Open Graph's word for any page.
const ON_THE_WAY: [&str; 8] = [
    "aboutpage",
    "checkoutpage",
    "collectionpage",
    "contactpage",
    "profilepage",
    "searchresultspage",
    "webpage",
    "website",
];

impl ViewFact {
    /// Whether it is of a piece of content: a page that says its type, and is not one on the way (a
    /// home page, a list, a contact page).
    #[must_use]
    pub fn is_content(&self) -> bool {
        !self.kind.is_empty() && !ON_THE_WAY.contains(&self.kind.as_str())
    }
}

/// One visit, as the facts keep it, with its page views in order of opening.
#[derive(Clone, Debug, Default)]
pub struct VisitFact {
    /// When it started, Unix ms.
    pub start_ms: u64,
    /// The word of its channel.
    pub channel: String,
    /// Its source, or empty.
    pub source: String,
    /// Its campaign, or empty.
    pub campaign: String,
    /// Country, or empty.
    pub country: String,
    /// Region of the shard.
    pub region: String,
    /// The word of its device.
    pub device: String,
    /// The word of its [class of bot](crate::source::bot::Bot), or empty for a person.
    pub bot: String,
    /// Its segment, or empty.
    pub segment: String,
    /// What the reader [said](crate::signal::heard::answer) brought them, or empty.
    pub heard: String,
    /// Fit, 0–100.
    pub fit: u8,
    /// Whether its network says where the reader works.
    pub classified: bool,
    /// Engagement, 0–100.
    pub engagement: u8,
    /// Intent, 0–100.
    pub intent: u8,
    /// The word of its standing.
    pub standing: String,
    /// Whether it was made by the simulator.
    pub simulated: bool,
    /// Its page views.
    pub views: Vec<ViewFact>,
}

impl VisitFact {
    /// Tells its page views what stands beside them.
    #[must_use]
    pub fn linked(mut self) -> Self {
        let items: Vec<&str> = self.views.iter().map(|view| view.item.as_str()).collect();
        let of = |place: Option<usize>| {
            place.and_then(|at| self.views.get(at)).map(Neighbour::of).unwrap_or_default()
        };
        let beside: Vec<[Neighbour; 2]> =
            neighbours(&items).into_iter().map(|both| both.map(of)).collect();
        for (view, [previous, next]) in self.views.iter_mut().zip(beside) {
            (view.previous, view.next) = (previous, next);
        }
        self
    }

    /// The value of a dimension, for page view `view` where the dimension belongs to one, and by the
    /// clock of a zone where it is a time.
    #[must_use]
    pub fn value<'a>(
        &'a self,
        dimension: Dimension,
        view: &'a ViewFact,
        zone: &Zone,
    ) -> Cow<'a, str> {
        let text = match dimension {
            Dimension::Item => &view.item,
            Dimension::Topic => &view.topic,
            Dimension::Author => &view.author,
            Dimension::Stage => &view.stage,
            Dimension::Type => &view.kind,
            Dimension::Previous => &view.previous.item,
            Dimension::Next => &view.next.item,
            Dimension::Channel => &self.channel,
            Dimension::Source => &self.source,
            Dimension::Campaign => &self.campaign,
            Dimension::Country => &self.country,
            Dimension::Region => &self.region,
            Dimension::Device => &self.device,
            Dimension::Bot => &self.bot,
            Dimension::Standing => &self.standing,
            Dimension::Segment => &self.segment,
            Dimension::Heard => &self.heard,
            Dimension::FitBand => return band::name(self.fit).into(),
            Dimension::EngagementBand => return band::name(self.engagement).into(),
            Dimension::Entry => self.views.first().map_or(&view.item, |v| &v.item),
            Dimension::Exit => self.views.last().map_or(&view.item, |v| &v.item),
            Dimension::Path => {
                return visit::content_path(self.views.iter().map(|v| v.item.as_str())).into();
            }
            Dimension::Hour | Dimension::Day | Dimension::Week | Dimension::Month => {
                let bucket = bucket::name(dimension, zone, self.start_ms);
                return bucket.map_or(NONE.into(), Cow::from);
            }
        };
        if text.is_empty() { NONE.into() } else { text.as_str().into() }
    }
}
