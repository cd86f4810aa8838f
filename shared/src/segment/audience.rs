//! What the edge knows of a visit's reader.

use alloc::string::String;

use crate::hit::text;
use crate::limit;
use crate::segment::network::NetworkKind;

/// What the edge knows of a visit's reader; whatever it does not know is empty, and no condition
/// holds for it.
#[derive(Clone, Copy, Default)]
pub struct Audience<'a> {
    /// The organisation of the network, as the registries name it.
    pub organisation: &'a str,
    /// Country, ISO 3166-1 alpha-2.
    pub country: &'a str,
    /// Language tag: the reader's, or the item's.
    pub language: &'a str,
    /// The word of the [device](crate::source::device::Device).
    pub device: &'a str,
    /// Campaign.
    pub campaign: &'a str,
    /// Source.
    pub source: &'a str,
    /// The word of the [channel](crate::source::channel::Channel).
    pub channel: &'a str,
}

/// The same in small letters, once for many rules.
pub(super) struct Folded {
    pub(super) network: NetworkKind,
    /// Empty where the network is unclassified, so that no condition can hold for it.
    pub(super) organisation: String,
    pub(super) country: String,
    pub(super) language: String,
    pub(super) device: String,
    pub(super) campaign: String,
    pub(super) source: String,
    pub(super) channel: String,
}

impl Folded {
    pub(super) fn of(network: NetworkKind, audience: &Audience<'_>) -> Self {
        let small = |value: &str| text::cut(value, limit::ORGANISATION_BYTES).trim().to_lowercase();
        let organisation = if network.is_classified() { audience.organisation } else { "" };
        Self {
            network,
            organisation: small(organisation),
            country: small(audience.country),
            language: small(audience.language),
            device: small(audience.device),
            campaign: small(audience.campaign),
            source: small(audience.source),
            channel: small(audience.channel),
        }
    }
}
