//! Which links and marks raise a hand.

use crate::page_view::HandRaise;

/// Hosts of scheduling pages; those below them count too.
const CALENDARS: &[&str] = &[
    "cal.com",
    "calendly.com",
    "calendar.app.google",
    "meetings.hubspot.com",
    "savvycal.com",
    "tidycal.com",
    "zcal.co",
    "youcanbook.me",
];

/// What following a link means, by its scheme (`"mailto:"`) and host, both in lower case.
#[must_use]
pub fn of_link(scheme: &str, host: &str) -> Option<HandRaise> {
    match scheme {
        "mailto:" => Some(HandRaise::Mail),
        "tel:" => Some(HandRaise::Call),
        _ if CALENDARS.iter().any(|own| is_at(host, own)) => Some(HandRaise::Calendar),
        _ => None,
    }
}

/// What using an element means that the site marked with `data-ungated="…"`. A word of its own
/// is a named hand-raise; no word, or `ignore`, is none.
#[must_use]
pub fn of_mark(mark: &str) -> Option<HandRaise> {
    match mark {
        "" | "ignore" => None,
        "mail" => Some(HandRaise::Mail),
        "call" => Some(HandRaise::Call),
        "calendar" => Some(HandRaise::Calendar),
        "chat" => Some(HandRaise::Chat),
        _ => Some(HandRaise::Named),
    }
}

fn is_at(host: &str, parent: &str) -> bool {
    host.strip_suffix(parent).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
