//! Answers to questions.

use std::collections::BTreeMap;

use serde::Serialize;
use ungated_shared::report::deals;
use ungated_shared::report::heard;
use ungated_shared::report::influence;
use ungated_shared::report::movers;
use ungated_shared::report::paths;
use ungated_shared::report::sections;
use ungated_shared::report::ungate;
use ungated_shared::report::uplift;
use ungated_shared::report::{Asked, Caveat, Range, Row};
use ungated_shared::ungate::Day;

/// How many shards were asked, and how many answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coverage {
    /// Those that hold facts of the site.
    pub shards: usize,
    /// Those of them that answered.
    pub answered: usize,
    /// The same by region.
    pub regions: BTreeMap<&'static str, InRegion>,
    /// Those that did not answer.
    #[serde(skip)]
    pub missing: Vec<String>,
}

impl Coverage {
    /// What an answer is to be read with, and whether a shard is missing in it.
    #[must_use]
    pub fn caveats(&self, of_answer: Vec<Caveat>) -> Vec<Caveat> {
        let missing = (self.answered < self.shards).then_some(Caveat::ShardsMissing);
        missing.into_iter().chain(of_answer).collect()
    }
}

/// How many shards of a region were asked, and how many answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InRegion {
    /// Those that hold facts of the site.
    pub shards: usize,
    /// Those of them that answered.
    pub answered: usize,
}

/// What is not told, as it stands for too few visits.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suppressed {
    /// Visits for which a row stands at least.
    pub k: u64,
    /// Rows of which all or a part is in "(other)".
    pub rows: usize,
}

/// The answer to a question.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report<'a> {
    /// Its rows.
    pub results: Vec<Row>,
    /// What they are to be read with.
    pub meta: ReportMeta<'a>,
    /// The question, as it was understood.
    pub query: &'a Asked,
}

/// What a report is to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportMeta<'a> {
    /// Hash of the model behind every score.
    pub model: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits.
    pub suppressed: Suppressed,
    /// Visits in the answer that the simulator made; `null` if that would tell of too few.
    pub simulated_visits: Option<u64>,
    /// Visits of programs that were left out; `null` if too few.
    pub bot_visits: Option<u64>,
    /// Of an answer about segments or fit: visits whose network says where the reader works; `null` if
    /// that would tell of too few, and for other questions.
    pub classified_visits: Option<u64>,
    /// What the answer is to be read with.
    pub caveats: Vec<Caveat>,
    /// Rows before `limit` and `offset`.
    pub rows: usize,
    /// The zone by whose clock days and hours are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time asked about.
    pub range: Range,
    /// The span of time that it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison_range: Option<Range>,
    /// Titles of the items that rows name by path, where a page told one.
    pub titles: &'a BTreeMap<String, String>,
}

/// What hand-raises can be put down to.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Influence<'a> {
    /// The names, most influential first.
    pub results: Vec<influence::Row>,
    /// What they are to be read with.
    pub meta: InfluenceMeta<'a>,
    /// The question, as it was understood.
    pub query: &'a influence::Asked,
}

/// What influence is to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InfluenceMeta<'a> {
    /// Hash of the model behind every score.
    pub model: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits.
    pub suppressed: Suppressed,
    /// Visits that were looked at; `null` where that may not be told.
    pub visits: Option<u64>,
    /// Their hand-raises, of which rows have their shares; `null` where that may not be told.
    pub hand_raises: Option<u64>,
    /// Those of the visits that the simulator made; `null` where that may not be told.
    pub simulated_visits: Option<u64>,
    /// What the answer is to be read with.
    pub caveats: Vec<Caveat>,
    /// Rows before `limit`.
    pub rows: usize,
    /// The zone by whose clock days are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time asked about.
    pub range: Range,
    /// Titles of the items that rows name by path, where a page told one.
    pub titles: &'a BTreeMap<String, String>,
}

/// What changed, and which dimension explains it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Movers<'a> {
    /// What could explain it, those first whose shares moved most against chance; nothing where it is
    /// not known what is usual.
    pub results: Vec<movers::Explained>,
    /// What they are to be read with.
    pub meta: MoversMeta<'a>,
    /// The question, as it was understood.
    pub query: &'a movers::Asked,
}

/// What movers are to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MoversMeta<'a> {
    /// Hash of the model behind every score.
    pub model: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits; of all questions behind this one together.
    pub suppressed: Suppressed,
    /// The metric over the whole.
    pub whole: movers::Whole,
    /// What the answer is to be read with.
    pub caveats: Vec<Caveat>,
    /// The zone by whose clock days are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time asked about, without today.
    pub range: Range,
    /// Titles of the items that rows name by path, where a page told one.
    pub titles: BTreeMap<String, String>,
}

/// What forms in front of a site's pieces cost.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ungate<'a> {
    /// The pieces that the configuration names, in its order.
    pub results: Vec<ungate::Row>,
    /// What they are to be read with.
    pub meta: UngateMeta<'a>,
    /// The question, as it was understood.
    pub query: &'a ungate::Asked,
}

/// What the ungate ledger is to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UngateMeta<'a> {
    /// Hash of the model behind every score.
    pub model: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits: spans of days.
    pub suppressed: Suppressed,
    /// How sure figures are, and from when on differences are told.
    pub power: ungate::Power,
    /// What the answer is to be read with: that of all rows.
    pub caveats: Vec<Caveat>,
    /// The zone by whose clock days are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time asked about; what lies ahead is in no arm.
    pub range: Range,
}

