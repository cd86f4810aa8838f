//! The answer.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use serde::Serialize;

use super::count::Count;
use super::media::{Playing, bucket_s};
use super::outline::Outline;
use super::part::Part;
use crate::limit;
use crate::page_view::language::Unit;
use crate::report::Caveat;
use crate::statistics::estimate::Estimate;
use crate::statistics::share::Share;

/// A section of the outline. Its page views are `read`, `skimmed`, `jumped` and `unreached` together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PieceSection"))]
pub struct Section {
    /// Its place in the piece, from 1.
    pub section: usize,
    /// Its words, or characters: the median over page views.
    pub words: u64,
    /// Page views that counted another number of them: the piece was edited, or is not the same for all.
    pub other_words: u64,
    /// Whether its text is read in so little time that a glance is a read.
    pub is_short: bool,
    /// Page views that read it: it was on screen for a plausible share of its reading time.
    pub read: u64,
    /// Those of which it was on screen for less.
    pub skimmed: u64,
    /// Those that had a later section on screen, and this one not.
    pub jumped: u64,
    /// Those that came neither to it nor to a later one.
    pub unreached: u64,
    /// Those of which it was the last section on screen.
    pub stopped: u64,
    /// Time on screen, ms: of all page views together.
    pub ms: u64,
    /// The same, the median over those that had it on screen; `null` where none had.
    pub ms_median: Option<u64>,
    /// The share of `read` in its page views, in millionths, with an interval.
    pub read_share_micro: Estimate,
}

/// Audio or video of the piece, known by its length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PieceMedium"))]
pub struct Medium {
    /// Its length, s.
    pub length_s: u32,
    /// Page views that played some of it.
    pub starts: u64,
    /// Those that played 95 % of its seconds at least.
    pub finished: u64,
    /// The share of `finished` in `starts`, in millionths, with an interval.
    pub finished_share_micro: Estimate,
    /// Different seconds that were played, each page view by itself, of all together.
    pub played_s: u64,
    /// The same, the median over `starts`.
    pub played_s_median: u64,
    /// How many seconds each of `retention` stands for; the last may stand for fewer.
    pub bucket_s: u32,
    /// The share of `starts` that played a second, from the first on, in millionths: the mean over its
    /// seconds. At most a hundred.
    pub retention_micro: Vec<u32>,
}

/// How far readers came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The sections of the outline of most page views, in order.
    pub sections: Vec<Section>,
    /// The media that most page views started, most first.
    pub media: Vec<Medium>,
    /// Page views of the item; `None` where that may not be told.
    pub page_views: Option<u64>,
    /// Those of the outline that is told.
    pub outline: u64,
    /// Those of them that had no section on screen.
    pub unseen: u64,
    /// Those of other outlines, and those of this one in weeks, or days, in which too few have it to be told.
    pub other_outlines: u64,
    /// Those in which no section was found.
    pub without_sections: u64,
    /// Media that were started and are not told: of unknown length, of other lengths, or of too few visits in
    /// their week, or day.
    pub other_starts: u64,
    /// What words are: `words`, or `characters`.
    pub unit: &'static str,
    /// Rows that are not told, or not as a whole: 0 or 1.
    pub suppressed: usize,
    /// What it is to be read with.
    pub caveats: Vec<Caveat>,
    /// The title of the item, where a page told one.
    pub titles: BTreeMap<String, String>,
}

