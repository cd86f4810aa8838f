//! The scoring model: every constant that turns reading into points.

/// The versioned rules of scoring. Its [hash](Model::hash) stands beside every number, so that
/// two figures are comparable exactly when their hashes agree.
///
/// All values are integers: native code and WASM agree on them by construction, as they do not
/// on `exp`, `ln` or `tanh`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Model {
    /// Counts up with each published change of the rules' meaning.
    pub version: u16,
    /// Reading speed, words a minute. 238 is the mean for silent reading of English non-fiction
    /// over 190 studies (Brysbaert 2019, Journal of Memory and Language 109).
    pub words_per_minute: u32,
    /// Share of a section's reading time, percent, from which it counts as *read* and not
    /// *skimmed*. 50 % is 476 words a minute: well above the 300 that fast readers reach with
    /// understanding (Brysbaert 2019), so who is faster has skimmed.
    pub read_share_percent: u32,
    /// Reading time below which no item is judged, ms: a page of twenty words is not "read" by
    /// a glance. 15 s is the line below which Chartbeat (2014) found 55 % of page views.
    pub least_reading_ms: u32,
    /// Most points for attention: engaged time against reading time.
    pub attention_points: u8,
    /// Most points for read-through: words read against words.
    pub read_through_points: u8,
    /// Points at which engagement is half of 100. 150 is one and a half pieces read in full: a
    /// second piece counts nearly as much as the first, a tenth hardly.
    pub engagement_half: u32,
    /// Intent for a consideration piece read in full.
    pub intent_consideration: u8,
    /// Intent for a decision piece read in full.
    pub intent_decision: u8,
    /// Intent for coming back to a decision piece within the visit.
    pub intent_return: u8,
    /// Intent for a hand-raise.
    pub intent_hand_raise: u8,
    /// Intent for each further kind of hand-raise.
    pub intent_further_kind: u8,
    /// Engagement from which a visit is *reading*: about a sixth of one piece.
    pub reading_from: u8,
    /// Engagement from which it is *engaged*: about one piece read.
    pub engaged_from: u8,
    /// Intent from which it is *considering*: most of a decision piece, or both stages in part.
    pub considering_from: u8,
    /// Intent from which it is *ready* even without a hand-raise.
    pub ready_from: u8,
}

impl Model {
    /// The model for a business publication.
    pub const DEFAULT: Self = Self {
        version: 1,
        words_per_minute: 238,
        read_share_percent: 50,
        least_reading_ms: 15_000,
        attention_points: 60,
        read_through_points: 40,
        engagement_half: 150,
        intent_consideration: 15,
        intent_decision: 35,
        intent_return: 10,
        intent_hand_raise: 60,
        intent_further_kind: 10,
        reading_from: 10,
        engaged_from: 35,
        considering_from: 25,
        ready_from: 60,
    };

    /// The content hash: FNV-1a, 64 bits, over the fields in order, each as a little-endian u32.
    ///
    /// The pattern names every field, so a new one cannot be left out of the hash.
    #[must_use]
    pub const fn hash(&self) -> u64 {
        let Self {
            version,
            words_per_minute,
            read_share_percent,
            least_reading_ms,
            attention_points,
            read_through_points,
            engagement_half,
            intent_consideration,
            intent_decision,
            intent_return,
            intent_hand_raise,
            intent_further_kind,
            reading_from,
            engaged_from,
            considering_from,
            ready_from,
        } = *self;
        let fields = [
            version as u32,
            words_per_minute,
            read_share_percent,
            least_reading_ms,
            attention_points as u32,
            read_through_points as u32,
            engagement_half,
            intent_consideration as u32,
            intent_decision as u32,
            intent_return as u32,
            intent_hand_raise as u32,
            intent_further_kind as u32,
            reading_from as u32,
            engaged_from as u32,
            considering_from as u32,
            ready_from as u32,
        ];
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut i = 0;
        while i < fields.len() {
            let bytes = fields[i].to_le_bytes();
            let mut j = 0;
            while j < bytes.len() {
                hash = (hash ^ bytes[j] as u64).wrapping_mul(0x0000_0100_0000_01b3);
                j += 1;
            }
            i += 1;
        }
        hash
    }

    /// Time that `words` take to read, ms.
    #[must_use]
    pub const fn reading_ms(&self, words: u32) -> u64 {
        // A model without a speed is read at one word a minute rather than dividing by nothing.
        let speed = if self.words_per_minute == 0 { 1 } else { self.words_per_minute };
        words as u64 * 60_000 / speed as u64
    }
}
