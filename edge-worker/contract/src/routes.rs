//! Every route of the API, and what it needs. What is not here is not answered.

use ungated_shared::import::{Answer, Deal};
use ungated_shared::report::{
    Asked, deals, heard, influence, movers, paths, sections, ungate, uplift,
};

use crate::archive::Archive;
use crate::audit::{Acts, AuditParameters};
use crate::code::Code;
use crate::config::{
    ChangeParameters, Config, ConfigOrChanges, ConfigVersions, NewSite, Rollback, Sites,
    VersionParameters,
};
use crate::content::{ContentTrial, TriedPages};
use crate::facts::{
    End, EraseParameters, ErasedSite, ExportParameters, ExportSpan, Inventory, Restored,
};
use crate::import::{EraseImportedParameters, ImportParameters, Imported, Kept};
use crate::live::{Live, SiteOperations};
use crate::model::{Draft, TriedDraft};
use crate::quality::{Quality, QualityParameters};
use crate::report::{Answers, Deals, Influence, Movers, Paths, Report, Sections, Ungate, Uplift};
use crate::route::{Route, Who, delete, get, post, put};
use crate::segment::{SegmentTrial, TriedReaders};
use crate::session::{Login, Me, WhoAmI};
use crate::share::{CreatedShare, NewShare, OpenShare, OpenedShare, Shares};
use crate::site::Site;
use crate::token::{CreatedToken, NewToken, Tokens};
use crate::webhook::{
    CheckedAlerts, CreatedWebhook, Deliveries, DeliveriesParameters, Delivery, NewWebhook,
    RotatedKey, Webhooks,
};

/// What can be wrong with any question.
const QUESTION: &[Code] = &[
    Code::Metrics,
    Code::DateRange,
    Code::Dimensions,
    Code::Filters,
    Code::OrderBy,
    Code::Limit,
    Code::Comparison,
    Code::Include,
];

/// What can be wrong with a question about influence.
const INFLUENCE: &[Code] =
    &[Code::Dimension, Code::DateRange, Code::Dimensions, Code::Filters, Code::Limit];

/// What can be wrong with a question about movers.
const MOVERS: &[Code] =
    &[Code::Metric, Code::DateRange, Code::Dimensions, Code::Filters, Code::Limit];

/// What can be wrong with a question about the ungate ledger.
const UNGATE: &[Code] = &[Code::DateRange, Code::Dimensions];

/// What can be wrong with a question about paths.
const PATHS: &[Code] = &[
    Code::Direction,
    Code::Steps,
    Code::Branches,
    Code::DateRange,
    Code::Dimensions,
    Code::Filters,
];

/// What can be wrong with a question about one piece.
const SECTIONS: &[Code] = &[Code::DateRange, Code::Dimensions, Code::Filters];

/// What can be wrong with a question about uplift.
const UPLIFT: &[Code] =
    &[Code::DateRange, Code::Dimension, Code::Dimensions, Code::WeeksAfter, Code::Limit];

/// What can be wrong with a question about deals.
const DEALS: &[Code] =
    &[Code::DateRange, Code::Weeks, Code::Dimension, Code::Limit, Code::UnknownSite];

/// What can be wrong with a file.
const FILE: &[Code] = &[Code::Preview, Code::Currency, Code::Rows, Code::UnknownSite, Code::Full];

const CSV: &[&str] = &["text/csv"];
const NDJSON: &str = "application/x-ndjson";

