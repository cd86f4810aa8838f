//! How sure a channel is, in percent from 0 to 100.
//!
//! # Where do these numbers come from?
//! They are stated assumptions, not measurements: nobody can observe how an address that comes
//! without a referrer got there. Each has its reason; what matters is their order, and that a
//! report can leave out what is under a threshold. A survey ("how did you hear of us?") is what
//! would turn them into measurements.

/// The browser or the link says so: a referrer, a utm parameter, a click id. Links can be copied
/// on with their parameters, but then the channel is still what they state.
pub const STATED: u8 = 100;

/// An in-app browser names its app, and nothing else is stated. The app is certain; whether its
/// feed or a private message in it brought the link is not.
pub const APP: u8 = 90;

/// A referrer from a private network (an intranet, an IP address, this computer): the link was
/// passed on inside some organisation. It may also be a developer's own machine.
pub const PRIVATE_NETWORK: u8 = 90;

/// Some app's web view without a name or referrer. It has no address bar to type into and no
/// bookmarks, but a shop's or a reader's own app can show it too.
pub const WEB_VIEW: u8 = 85;

/// A deep link without anything. Chartbeat counts all of them as dark social; some are
/// bookmarks, addresses that the browser completed, mails without utm, and pages that hide
/// their referrer on purpose.
pub const DEEP_LINK: u8 = 70;

/// A home page without anything. Most are typed, completed or bookmarked; a link to a whole site
/// is shared in private too, so this is hardly more than even.
pub const HOME_PAGE: u8 = 60;

/// A section front without anything: no claim is made, so there is nothing to be sure of.
pub const NOTHING: u8 = 0;
