//! Every bound of the product, each with its reason. A value over its bound is refused or
//! capped where it enters, so that nothing behind the door has to ask again.

/// Bytes of one hit's body. A usual one has under 1 kB; its numbers have 4.1 kB at most (64
/// sections, four media of 64 stretches), its events [`EVENTS_BYTES`], and the rest is for address
/// and item. Browsers let a page have 64 KiB of keepalive requests in flight, so there is room for
/// several.
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

/// Acts of one kind (copies, downloads …) in one page view; more says nothing new.
pub const ACTS: u8 = 100;

/// Media of one page view whose seconds are kept; the time given to further ones still counts.
pub const MEDIA: usize = 4;
/// Seconds of one medium that are told apart: 4 hours, longer than nearly every podcast; what
/// lies behind counts as time only.
pub const MEDIA_SECONDS: u32 = 4 * 60 * 60;
/// Separate stretches of one medium; who jumps about more often adds to known stretches only, so
/// that a hit stays small.
pub const MEDIA_SPANS: u32 = 64;

/// Different events (by name and properties) of one page view.
pub const EVENTS: usize = 32;
/// Bytes of all events of one hit, as JSON: hits are cumulative, so what a page names has to fit
/// into each.
pub const EVENTS_BYTES: usize = 2 * 1024;
/// Digits from which a number of an event could be a phone's or a customer's, not a quantity.
pub const EVENT_NUMBER: u64 = 100_000_000;
/// Events that a site may take for hand-raises: what asks, not what is counted.
pub const RAISING_EVENTS: usize = 20;
/// Times one event is counted in one page view.
pub const EVENT_COUNT: u16 = 1_000;
/// Properties of one event.
pub const EVENT_PROPS: usize = 8;
/// Characters of an event's or a property's name.
pub const EVENT_NAME_CHARS: usize = 40;

/// Characters of a title, and bytes of any other text a page says of itself.
pub const TITLE_CHARS: usize = 200;
/// Items, and segments, of which a draft's replay tells: a list that a person reads.
pub const REPLAY_ROWS: usize = 50;
/// Characters of what is said of a change of a configuration: a sentence or two.
pub const WHY_CHARS: usize = 300;
/// Characters of a topic, author, type or language.
pub const LABEL_CHARS: usize = 80;
/// Bytes of a path; longer paths are cut at a character. Plausible allows 2,000; a path is a
/// key in our facts, and real articles stay under 200.
pub const PATH_BYTES: usize = 400;
/// Characters of a utm value.
pub const CAMPAIGN_CHARS: usize = 80;
/// Bytes of a utm value that are looked at, as it stands in the query. A mail address that begins
/// within [`CAMPAIGN_CHARS`] has its `@` 64 characters later (RFC 5321); 145 characters of four
/// bytes, each byte encoded twice (`%25C3`), are 2,900.
pub const CAMPAIGN_BYTES: usize = 3 * 1024;
/// Bytes of a parameter's name, as it stands in the query; a longer one is none of ours.
/// `utm_campaign`, every character encoded twice, has 60.
pub const PARAMETER_BYTES: usize = 64;
/// Bytes of a query that are looked at: no hit brings a longer one.
pub const QUERY_BYTES: usize = HIT_BYTES;
/// Bytes of a host's name (RFC 1035, section 2.3.4, as text and without the root's dot).
pub const HOST_BYTES: usize = 253;
/// Bytes of a site's name.
pub const SITE_BYTES: usize = 64;
/// Bytes of a user agent that are looked at.
pub const USER_AGENT_BYTES: usize = 512;

/// Weight of an item that no rule weighs, percent.
pub const WEIGHT_NORMAL: u16 = 100;
/// Weight of an item, percent: 0 makes it count for nothing, 1,000 is ten pieces in one. More
/// would let a single page fill every score.
pub const WEIGHT_PERCENT: u16 = 1_000;
/// Values of one name that are kept of a page: of a study's fifty authors, the first ones.
pub const METADATA_VALUES: usize = 8;
/// Bytes of one such value; a canonical URL is the longest, and browsers show some 2,000 of one.
pub const METADATA_BYTES: usize = 2_000;
/// Bytes of one JSON-LD script that are read. Yoast's graph of an article has about 6 kB; shops
/// that list every variant of a product have more, and are no articles.
pub const JSON_LD_BYTES: usize = 64 * 1024;