/// What the readers of segments read before their deals were won.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deals<'a> {
    /// The deals by segment and country, those with the most first.
    pub results: Vec<deals::Row>,
    /// What they are to be read with.
    pub meta: DealsMeta<'a>,
    /// The question, as it was understood.
    pub query: &'a deals::Asked,
}

/// What an answer about deals is to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DealsMeta<'a> {
    /// Hash of the model behind every score.
    pub model: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits; of all questions behind this one together.
    pub suppressed: Suppressed,
    /// How many deals were won in the days asked about.
    pub deals: u64,
    /// How many the site has in all.
    pub kept: u64,
    /// The deals by the way that they came.
    pub ways: Vec<deals::WayDeals>,
    /// The deals by what was said.
    pub heard: Vec<deals::HeardDeals>,
    /// How sure intervals are, percent.
    pub confidence_percent: u8,
    /// What the answer is to be read with.
    pub caveats: Vec<Caveat>,
    /// The zone by whose clock days are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time in which deals were won.
    pub range: Range,
    /// Titles of the items that rows name by path, where a page told one.
    pub titles: BTreeMap<String, String>,
}

/// Which way visits went.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paths<'a> {
    /// The steps, in order; none where there are no visits, or too few. A step without a branch is the last.
    pub results: &'a [paths::Step],
    /// What they are to be read with.
    pub meta: PathsMeta<'a>,
    /// The question, as it was understood.
    pub query: &'a paths::Asked,
}

/// What paths are to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathsMeta<'a> {
    /// Hash of the model behind every score.
    pub model: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits.
    pub suppressed: Suppressed,
    /// Visits in which paths begin, or that come to what was asked about; `null` if too few.
    pub visits: Option<u64>,
    /// Those of them that the simulator made; `null` if that would tell of too few.
    pub simulated_visits: Option<u64>,
    /// What the answer is to be read with.
    pub caveats: Vec<Caveat>,
    /// The zone by whose clock days are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time asked about.
    pub range: Range,
    /// Titles of the items that branches name by path, where a page told one.
    pub titles: &'a BTreeMap<String, String>,
}

/// How far readers of one piece came.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sections<'a> {
    /// Its sections, in order: of the outline that most page views had.
    pub results: Vec<sections::Section>,
    /// Its audio and video, what was started most first.
    pub media: Vec<sections::Medium>,
    /// What they are to be read with.
    pub meta: SectionsMeta<'a>,
    /// The question, as it was understood.
    pub query: &'a sections::Asked,
}

/// What sections are to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SectionsMeta<'a> {
    /// Hash of the model behind every score, which says what is read.
    pub model: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits.
    pub suppressed: Suppressed,
    /// Page views of the piece; `null` if there are none, or too few visits.
    pub page_views: Option<u64>,
    /// Those of them that had the outline of `results`.
    pub outline_page_views: u64,
    /// Those of `outline_page_views` that had no section on screen.
    pub unseen: u64,
    /// Page views that had more or fewer sections, or as many in a week, or a day, in which fewer than `k`
    /// visits had.
    pub other_outlines: u64,
    /// Page views in which no section was found.
    pub without_sections: u64,
    /// Media that were started and are not in `media`: of unknown length (live streams), of too few visits
    /// in their week, or day, or of other lengths than the eight most started.
    pub other_starts: u64,
    /// What `words` of sections are: `words`, or `characters` in languages without spaces.
    pub unit: &'static str,
    /// How sure intervals are, percent.
    pub confidence_percent: u8,
    /// What the answer is to be read with.
    pub caveats: Vec<Caveat>,
    /// The zone by whose clock days are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time asked about.
    pub range: Range,
    /// The title of the piece, by its path, where a page told one.
    pub titles: BTreeMap<String, String>,
}

/// Whether segments that read more of something in a week raise more hands in the weeks after.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Uplift<'a> {
    /// What has the most visits: the surest and largest differences first.
    pub results: Vec<uplift::Row>,
    /// What they are to be read with.
    pub meta: UpliftMeta<'a>,
    /// The question, as it was understood.
    pub query: &'a uplift::Asked,
}

/// What an answer about uplift is to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UpliftMeta<'a> {
    /// Hash of the model behind every score.
    pub model: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits; of all questions behind this one together.
    pub suppressed: Suppressed,
    /// The weeks of reading: their Mondays.
    pub weeks: Vec<Day>,
    /// In how many weeks after each hand-raises count.
    pub weeks_after: u8,
    /// Segments with visits that may be told; those of no segment are one.
    pub segments: usize,
    /// Rows before `limit`.
    pub rows: usize,
    /// How sure intervals are, percent.
    pub confidence_percent: u8,
    /// What the answer is to be read with.
    pub caveats: Vec<Caveat>,
    /// The zone by whose clock weeks are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time asked about.
    pub range: Range,
    /// Titles of the items that rows name by path, where a page told one.
    pub titles: BTreeMap<String, String>,
}

/// What people say brought them, here and elsewhere, against the channel that software saw.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answers<'a> {
    /// Answers by channel, the most first.
    pub results: Vec<heard::Row>,
    /// What they are to be read with.
    pub meta: AnswersMeta<'a>,
    /// The question, as it was understood.
    pub query: &'a heard::Asked,
}

/// What answers are to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswersMeta<'a> {
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits.
    pub suppressed: Suppressed,
    /// How much of the answer is from where.
    pub imported: heard::AnswersFrom,
    /// How many imported answers the site has in all.
    pub kept: u64,
    /// What the answer is to be read with.
    pub caveats: Vec<Caveat>,
    /// The zone by whose clock days are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time asked about.
    pub range: Range,
}
