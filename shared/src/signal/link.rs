//! What following a link means.

use crate::signal::act::Act;
use crate::signal::hand_raise::HandRaise;
use crate::words;

/// Hosts of scheduling pages; those below them count too.
const CALENDARS: &str = "cal.com calendly.com calendar.app.google meetings.hubspot.com \
                         savvycal.com tidycal.com zcal.co youcanbook.me";

/// Endings of files that are downloaded rather than shown: documents, sheets, slides, archives,
/// installers. Media are not among them; pages play those.
const DOWNLOADS: &str = "7z csv dmg doc docx epub exe gz key msi numbers odp ods odt pages pdf pkg \
                         pps ppt pptx rar rtf tar txt xls xlsx zip";

/// What a reader did by following a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// Asked.
    HandRaise(HandRaise),
    /// Took something along, or left.
    Act(Act),
}

/// What following a link means, by its address as browsers write it (scheme and host in lower
/// case); `None` is reading on. `download` is the attribute of that name. Asking comes first: who
/// opens a scheduling page has asked, not left.
///
/// ```
/// use ungated_shared::signal::act::Act;
/// use ungated_shared::signal::link::{Followed, followed};
///
/// let report = "https://example.com/files/Report.PDF?v=2";
/// assert_eq!(followed(report, false, true), Some(Followed::Act(Act::Download)));
/// assert_eq!(followed("https://example.com/next/", false, true), None);
/// ```
#[must_use]
pub fn followed(href: &str, download: bool, same_host: bool) -> Option<Followed> {
    if href.starts_with("mailto:") {
        return Some(Followed::HandRaise(HandRaise::Mail));
    }
    if href.starts_with("tel:") {
        return Some(Followed::HandRaise(HandRaise::Call));
    }
    let rest = href.strip_prefix("https://").or_else(|| href.strip_prefix("http://"))?.as_bytes();
    let host = until(rest, b"/:?#");
    let path = until(rest, b"?#");
    if is_calendar(host) {
        Some(Followed::HandRaise(HandRaise::Calendar))
    } else if download || (path.len() > host.len() && words::has(DOWNLOADS, ending(path))) {
        Some(Followed::Act(Act::Download))
    } else if same_host {
        None
    } else {
        Some(Followed::Act(Act::Outbound))
    }
}

fn until<'a>(text: &'a [u8], ends: &[u8]) -> &'a [u8] {
    let end = text.iter().position(|byte| ends.contains(byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// What follows the last dot; all of it if there is none.
fn ending(path: &[u8]) -> &[u8] {
    let start = path.iter().rposition(|byte| *byte == b'.').map_or(0, |dot| dot + 1);
    path.get(start..).unwrap_or(path)
}

/// Whether the host, or one that it lies below, is a calendar.
fn is_calendar(mut host: &[u8]) -> bool {
    loop {
        if words::has(CALENDARS, host) {
            return true;
        }
        let Some(dot) = host.iter().position(|byte| *byte == b'.') else { return false };
        host = host.get(dot + 1..).unwrap_or(&[]);
    }
}