/// See the walkthrough in [`crate`]: what a line has to say does not compile without it.
#[rustfmt::skip] // a route a line or two
pub const ROUTES: &[Route] = &[
    post("query", Who::Asked, "Answers a question.")
        .takes::<Asked>().gives::<Report<'static>>().or(QUESTION),
    post("influence", Who::Asked, "What the hand-raises of a site can be put down to.")
        .takes::<influence::Asked>().gives::<Influence<'static>>().or(INFLUENCE),
    post("movers", Who::Asked, "What changed, and which dimension explains it.")
        .takes::<movers::Asked>().gives::<Movers<'static>>().or(MOVERS),
    post("paths", Who::Asked, "Which way visits went on from an item, or came to one or to a hand-raise.")
        .takes::<paths::Asked>().gives::<Paths<'static>>().or(PATHS),
    post("sections", Who::Asked, "How far readers of one piece came, by its sections and media.")
        .takes::<sections::Asked>().gives::<Sections<'static>>().or(SECTIONS),
    post("ungate", Who::Asked, "What forms in front of a site's pieces cost.")
        .takes::<ungate::Asked>().gives::<Ungate<'static>>().or(UNGATE),
    post("uplift", Who::Asked, "What goes with hand-raises in the weeks after, by segments.")
        .takes::<uplift::Asked>().gives::<Uplift<'static>>().or(UPLIFT),
    get("sites", Who::Nobody, "The sites that one may read.").gives::<Sites>(),
    get("sites/{site}/badge.svg", Who::Nobody, "How often a public site was read, as a picture.")
        .gives_text(&["image/svg+xml"]).or(&[Code::NotFound]),
    get("sites/{site}/live", Who::Report, "Who reads now.").gives::<Live>().streams()
        .or(&[Code::Watchers]),
    get("sites/{site}/quality", Who::Report, "What became of every hit.")
        .asks::<QualityParameters>().gives::<Quality>().or(&[Code::DateRange]),
    get("sites/{site}/operations", Who::Report, "What taking hits costs, and what is kept.")
        .gives::<SiteOperations>(),
    post("sites", Who::Admin, "Makes a site.")
        .takes::<NewSite>().makes::<Config<'static>>()
        .or(&[Code::Config, Code::SiteExists, Code::Full]),
    get("sites/{site}/config", Who::Read, "The configuration that holds.")
        .gives::<Config<'static>>().or(&[Code::UnknownSite]),
    put("sites/{site}/config", Who::Edit, "Puts a whole configuration in the place of a version.")
        .replaces().asks::<ChangeParameters>().takes::<Site>().gives::<Config<'static>>()
        .or(&[Code::Config, Code::Why, Code::UnknownSite, Code::Full]),
    get("sites/{site}/config/versions", Who::Read, "All versions of a configuration.")
        .gives::<ConfigVersions<'static>>().or(&[Code::UnknownSite]),
    get("sites/{site}/config/versions/{version}", Who::Read,
        "A version of a configuration, or what is other in it than in another.")
        .asks::<VersionParameters>().gives::<ConfigOrChanges<'static>>()
        .or(&[Code::VersionNumber, Code::Against, Code::UnknownSite, Code::UnknownVersion]),
    post("sites/{site}/config/rollback", Who::Edit, "Makes an earlier version the newest.")
        .replaces().asks::<ChangeParameters>().takes::<Rollback>().gives::<Config<'static>>()
        .or(&[Code::Config, Code::Why, Code::UnknownSite, Code::UnknownVersion, Code::Full]),
    post("sites/{site}/content/try", Who::Edit, "What rules over paths would say of pages.")
        .takes::<ContentTrial>().gives::<TriedPages>().or(&[Code::UnknownSite]),
    post("sites/{site}/segments/try", Who::Edit, "In which segment rules would put readers.")
        .takes::<SegmentTrial>().gives::<TriedReaders>().or(&[Code::UnknownSite]),
    post("sites/{site}/model/try", Who::Edit, "What a draft of the scoring model would have said.")
        .takes::<Draft>().gives::<TriedDraft<'static>>()
        .or(&[Code::Model, Code::DateRange, Code::UnknownSite, Code::Unavailable]),
    get("sites/{site}/shares", Who::Edit, "The share links of a site.")
        .gives::<Shares>().or(&[Code::UnknownSite]),
    post("sites/{site}/shares", Who::Edit, "Makes a share link.")
        .takes::<NewShare>().makes::<CreatedShare<'static>>()
        .or(&[Code::UnknownSite, Code::Full]),
    delete("sites/{site}/shares/{id}", Who::Edit, "Revokes a share link.")
        .gives_nothing().or(&[Code::NotFound]),
    get("sites/{site}/webhooks", Who::Edit, "The webhooks of a site.")
        .gives::<Webhooks>().or(&[Code::UnknownSite]),
    post("sites/{site}/webhooks", Who::Edit, "Makes a webhook.")
        .takes::<NewWebhook>().makes::<CreatedWebhook<'static>>()
        .or(&[Code::UnknownSite, Code::Full, Code::NameTaken]),
    delete("sites/{site}/webhooks/{id}", Who::Edit, "Removes a webhook.")
        .gives_nothing().or(&[Code::NotFound]),
    post("sites/{site}/webhooks/{id}/secret", Who::Edit, "Gives a webhook another key.")
        .gives::<RotatedKey>().or(&[Code::NotFound]),
    post("sites/{site}/webhooks/{id}/test", Who::Edit, "Sends a webhook a test, once.")
        .gives::<Delivery>().or(&[Code::NotFound]),
    get("sites/{site}/deliveries", Who::Edit, "What webhooks were told, the newest first.")
        .asks::<DeliveriesParameters>().gives::<Deliveries>()
        .or(&[Code::Before, Code::Limit, Code::UnknownSite]),
    post("sites/{site}/deliveries/{id}/replay", Who::Edit, "Sends a delivery again, under its id.")
        .gives::<Delivery>().or(&[Code::NotFound, Code::BeingTried]),
    post("sites/{site}/alerts/check", Who::Edit, "Asks all rules now.")
        .gives::<CheckedAlerts>().or(&[Code::UnknownSite]),
    get("sites/{site}/export", Who::Admin, "All facts of a site: see EXPORT.md.")
        .asks::<ExportParameters>().gives_text(&[NDJSON, "text/csv"])
        .or(&[Code::Format, Code::Table, Code::From, Code::Until, Code::Cursor, Code::UnknownSite,
              Code::CursorMoved]),
    get("sites/{site}/export/hash", Who::Admin, "The hash of the facts of a site.")
        .asks::<ExportSpan>().gives::<End>()
        .or(&[Code::From, Code::Until, Code::Cursor, Code::UnknownSite, Code::CursorMoved]),
    post("sites/{site}/restore", Who::Admin, "Takes lines of an export back.")
        .takes_text(&[NDJSON]).gives::<Restored>()
        .or(&[Code::UnknownSite, Code::RestoreLine, Code::RestoreGap, Code::SiteNotEmpty]),
    delete("sites/{site}/facts", Who::Admin, "Erases all facts of a site.")
        .asks::<EraseParameters>().gives::<ErasedSite>().or(&[Code::Confirm]),
    get("sites/{site}/archive", Who::Admin, "Which closed days are in the bucket: see EXPORT.md.")
        .gives::<Archive>().or(&[Code::UnknownSite]),
    post("sites/{site}/archive", Who::Admin, "Puts closed days into the bucket that are due.")
        .gives::<Archive>().or(&[Code::UnknownSite, Code::ArchiveOff, Code::NoArchive]),
    post("sites/{site}/deals", Who::Edit, "Reads a file of deals, and keeps what is new.")
        .asks::<ImportParameters>().takes_text(CSV).gives::<Imported<Deal>>().or(FILE),
    get("sites/{site}/deals", Who::Read, "The deals of a site.")
        .gives::<Kept<Deal>>().or(&[Code::UnknownSite]),
    delete("sites/{site}/deals", Who::Edit, "Forgets all deals of a site.")
        .asks::<EraseImportedParameters>().gives_nothing().or(&[Code::Confirm, Code::UnknownSite]),
    post("sites/{site}/deals/report", Who::Read, "What the readers of a segment read before its deals.")
        .takes::<deals::Asked>().gives::<Deals<'static>>().or(DEALS),
    post("sites/{site}/answers", Who::Edit, "Reads a file of answers, and keeps what is new.")
        .asks::<ImportParameters>().takes_text(CSV).gives::<Imported<Answer>>().or(FILE),
    get("sites/{site}/answers", Who::Read, "The imported answers of a site.")
        .gives::<Kept<Answer>>().or(&[Code::UnknownSite]),
    delete("sites/{site}/answers", Who::Edit, "Forgets all imported answers of a site.")
        .asks::<EraseImportedParameters>().gives_nothing().or(&[Code::Confirm, Code::UnknownSite]),
    post("sites/{site}/answers/report", Who::Read, "What people say brought them, here and elsewhere.")
        .takes::<heard::Asked>().gives::<Answers<'static>>()
        .or(&[Code::DateRange, Code::Dimensions, Code::UnknownSite]),
    get("inventory", Who::Admin, "Every object that holds facts.").gives::<Inventory>(),
    get("tokens", Who::Admin, "All tokens.").gives::<Tokens>(),
    post("tokens", Who::Admin, "Makes a token.")
        .takes::<NewToken>().makes::<CreatedToken<'static>>().or(&[Code::Full]),
    delete("tokens/{id}", Who::Admin, "Revokes a token.").gives_nothing().or(&[Code::NotFound]),
    get("audit", Who::Admin, "Who did what, the newest first.")
        .asks::<AuditParameters>().gives::<Acts>().or(&[Code::Before, Code::Limit]),
    get("me", Who::Nobody, "Who one is.").gives::<WhoAmI>(),
    post("login", Who::Nobody, "Signs in: a token for a session's cookie.")
        .takes::<Login>().gives::<Me>().or(&[Code::Unauthorized, Code::Forbidden]),
    post("logout", Who::Nobody, "Ends a session, and takes the cookie back.")
        .gives_nothing().or(&[Code::Forbidden]),
    post("share", Who::Nobody, "Opens a share link: its secret for a session's.")
        .takes::<OpenShare>().gives::<OpenedShare>()
        .or(&[Code::Unauthorized, Code::Password, Code::TooMany]),
];
