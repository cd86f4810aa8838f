//! Where a visit came from: source, channel, campaign, and how sure that is.
//!
//! # What is read, and in which order
//! 1. The link's `utm_source`, as its author spelled it.
//! 2. Its click id, appended by an ad system or a mailer.
//! 3. The referrer: the site or app that the browser names. Before a click id that only says
//!    "from there", because such links are copied on.
//! 4. The app that shows the page inside itself.
//! 5. Nothing of this: [`dark`] infers from the page's place.
//!
//! The first names the source. The [rules](crate::source::channel::RULES) make a channel of its class
//! and the medium; where they know none, the next in line may tell: a campaign's own word
//! (`utm_source=spring`) on LinkedIn is still LinkedIn.
//!
//! # Why is the first class asked before the next?
//! Gmail sends clicks through `google.com/url`. A link that says `utm_medium=email` came by
//! mail, not from a search, whatever the referrer.
//!
//! # How to add a source
//! One row in [`table`], one case in `vectors/source/`.

pub mod app;
pub mod bot;
pub mod channel;
pub mod click;
pub mod confidence;
pub mod dark;
pub mod device;
pub mod find;
pub mod referrer;
pub mod table;
mod witness;

use alloc::string::String;

use crate::hit::page_url::PageUrl;
use crate::hit::text;
use crate::limit;
use crate::source::app::App;
use crate::source::channel::Channel;
use crate::source::channel::{Said, channel};
use crate::source::click::Says;
use referrer::Referrer;
use witness::Witness;

/// What brought a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The source's name: a row's of the table, else what the campaign calls it, else a host or
    /// an app's id; empty if nothing tells. At most [`limit::HOST_BYTES`] characters.
    pub name: String,
    /// Its class.
    pub channel: Channel,
    /// `utm_campaign`, or empty. At most [`limit::CAMPAIGN_CHARS`] characters.
    pub campaign: String,
    /// How sure the channel is, in percent, 0 to 100: see [`confidence`].
    pub confidence: u8,
}

/// Classifies the first hit of a visit.
///
/// `referrer` is the referring address as the page gave it; one of the page's own host says
/// nothing about where the visit came from and counts as none. `app` is the app that shows the
/// page, of the user agent.
///
/// ```
/// use ungated_shared::{source::app::App, source::channel::Channel, hit::page_url::PageUrl, source::source};
///
/// let page = PageUrl::parse("https://example.com/blog/why-forms-fail/").unwrap();
/// let from = source(&page, "android-app://com.Slack/", App::None);
/// assert_eq!((from.name.as_str(), from.channel), ("Slack", Channel::Community));
/// let from = source(&page, "", App::None);
/// assert_eq!((from.channel, from.confidence), (Channel::DarkSocial, 70));
/// ```
#[must_use]
pub fn source(page: &PageUrl, referrer: &str, app: App) -> Source {
    let (utm_source, medium) = (said(&page.utm_source), said(&page.utm_medium));
    let campaign = said(&page.utm_campaign);
    let click = click::known(&page.click);
    let referrer = Referrer::read(referrer, &page.host);
    let private = referrer == Referrer::Private;
    let witnesses = witness::all(&utm_source, click, referrer, app);
    let Some(first) = witnesses.first() else {
        if medium.is_empty() && campaign.is_empty() {
            let (channel, confidence) = dark::infer(&page.path, private, app);
            return Source { name: String::new(), channel, campaign, confidence };
        }
        let channel = channel(&Said::new(None, "", &medium, &campaign));
        return Source { name: String::new(), channel, campaign, confidence: confidence::STATED };
    };
    let bought = click.map_or("", |id| bought(id.says));
    let judge = |witness: &Witness| {
        let medium = [medium.as_str(), bought, witness.medium];
        let medium = medium.into_iter().find(|medium| !medium.is_empty()).unwrap_or_default();
        (channel(&Said::new(witness.class, &utm_source, medium, &campaign)), witness.confidence)
    };
    let settles =
        |(channel, _): &(Channel, u8)| !matches!(channel, Channel::Unassigned | Channel::PaidOther);
    let settled = witnesses.iter().map(judge).find(settles);
    let (channel, confidence) = settled.unwrap_or_else(|| judge(first));
    Source { name: first.name.clone(), channel, campaign, confidence }
}

/// A utm value, or nothing if it is one of the words that templates, scripts and GA write where
/// there is nothing to say.
fn said(raw: &str) -> String {
    let said = text::clean(raw, limit::CAMPAIGN_CHARS);
    let nothing = ["direct", "none", "notset", "null", "undefined"];
    if nothing.contains(&find::fold(&said).as_str()) { String::new() } else { said }
}

/// The medium that a click id stands for.
const fn bought(says: Says) -> &'static str {
    match says {
        Says::Paid => "cpc",
        Says::Display => "cpm",
        Says::Mail | Says::From => "",
    }
}
