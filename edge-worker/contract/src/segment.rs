//! Segment rules, tried before they hold.

use serde::{Deserialize, Serialize};
use ungated_shared::segment::Segments;
use ungated_shared::segment::network::NetworkKind;
#[cfg(feature = "schema")]
use ungated_shared::source::{channel::Channel, device::Device};

/// Rules, and readers to try them on.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentTrial {
    /// The rules, as a configuration has them.
    #[serde(deserialize_with = "crate::site::segments")]
    pub segments: Segments,
    /// What the edge might know of readers.
    #[cfg_attr(
        feature = "schema",
        schemars(length(max = ungated_shared::limit::TRIED_READERS))
    )]
    pub readers: Vec<AskedReader>,
}

/// What the edge might know of a reader; what is not said it does not know. Of each text the first
/// 200 bytes are looked at, as they are of a visit.
#[derive(Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AskedReader {
    /// The organisation of the network, as the registries name it: `Siemens AG`.
    pub organisation: String,
    /// Country, ISO 3166-1 alpha-2.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^([A-Za-z]{2})?$")))]
    pub country: String,
    /// Language tag, BCP 47.
    pub language: String,
    /// `desktop`, `mobile` or `tablet`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = one_of(&Device::ALL.map(Device::word)))))]
    pub device: String,
    /// Campaign, as reports name it.
    pub campaign: String,
    /// Source, as reports name it.
    pub source: String,
    /// The word of a channel.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = one_of(&Channel::ALL.map(Channel::word)))))]
    pub channel: String,
}

/// The pattern of a text that is one of some words, or empty.
#[cfg(feature = "schema")]
fn one_of(words: &[&str]) -> String {
    format!("^({})?$", words.join("|"))
}

/// Readers, as rules see them.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TriedReaders {
    /// In the order in which they were asked.
    pub readers: Vec<TriedReader>,
}

/// A reader, as the rules see it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TriedReader {
    /// The segment: that of the first rule that holds; `null` if none does.
    pub segment: Option<String>,
    /// How well the reader fits: 0–100, the sum of `parts`.
    pub fit: u8,
    /// The kind of the organisation's network.
    pub network: NetworkKind,
    /// Whether that kind says where the reader works, so that rules on it could hold at all.
    pub classified: bool,
    /// The places of the rules that hold, from 0.
    pub rules: Vec<usize>,
    /// What rules add to the fit; those that add nothing are left out.
    pub parts: Vec<TriedPart>,
}

/// What a rule adds to the fit.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TriedPart {
    /// The rule's place in the list, from 0.
    pub rule: usize,
    /// How many points, 1–100: past 100 in all, the later rules give way.
    pub plus: u8,
}
