//! The scoring model: every constant that turns reading into points.

#[cfg(feature = "json")]
mod document;
#[cfg(feature = "json")]
mod schema;

#[cfg(feature = "json")]
pub use document::Document;
#[cfg(feature = "json")]
pub use schema::schema;

use crate::page_view::language::Unit;

/// The form of the document in which models travel; counts up when a constant comes or goes.
pub const FORMAT: u32 = 1;

/// What there is to know of one constant: its name, meaning, bounds and value in the default.
#[derive(Clone, Copy, Debug)]
pub struct Constant {
    /// Its name in JSON.
    pub name: &'static str,
    /// What it means, and where its default comes from.
    pub meaning: &'static str,
    /// Least value.
    pub min: u32,
    /// Largest value.
    pub max: u32,
    /// Value in [`Model::DEFAULT`].
    pub default: u32,
}

/// One row a constant: its meaning, default and bounds. All that knows of constants (the struct,
/// the default, the hash, the document, its schema and its errors) is made from these rows, so
/// that none can be forgotten anywhere.
macro_rules! model {
    ($($(#[doc = $doc:literal])+ $name:ident = $default:literal, $min:literal..=$max:literal;)+) => {
        /// The rules of scoring. Their [hash](Model::hash) stands beside every number, so that two
        /// figures are comparable exactly when their hashes agree.
        ///
        /// All values are integers: native code and WASM agree on them by construction, as they do
        /// not on `exp`, `ln` or `tanh`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Model {
            $($(#[doc = $doc])+
            #[doc = concat!("\n\nDefault ", $default, "; ", $min, " to ", $max, ".")]
            pub $name: u32,)+
        }

        impl Model {
            /// The model for a business publication.
            pub const DEFAULT: Self = Self { $($name: $default,)+ };

            /// Every constant, in the order of the hash.
            pub const CONSTANTS: &'static [Constant] = &[$(Constant {
                name: stringify!($name),
                meaning: concat!($($doc,)+),
                min: $min,
                max: $max,
                default: $default,
            },)+];

            /// The values, in the order of [`Self::CONSTANTS`].
            #[must_use]
            pub const fn values(&self) -> [u32; Self::CONSTANTS.len()] {
                [$(self.$name,)+]
            }

            /// The model of these values, in the order of [`Self::CONSTANTS`].
            #[must_use]
            pub const fn of_values(values: [u32; Self::CONSTANTS.len()]) -> Self {
                let [$($name,)+] = values;
                Self { $($name,)+ }
            }
        }
    };
}

model! {
    /// Reading speed, words a minute: the mean of silent reading of English non-fiction over 190
    /// studies (Brysbaert 2019, Journal of Memory and Language 109). Other languages need more or
    /// fewer words for the same text and are read at about the same speed in time.
    words_per_minute = 238, 50..=2_000;
    /// Reading speed in Chinese, Japanese and Korean, characters a minute. Read aloud, Chinese
    /// has 255 and Japanese 357 (IReST: Trauzettel-Klosinski and Dietz 2012, IOVS 53, table 2);
    /// silent reading is 1.30 times as fast (183 to 238 words in English, Brysbaert 2019), which
    /// makes 332 and 464. 400 is between them, a sixth from either.
    characters_per_minute = 400, 50..=4_000;
    /// Share of a section's reading time, percent, from which it counts as read and not skimmed.
    /// 50 % of it is 476 words a minute: well above the 300 that fast readers reach with
    /// understanding (Brysbaert 2019), so who is faster has skimmed.
    read_share_percent = 50, 1..=100;
    /// Time below which no piece can earn all its points for attention, ms: a page of twenty
    /// words is not read by a glance. 15 s is the line below which Chartbeat (2014) found 55 % of
    /// page views.
    least_reading_ms = 15_000, 1_000..=600_000;
    /// Most points for attention: active time against reading time, or seconds played against the
    /// length of audio or video. The larger part of 100, as it is measured and not inferred.
    attention_points = 60, 0..=100;
    /// Most points for read-through: words in sections that were read against all words, or the
    /// share of audio or video that was played.
    read_through_points = 40, 0..=100;
    /// Points for keeping a piece: copied from, downloaded or printed, whichever and how often.
    /// They fill up what was not read on the screen and never exceed 100 together.
    kept_points = 10, 0..=100;
    /// Points at which engagement is half of 100. 150 is one and a half pieces read in full: a
    /// second piece counts nearly as much as the first, a tenth hardly.
    engagement_half = 150, 1..=10_000;
    /// Intent for a consideration piece read in full.
    intent_consideration = 15, 0..=100;
    /// Intent for a decision piece read in full.
    intent_decision = 35, 0..=100;
    /// Intent for each further stage of buying in which something was read: who goes on from
    /// learning to choosing in one visit is on the way. With 4, a piece read in full at every
    /// stage is 58, considering; coming back to the decision piece makes it ready.
    intent_progress = 4, 0..=50;
    /// Points from which a piece counts for that. 30 is half of the attention for it.
    progress_from = 30, 1..=100;
    /// Intent for coming back to a decision piece within the visit.
    intent_return = 10, 0..=100;
    /// Intent for keeping a consideration or decision piece: it will be shown to somebody.
    intent_kept = 5, 0..=100;
    /// Intent for a hand-raise.
    intent_hand_raise = 60, 0..=100;
    /// Intent for each further kind of hand-raise.
    intent_further_kind = 10, 0..=100;
    /// Engagement from which a visit is reading: about a sixth of one piece.
    reading_from = 10, 1..=100;
    /// Engagement from which it is engaged: about one piece read.
    engaged_from = 35, 1..=100;
    /// Intent from which it is considering: most of a decision piece, or both stages in part.
    considering_from = 25, 1..=100;
    /// Intent from which it is ready even without a hand-raise.
    ready_from = 60, 1..=100;
}

impl Model {
    /// The content hash: FNV-1a, 64 bits, over [`FORMAT`] and the values in order, each as a
    /// little-endian u32. It tells honest models apart; it is no seal against forgery.
    #[must_use]
    pub const fn hash(&self) -> u64 {
        let values = self.values();
        let mut hash = fnv(0xcbf2_9ce4_8422_2325, FORMAT);
        let mut i = 0;
        while i < values.len() {
            hash = fnv(hash, values[i]);
            i += 1;
        }
        hash
    }

    /// Time that a text takes to read, ms.
    #[must_use]
    pub const fn reading_ms(&self, unit: Unit, length: u32) -> u64 {
        let speed = match unit {
            Unit::Words => self.words_per_minute,
            Unit::Characters => self.characters_per_minute,
        };
        // A model without a speed is read at one word a minute rather than dividing by nothing.
        length as u64 * 60_000 / (if speed == 0 { 1 } else { speed }) as u64
    }
}

const fn fnv(mut hash: u64, value: u32) -> u64 {
    let bytes = value.to_le_bytes();
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        i += 1;
    }
    hash
}
