//! What names a visit's source, the most telling first.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::referrer::Referrer;
use super::table::{Class, Row};
use super::{confidence, find};
use crate::source::app::App;
use crate::source::click::{ClickId, Says};

/// Something that names a source.
pub struct Witness {
    /// The source's name.
    pub name: String,
    /// Its class, if the table has it.
    pub class: Option<Class>,
    /// The medium, where neither the link nor its click id says one.
    pub medium: &'static str,
    /// How sure it is, in percent.
    pub confidence: u8,
}

impl Witness {
    fn known(row: &Row, confidence: u8) -> Self {
        Self { name: row.name.to_string(), class: Some(row.class), medium: "", confidence }
    }

    fn unknown(name: String, medium: &'static str, confidence: u8) -> Self {
        Self { name, class: None, medium, confidence }
    }
}

/// Everything that names a source; empty if nothing does.
pub fn all(
    utm_source: &str,
    click: Option<&ClickId>,
    referrer: Referrer,
    app: App,
) -> Vec<Witness> {
    let stated = |row: &Row| Witness::known(row, confidence::STATED);
    let by_utm = (!utm_source.is_empty()).then(|| {
        let unknown = || Witness::unknown(utm_source.to_string(), "", confidence::STATED);
        find::spelling(utm_source).map_or_else(unknown, stated)
    });
    let by_click = click.and_then(|id| find::name(id.source)).map(stated);
    let by_referrer = match referrer {
        Referrer::None | Referrer::Private => None,
        Referrer::Known(row) => Some(stated(row)),
        Referrer::Unknown(name) => Some(Witness::unknown(name, "referral", confidence::STATED)),
    };
    let by_app = match app {
        App::None | App::WebView => None,
        App::Named(name) => {
            let unknown = || Witness::unknown(name.to_string(), "app", confidence::APP);
            let known = |row| Witness::known(row, confidence::APP);
            Some(find::name(name).map_or_else(unknown, known))
        }
    };
    // A link that is copied out of a network keeps the id; the referrer tells where it is now.
    let is_copied = click.is_some_and(|id| id.says == Says::From);
    let order = if is_copied {
        [by_utm, by_referrer, by_click, by_app]
    } else {
        [by_utm, by_click, by_referrer, by_app]
    };
    order.into_iter().flatten().collect()
}
