//! Everything the simulation assumes, with its source.
//!
//! What no study we know gives is marked *assumed*: a plausible figure for a business
//! publication, chosen so that every part of a dashboard has something to show.

/// Shape of the Weibull distribution of dwell times. Below 1: whoever has stayed a while is
/// likelier to stay on ("negative ageing"), found on 98.5 % of pages by Liu, White and Dumais,
/// "Understanding web browsing behaviors through Weibull analysis of dwell time" (SIGIR 2010).
pub const DWELL_SHAPE: f64 = 0.75;

/// Scales of the two halves of readers, ms: glancers and readers. Fitted so that 55 % of the
/// glancers' and about a third of the readers' page views stay under 15 s of engaged time, as
/// Chartbeat reports for all pages and for articles (T. Haile, Time, March 2014).
pub const DWELL_SCALES_MS: [f64; 2] = [20_000.0, 45_000.0];

/// A piece of this many words has the dwell times above. *Assumed:* the usual length of a trade
/// article.
pub const TYPICAL_WORDS: f64 = 1_000.0;

/// Dwell grows with the square root of length, within these bounds: a white paper four times as
/// long is read twice as long. *Assumed;* that longer pieces get more engaged time, less than in
/// proportion, is Pew Research Center's finding ("Long-form reading shows signs of life", 2016:
/// 123 s for long pieces, 57 s for short ones).
pub const LENGTH_FACTOR: (f64, f64) = (0.7, 2.2);

/// Page views of a visit, on average; their number is geometric. Contentsquare's benchmark of
/// 2024 has 63 % of media visits end on their first page. *Assumed* somewhat better here, for
/// readers who came with a question.
pub const PAGES_PER_VISIT: f64 = 2.2;

/// Exponent of Zipf's law for the popularity of pages. Breslau et al., "Web caching and Zipf-like
/// distributions" (INFOCOM 1999) found 0.64 to 0.83 at proxies.
pub const POPULARITY_EXPONENT: f64 = 0.8;

/// Reading speed of those who read, words a minute (Brysbaert 2019, 190 studies).
pub const READING_WPM: f64 = 238.0;

/// How much faster a skimmer's eyes move over the text. *Assumed;* skimming is studied with half
/// the time that reading takes, or less (Duggan and Payne, "Text skimming", J. Exp. Psychol.
/// Applied, 2009).
pub const SKIMMING_FACTOR: f64 = 3.5;

/// Share of page views that are skimmed before, or instead of, being read. Z. Liu, "Reading behavior
/// in the digital environment" (J. Documentation 2005): most people report more browsing and
/// scanning. *Assumed* as a figure.
pub const SKIMMERS: f64 = 0.55;

/// Spread of reading speed between readers: standard deviation of its logarithm. *Assumed.*
pub const PACE_SPREAD: f64 = 0.3;

/// Between two movements of a reader's hand, ms. *Assumed;* most gaps must lie below the five
/// seconds after which a reader counts as idle.
pub const MOVES_EVERY_MS: (u32, u32) = (500, 4_000);

/// Chance, at each movement, that a reader pauses: a thought, a colleague. *Assumed.*
pub const PAUSES: f64 = 0.03;
/// Length of such a pause, ms. *Assumed.*
pub const PAUSE_MS: (u32, u32) = (6_000, 40_000);

/// Chance, at each movement, that a reader looks at another tab for a while. *Assumed.*
pub const LOOKS_AWAY: f64 = 0.012;
/// For how long, ms. *Assumed.*
pub const AWAY_MS: (u32, u32) = (4_000, 150_000);

/// Chance that a reader who reached the end leaves; else they go back to what they skimmed.
/// *Assumed.*
pub const LEAVES_AT_END: f64 = 0.45;

/// Chance that a visitor of a page with video or audio plays it. *Assumed.*
pub const PLAYS_MEDIA: f64 = 0.35;
/// Median and log-spread of how long it plays, ms. *Assumed.*
pub const MEDIA_MS: (f64, f64) = (50_000.0, 0.9);
/// Length of what is played, ms: about that of the demo's recordings. *Assumed.*
pub const MEDIA_LENGTH_MS: u32 = 90_000;

/// Chance of a hand-raise on a page that offers one, by stage: none, awareness, consideration,
/// decision. *Assumed,* so that some one in a hundred visits asks: the low end of what is quoted
/// for visits that end in a business enquiry.
pub const RAISES_HAND: [f64; 4] = [0.001, 0.002, 0.008, 0.045];
/// Nobody asks before this much engaged time, ms. *Assumed.*
pub const RAISES_AFTER_MS: u32 = 12_000;

/// Chance that a reader who stayed as long answers "How did you hear about us?", where it is asked.
/// *Assumed.*
pub const ANSWERS: f64 = 0.25;

/// Chance that a reader fills in a form to read what is behind it. *Assumed,* at the better end of what
/// landing pages report.
pub const GATE_PASSES: f64 = 0.2;
/// Chance that one who does not leaves the site. *Assumed.*
pub const GATE_LEAVES: f64 = 0.5;
/// How long such a reader looks at the form, ms. *Assumed.*
pub const GATE_LOOKS_MS: (u32, u32) = (2_000, 9_000);

/// How much more a link is followed that leads one stage further. *Assumed.*
pub const STAGE_PULL: f64 = 1.6;
/// How much more a link in the text is followed than one in the navigation. *Assumed.*
pub const CONTENT_LINK_PULL: f64 = 3.0;

/// Share of visits by programs that say so. Imperva's yearly reports put honest robots near a
/// sixth of all traffic; most of them run no scripts and never send a hit. *Assumed* for the rest.
pub const BOTS: f64 = 0.03;

/// Share of desktop, mobile, tablet. *Assumed:* business reading happens at desks. (All web
/// traffic is more than half mobile: StatCounter, platform comparison 2024.)
pub const DEVICES: [f64; 3] = [0.62, 0.35, 0.03];

/// Day's peak against night's low, by the reader's own clock. *Assumed,* from the usual curve of
/// business sites.
pub const DAY_TO_NIGHT: f64 = 4.0;
/// Hour of the peak. *Assumed:* late morning to early afternoon.
pub const PEAK_HOUR: f64 = 13.0;
/// A weekend day against a working day. *Assumed.*
pub const WEEKEND: f64 = 0.4;

/// Chance that the last snapshot of a page view never leaves the browser: killed tabs, lost
/// networks. *Assumed.*
pub const LAST_SNAPSHOT_LOST: f64 = 0.02;
/// Engaged time at which a page that is still being read sends a snapshot in between, ms. The
/// tracker tells more often; a server learns nothing more from that, and a newcomer waits longer.
pub const BETWEEN_MS: u32 = 60_000;

/// From one page's end to the next one's beginning, ms. *Assumed.*
pub const LOADS_MS: (u32, u32) = (200, 1_800);