/// Rules of one content map. A publication needs one a section of the site; with 500 of them a
/// map is a list of articles, which belongs into the articles.
pub const CONTENT_RULES: usize = 500;
/// Rules of one site's segments. Whoever needs more has accounts in mind, not segments.
pub const SEGMENT_RULES: usize = 200;
/// Assets of one site's ungate ledger: whoever gates more has a library, and one path for it.
pub const UNGATE_ASSETS: usize = 10;
/// Gated periods of one asset. With the days between them they are at most nine spans, each asked about
/// by itself, twice where not everything may be shown: 180 calls a shard for ten assets, and a Worker may
/// make 1,000 (see [`EXPORT_PIECES`]).
pub const UNGATE_PERIODS: usize = 4;
/// Days that each arm of a comparison has without a warning: two weeks, so that each day of the week
/// comes twice.
pub const UNGATE_DAYS: u32 = 14;
/// The difference of two shares of page views that has to be visible before one is told, in millionths:
/// ten in a hundred, for which each of two arms needs 393 page views.
pub const UNGATE_SEEN_MICRO: u32 = 100_000;
/// Form fills of one gated period.
pub const FORM_FILLS: u32 = 1_000_000;
/// Bytes of a set of rules as JSON: 500 rules of some 500 bytes, with room for white space.
pub const RULES_BYTES: usize = 256 * 1024;
/// Bytes of a path pattern; half of [`PATH_BYTES`], as rules name a section, not an article.
pub const PATTERN_BYTES: usize = 200;
/// Bytes of an organisation's name that are looked at. The longest that the registries hold have
/// about 150.
pub const ORGANISATION_BYTES: usize = 200;

/// Bytes of one row of a shard's tables: what a Durable Object's SQLite takes ("Maximum string, BLOB
/// or table row size: 2 MB", developers.cloudflare.com/durable-objects/platform/limits).
pub const ROW_BYTES: usize = 2_000_000;

/// Page views of one visit. A person reads a few dozen; beyond that hits are refused as
/// `visit_full`, so that one visit's row set stays small.
pub const VISIT_PAGE_VIEWS: usize = 200;
/// Bytes of one visit, as a shard keeps it open; beyond that its hits are refused as `visit_full`,
/// and so are those that come late for it when it is closed.
/// [`VISIT_PAGE_VIEWS`] usual page views have 60 kB. Only made-up hits, which name other events
/// and play other seconds each time, come so far, and a row has to hold them: see [`ROW_BYTES`].
pub const VISIT_BYTES: usize = 512 * 1024;

/// Hits of one network (an IPv4 address, an IPv6 /64) in one minute, on one shard. An office of a
/// thousand readers behind one address, each opening a page in that minute, sends so many; one
/// that forges visits can add no more.
pub const NETWORK_HITS: u32 = 1_200;
/// Networks that are told apart in one minute; further ones share one budget.
pub const NETWORKS: usize = 50_000;
/// Hits that one shard takes in a second. Cloudflare advises 200 to 500 requests with writes a
/// second and object, and a request brings up to [`BATCH_HITS`]; measured, a shard spends some
/// tens of microseconds on one.
pub const SHARD_HITS: u32 = 5_000;
/// Hits that a Worker gathers for one call.
pub const BATCH_HITS: usize = 256;
/// Hits that wait in one Worker; more are turned away at once.
pub const WAITING_HITS: usize = 4_096;
/// New items of one shard in one UTC day: the largest newsrooms publish some 500 pieces a day.
/// What is beyond is counted as "(other)".
pub const NEW_ITEMS: usize = 2_000;
/// Items of one shard: some 30 MB in memory, of an object's 128. An item goes within a day of its last
/// visit, when the site's time for facts is over; until then, 50,000 are 13 months of 126 new pieces a
/// day, and who forges paths can fill a shard in 25 days of [`NEW_ITEMS`]. A full shard takes every hit:
/// what is new is "(other)", known items stay themselves, totals are exact, and the ledger's `other` counts
/// it.
pub const ITEMS: usize = 50_000;
/// Different sources, campaigns and events of one shard in one UTC day, each.
pub const NAMES: usize = 2_000;
/// Shards of one site in one region.
pub const SHARDS: u16 = 64;

