//! Click ids: what ad systems, networks and mailers append to a link.
//!
//! Only the parameter's name is looked at. Its value identifies one click, and with it a
//! person; it is never kept.

/// What the presence of a click id says about a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// An advertisement was clicked: as `utm_medium=cpc`, where the link names no medium.
    Paid,
    /// A display advertisement was clicked: as `utm_medium=cpm`, where the link names no medium.
    Display,
    /// A mail or newsletter was sent by this system.
    Mail,
    /// The link was clicked there, paid for or not.
    From,
}

/// One known parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClickId {
    /// Its name, as its owner writes it.
    pub name: &'static str,
    /// The name of the source, as in [`crate::source::table::SOURCES`].
    pub source: &'static str,
    /// What it says.
    pub says: Says,
}

const fn id(name: &'static str, source: &'static str, says: Says) -> ClickId {
    ClickId { name, source, says }
}

use Says::{Display, From, Mail, Paid};

/// Every known parameter. Where a link carries several, the first in the link counts.
pub const CLICK_IDS: &[ClickId] = &[
    // Google Ads: web, app to web, web to app; support.google.com/google-ads/answer/9744275.
    id("gclid", "Google", Paid),
    id("gbraid", "Google", Paid),
    id("wbraid", "Google", Paid),
    id("gad_source", "Google", Paid),
    id("gad_campaignid", "Google", Paid),
    id("gclsrc", "Google", Paid),
    // Display & Video 360, Campaign Manager: GA4 reads it as dfa / cpm.
    id("dclid", "Google Display", Display),
    // Free listings of the Merchant Center and, since 2024, plain results.
    id("srsltid", "Google", From),
    id("msclkid", "Bing", Paid),
    id("yclid", "Yandex", Paid),
    id("ymclid", "Yandex", Paid),
    id("ysclid", "Yandex", From),
    id("li_fat_id", "LinkedIn", Paid),
    id("twclid", "X", Paid),
    id("ttclid", "TikTok", Paid),
    id("rdt_cid", "Reddit", Paid),
    id("epik", "Pinterest", Paid),
    id("sccid", "Snapchat", Paid),
    id("qclid", "Quora", Paid),
    id("ndclid", "Nextdoor", Paid),
    id("tblci", "Taboola", Paid),
    id("dicbo", "Outbrain", Paid),
    // Meta appends these to every outgoing link, advertised or posted.
    id("fbclid", "Facebook", From),
    id("mibextid", "Facebook", From),
    id("igsh", "Instagram", From),
    id("igshid", "Instagram", From),
    id("mc_cid", "Mailchimp", Mail),
    id("mc_eid", "Mailchimp", Mail),
    id("_hsenc", "HubSpot", Mail),
    id("_hsmi", "HubSpot", Mail),
    id("mkt_tok", "Marketo", Mail),
    id("ck_subscriber_id", "Kit", Mail),
    id("_kx", "Klaviyo", Mail),
    id("ml_subscriber", "MailerLite", Mail),
    id("vero_id", "Vero", Mail),
    id("elqtrackid", "Eloqua", Mail),
    id("dm_i", "Dotdigital", Mail),
    id("oly_enc_id", "Omeda", Mail),
];

/// The known parameter of that name; `None` for any other. Upper and lower case are one:
/// Snapchat writes `ScCid`.
///
/// ```
/// use ungated_shared::source::click::{Says, known};
///
/// assert_eq!(known("GCLID").unwrap().says, Says::Paid);
/// assert_eq!(known("q"), None);
/// ```
#[must_use]
pub fn known(name: &str) -> Option<&'static ClickId> {
    CLICK_IDS.iter().find(|id| id.name.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::{CLICK_IDS, known};
    use crate::source::find;

    #[test]
    fn each_finds_itself_and_its_source() {
        for id in CLICK_IDS {
            assert_eq!(known(id.name), Some(id));
            assert!(find::name(id.source).is_some(), "{} comes from no known source", id.name);
        }
    }
}