impl Part {
    /// The answer, in which nothing stands for fewer than `k` visits.
    #[must_use]
    pub fn finish(self, k: u64) -> Answer {
        // What may be told was decided before it was counted: readers may have come, or gone, between.
        let enough = |visits: u64| visits >= k.max(1);
        if k > 1 && !enough(self.visits) {
            return Answer::nothing(usize::from(self.is_cut));
        }
        let told = self.outlines.iter().filter(|(_, outline)| enough(outline.visits));
        let told = told.max_by_key(|(sections, outline)| (outline.page_views, **sections));
        let outline = told.map(|(_, outline)| outline.clone()).unwrap_or_default();
        let media = self.media.iter().filter(|(_, playing)| enough(playing.visits));
        let media = media.filter_map(|(length, playing)| playing.told(*length));
        let mut media: Vec<Medium> = media.collect();
        media.sort_by_key(|medium| (Reverse(medium.starts), medium.length_s));
        media.truncate(limit::MEDIA_TOLD);
        let sections = outline.told();
        let other_outlines = self.page_views - self.without_sections - outline.page_views;
        let (few, simulated) = (1..k, self.simulated_visits);
        let is_told = !few.contains(&simulated) && !few.contains(&(self.visits - simulated));
        let differ = other_outlines > 0 || sections.iter().any(|section| section.other_words > 0);
        let holds = [
            (Caveat::SmallGroupsLeftOut, self.is_cut),
            (Caveat::Simulated, is_told && simulated > 0),
            (Caveat::OutlinesDiffer, differ),
            (Caveat::WithoutSections, self.without_sections > 0),
            (Caveat::ShortSections, sections.iter().any(|section| section.is_short)),
            (Caveat::MediaByLength, !media.is_empty()),
            (Caveat::ViewsOfOneReader, !sections.is_empty() || !media.is_empty()),
        ];
        Answer {
            page_views: Some(self.page_views),
            outline: outline.page_views,
            unseen: outline.unseen,
            other_outlines,
            without_sections: self.without_sections,
            other_starts: self.starts - media.iter().map(|medium| medium.starts).sum::<u64>(),
            unit: if outline.characters * 2 > outline.page_views {
                Unit::Characters.word()
            } else {
                Unit::Words.word()
            },
            suppressed: usize::from(self.is_cut),
            caveats: holds.into_iter().filter_map(|(it, holds)| holds.then_some(it)).collect(),
            titles: self.titles,
            sections,
            media,
        }
    }
}

impl Answer {
    /// Where nothing may be told.
    fn nothing(suppressed: usize) -> Self {
        Self {
            sections: Vec::new(),
            media: Vec::new(),
            page_views: None,
            outline: 0,
            unseen: 0,
            other_outlines: 0,
            without_sections: 0,
            other_starts: 0,
            unit: Unit::Words.word(),
            suppressed,
            caveats: Vec::new(),
            titles: BTreeMap::new(),
        }
    }
}

impl Outline {
    fn told(&self) -> Vec<Section> {
        let section = |(at, count): (usize, &Count)| {
            let (read, skimmed, jumped) = (count.read, count.skimmed, count.jumped);
            Some(Section {
                section: at + 1,
                words: count.words()?,
                other_words: count.other_words(),
                is_short: count.short * 2 > self.page_views,
                read,
                skimmed,
                jumped,
                unreached: self.page_views - read - skimmed - jumped,
                stopped: count.stopped,
                ms: count.ms,
                ms_median: count.shown_ms.median(),
                read_share_micro: Share::of(read, self.page_views)?.micro(),
            })
        };
        self.sections.iter().enumerate().filter_map(section).collect()
    }
}

impl Playing {
    fn told(&self, length_s: u32) -> Option<Medium> {
        let width = bucket_s(length_s);
        let share = |(at, played): (u32, &u64)| {
            let seconds = u64::from(length_s.min((at + 1) * width) - at * width);
            let share = Share::of(*played, self.starts * seconds).map(Share::micro);
            share.and_then(|share| u32::try_from(share.value).ok()).unwrap_or(0)
        };
        Some(Medium {
            length_s,
            starts: self.starts,
            finished: self.finished,
            finished_share_micro: Share::of(self.finished, self.starts)?.micro(),
            played_s: self.played_s,
            played_s_median: self.each_s.median()?,
            bucket_s: width,
            retention_micro: (0..).zip(&self.buckets).map(share).collect(),
        })
    }
}