/// Names with an influence of their own; the rest is one. Solving takes about 0.8 multiplications
/// for each cube of states: 6 million, measured at a tenth of a second. Past 200 names, each has
/// next to nothing of the hand-raises, and nobody reads the list.
pub const INFLUENCE_STATES: usize = 200;

/// Visits with a hand-raise from which an influence is told without a warning: a share of a half,
/// from 30 of them, is known to 17 points either way (Wilson's interval at 95 %).
pub const INFLUENCE_RAISES: u64 = 30;

/// Metrics in one question.
pub const METRICS: usize = 16;
/// Dimensions in one question.
pub const DIMENSIONS: usize = 4;
/// Dimensions in one question's rows and filters together, without those of time, of a site where not
/// everything may be shown. Visits are counted by the subsets of these and of what they determine, before any may be shown.
pub const WIDTH: usize = 6;
/// Groups of visits that one shard counts for a question of such a site: 16 bytes each beside what they are told by, in an
/// object that has 128 MB and takes hits meanwhile. Items with filters on two other dimensions have
/// some 80,000 in a month of a million page views.
pub const GROUPS: usize = 100_000;
/// Groups of all shards together, with those that are sums of others: some 200 bytes each while it is
/// decided which may be shown, in a Worker that has 128 MB.
pub const GROUPS_IN_ALL: usize = 300_000;
/// Visits for which a row stands at least, unless the site says else: 5, the threshold that official
/// statistics commonly have for tables of persons.
pub const K: u64 = 5;
/// The same where a site's segments name organisations: some have few people, who know each other.
pub const K_ORGANISATIONS: u64 = 10;
/// The most that a site can ask for.
pub const K_MOST: u64 = 1_000;
/// Rows in one answer.
pub const ROWS: usize = 10_000;
/// Rows that tie with the last one wanted, before all rows are asked for: each costs its shards some
/// hundred bytes, as its name does.
pub const TIES: usize = 1_000;
/// Clauses in one question's filters, counted with all that is nested.
pub const CLAUSES: usize = 64;
/// Clauses within clauses. JSON readers stop at 128 levels, and a question travels in an envelope.
pub const CLAUSE_DEPTH: usize = 16;
/// Values in one clause.
pub const VALUES: usize = 100;
/// Days in one question about movers: a month, so that what is usual is known after half a year.
pub const MOVERS_DAYS: i64 = 31;
/// Periods before, from which a question about movers knows what is usual.
pub const MOVERS_PERIODS: usize = 6;
/// Steps in one question about paths, each two questions to every shard where not everything may be shown:
/// ten calls a shard, one after the other. Of a hundred visits, few go further.
pub const PATH_STEPS: usize = 5;
/// Branches of one step in an answer about paths, all of which the next step follows.
pub const PATH_BRANCHES: usize = 20;
/// Dimensions in one question about movers, each two questions more.
pub const MOVERS_DIMENSIONS: usize = 10;
/// Rows of one dimension in an answer about movers.
pub const MOVERS_ROWS: usize = 100;
/// Points of a curve of what was played at most: more than a screen of 390 pixels tells apart in a chart.
pub const RETENTION_BUCKETS: u32 = 100;
/// Lengths of media by which those of one piece are told apart; of more, which no page has, the longest
/// stay. Each has some kilobytes.
pub const MEDIA_LENGTHS: usize = 64;
/// Media in an answer about one piece.
pub const MEDIA_TOLD: usize = 8;
/// The share of its seconds from which on a medium is finished, percent. A choice: what is missing is the
/// credits, and the second that rounding takes at either end. Players say “complete” only where the end
/// was played, whatever was passed over before.
pub const FINISHED_PERCENT: u64 = 95;
/// Reading time of a section up to which a glance is a read, ms: as long as a reader counts as active after
/// one touch (`IDLE_AFTER`).
pub const SHORT_SECTION_MS: u64 = 5_000;
/// Days in one question: 25 months, the longest that facts are kept.
pub const DAYS: i64 = 775;
/// Bytes of one question's body.
pub const QUESTION_BYTES: usize = 64 * 1024;

