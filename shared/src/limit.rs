//! Every bound of the product, each with its reason. A value over its bound is refused or
//! capped where it enters, so that nothing behind the door has to ask again.

/// Bytes of one hit's body. A full hit with 64 sections is about 1.6 kB; browsers let a page
/// have 64 KiB of keepalive requests in flight, so this leaves room for several.
pub const HIT_BYTES: usize = 8 * 1024;

/// Sections of one page view. Longer pieces fold their tail into the last section, so nothing
/// read is lost; 64 covers a 20,000-word report with a heading every 300 words.
pub const SECTIONS: usize = 64;

/// Engaged time of one page view, ms: 12 hours. A reader cannot give more in one sitting.
pub const ENGAGED_MS: u32 = 12 * 60 * 60 * 1000;

/// Words of one section or one item. The longest novels have about a million.
pub const WORDS: u32 = 1_000_000;

/// Pixels of a page. Chromium itself stops laying out at about 33.5 million.
pub const PIXELS: u32 = 40_000_000;

/// Hand-raises of one kind in one page view; more is a stuck finger.
pub const HAND_RAISES: u8 = 20;

/// Characters of a title, and bytes of any other text a page says of itself.
pub const TITLE_CHARS: usize = 200;
/// Characters of a topic, author, type or language.
pub const LABEL_CHARS: usize = 80;
/// Bytes of a path; longer paths are cut at a character. Plausible allows 2,000; a path is a
/// key in our facts, and real articles stay under 200.
pub const PATH_BYTES: usize = 400;
/// Characters of a utm value.
pub const CAMPAIGN_CHARS: usize = 80;
/// Bytes of a site's name.
pub const SITE_BYTES: usize = 64;
/// Bytes of a user agent that are looked at.
pub const USER_AGENT_BYTES: usize = 512;

/// Page views of one visit. A person reads a few dozen; beyond that hits are refused as
/// `visit_full`, so that one visit's row set stays small.
pub const VISIT_PAGE_VIEWS: usize = 200;

/// Metrics in one question.
pub const METRICS: usize = 16;
/// Dimensions in one question.
pub const DIMENSIONS: usize = 4;
/// Rows in one answer.
pub const ROWS: usize = 10_000;
/// Clauses in one question's filters, counted with all that is nested.
pub const CLAUSES: usize = 64;
/// Clauses within clauses. JSON readers stop at 128 levels, and a question travels in an envelope.
pub const CLAUSE_DEPTH: usize = 16;
/// Values in one clause.
pub const VALUES: usize = 100;
/// Days in one question: 25 months, the longest that facts are kept.
pub const DAYS: i64 = 775;
/// Bytes of one question's body.
pub const QUESTION_BYTES: usize = 64 * 1024;