/// Bytes of one model document. The default has under one thousand.
pub const MODEL_BYTES: usize = 16 * 1024;

/// Sites that the registry keeps. Each isolate of the edge holds them all, some 3 kB each.
pub const SITES: usize = 1_000;
/// Hosts of one site.
pub const HOSTNAMES: usize = 200;
/// Bytes of a request that configures: a site with [`HOSTNAMES`] of the longest names has 52 kB, one
/// with [`CONTENT_RULES`] of a hundred bytes 50 kB.
pub const CONFIG_BYTES: usize = 64 * 1024;
/// Pages that rules are tried on at once: more than a person looks through.
pub const TRIED_PAGES: usize = 100;
/// Readers that segment rules are tried on at once, likewise.
pub const TRIED_READERS: usize = 100;
/// Bytes of all sites' configurations together: what each isolate asks for when it begins, and holds.
pub const CONFIGS_BYTES: u64 = 8 * 1024 * 1024;
/// Versions of one site's configuration that are kept; the oldest go first. One a day for half a
/// year.
pub const CONFIG_VERSIONS: u64 = 200;
/// Access tokens. Each belongs to a person or a program.
pub const TOKENS: usize = 1_000;
/// Share links of one site that have not expired.
pub const SHARES: usize = 100;
/// Days that a share link opens: a year and a day, for reports that are read once a year.
pub const SHARE_DAYS: u64 = 366;
/// Sessions of one token, of one share link or of the first admin; the one that ends soonest goes
/// first.
pub const SESSIONS: usize = 100;
/// Wrong passwords of one share link in one hour; further ones are not looked at.
pub const PASSWORD_TRIES: u64 = 10;
/// Characters of a password that are taken. Longer ones only cost time.
pub const PASSWORD_CHARS: usize = 200;
/// Characters that a password has at least (NIST SP 800-63B, section 5.1.1).
pub const PASSWORD_CHARS_MIN: usize = 8;
/// Characters of a name that a person gives a token or a share link.
pub const NAME_CHARS: usize = 80;
/// Acts that the audit log keeps; the oldest go first. A hundred a day for nearly three years.
pub const AUDIT_ROWS: u64 = 100_000;
/// Acts in one answer of the audit log.
pub const AUDIT_PAGE: u64 = 500;
/// Characters that the first admin's token has at least: 64 bits as hexadecimal digits.
pub const ADMIN_TOKEN_CHARS: usize = 16;
/// Bytes of rows after which a shard ends a piece of an export: what it tells in one go, in some
/// milliseconds, while hits wait. One visit more may follow.
pub const PIECE_BYTES: usize = 1024 * 1024;
/// Segments that a shard opens for one piece of an export, whether or not they have rows.
pub const PIECE_SEGMENTS: usize = 4;
/// Bytes of values after which a shard ends a part of an archived day: it packs them in one go, while
/// hits wait. Those of one segment more may follow.
pub const ARCHIVE_PART_BYTES: usize = 2 * 1024 * 1024;
/// Pieces of one answer; what follows is asked for with its last cursor. A Worker may ask objects
/// 1,000 times for one request (developers.cloudflare.com/workers/platform/limits).
pub const EXPORT_PIECES: usize = 800;
/// Bytes of one body that restores facts: some 6,000 page views, which have 48 MB in memory, of the
/// 128 MB of a Worker.
pub const RESTORE_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of any text of a fact that is restored: more than the longest that is stored (a title of
/// [`TITLE_CHARS`] characters of four bytes).
pub const RESTORED_TEXT_BYTES: usize = 2_000;

/// How long a badge's figure is told again, and then kept by whoever was told, ms: a page that many
/// read must not ask the shards for each of them.
pub const BADGE_MS: u64 = 10 * 60_000;
/// Sites whose badges an isolate remembers; then it begins anew.
pub const BADGES: usize = 1_024;
/// Rules of one site's alerts. Each asks its shards every few minutes.
pub const ALERTS: usize = 20;
/// Webhooks of one site.
pub const WEBHOOKS: usize = 10;
/// Deliveries that a site's log keeps; the oldest go first. Ten a day for three months.
pub const DELIVERIES: u64 = 1_000;
/// Deliveries in one answer.
pub const DELIVERIES_PAGE: u64 = 100;
/// Deliveries that are tried at once; what else is due is tried a minute later.
pub const DELIVERIES_AT_ONCE: u64 = 20;
/// How long a webhook's answer is waited for, ms: as Standard Webhooks advises, 15 to 30 s, so that
/// slow receivers are not sent everything twice.
pub const WEBHOOK_ANSWER_MS: u64 = 15_000;

/// Bytes of one file that is imported: [`IMPORT_ROWS`] rows of two hundred bytes.
pub const IMPORT_BYTES: usize = 1024 * 1024;
/// Rows of one such file. A sales team closes some hundreds of deals a year; a larger file is read in parts.
pub const IMPORT_ROWS: usize = 5_000;
/// Columns of one: CRMs export some dozens, of which the first row says which are wanted.
pub const IMPORT_COLUMNS: usize = 100;
/// Bytes of one cell. None that is wanted has as many; a quote that is not closed takes in no more.
pub const IMPORT_CELL_BYTES: usize = 2_000;
/// Errors of one file that are listed; the rest is counted. A person mends a column, not a thousand cells.
pub const IMPORT_ERRORS: usize = 500;
/// Rows of one kind that a site keeps: deals of ten years, or as many days of answers.
pub const IMPORTED_ROWS: usize = 10_000;
/// Characters of a deal's own number.
pub const DEAL_ID_CHARS: usize = 40;
/// The value of a deal, in the smallest unit of its currency: ten billion in hundredths, so that the sum of
/// all is exact in JavaScript's numbers up to nine thousand such.
pub const DEAL_VALUE_MINOR: u64 = 1_000_000_000_000;
/// Answers in one row of a file: a survey's month.
pub const ANSWERS: u32 = 1_000_000;
/// Days of closings in one question about deals. With the weeks before they are 80 weeks, and one clause
/// has [`VALUES`].
pub const DEALS_DAYS: i64 = 366;
/// Weeks before a closing: half a year.
pub const DEALS_WEEKS: u8 = 26;
/// Segments whose readers are asked about in one question about deals, each by four ordinary questions. Where
/// not everything may be shown, a question asks each shard twice: 48 calls a shard, and a Worker may make
/// 1,000 (see [`EXPORT_PIECES`]).
pub const DEALS_SEGMENTS: usize = 6;
/// Rows of one segment in an answer about deals.
pub const DEALS_ROWS: usize = 100;
/// Weeks of reading in one question about uplift: half a year.
pub const UPLIFT_WEEKS: usize = 26;
/// Weeks after each of them that can count. Longer after, other things were read.
pub const UPLIFT_WEEKS_AFTER: u8 = 4;
/// Rows in an answer about uplift, each an ordinary question; with the two that all have in common 22.
/// Where not everything may be shown, a question asks each shard twice: 44 calls a shard, and a Worker may
/// make 1,000 (see [`EXPORT_PIECES`]).
pub const UPLIFT_ROWS: usize = 20;
/// Weeks with both arms from which on an uplift is told: of fewer, one campaign is all.
pub const UPLIFT_WEEKS_LEAST: usize = 4;
/// Visits with a hand-raise, in both arms together, from which on it is: the interval leans on the normal
/// distribution, which the sum of so many rare ones is close to.
pub const UPLIFT_RAISES: u64 = 20;
/// The same that either arm would have at least if both were alike (Cochran 1954).
pub const UPLIFT_EXPECTED: u64 = 5;

/// Sockets that watch one site at once. A newsroom's desks and wall screens; whoever comes later asks by
/// themselves, as without a socket. Each is told every change, by one object.
pub const LIVE_SOCKETS: usize = 256;
/// When whoever found no room may try again, s.
pub const LIVE_RETRY_S: u64 = 60;
/// Bytes of a message that a client may send on such a socket before it is too long to be read at all: it
/// has nothing to say but `ping`.
pub const LIVE_MESSAGE_BYTES: usize = 64;
/// Minutes that are told of one by one. A visit that opened a page in them has not closed yet.
pub const LIVE_MINUTES: usize = 30;
