//! An item's type: one word, whoever says it.

use alloc::string::{String, ToString};

use crate::hit::text;
use crate::limit;

/// What pages call their type, and our word for it. schema.org's types carry their names there,
/// Open Graph's those of ogp.me; capitals, spaces, hyphens and underscores make no difference.
///
/// Types are told apart where a marketer would: news, blog and opinion are read alike, a how-to
/// is not. An empty word says how the page is built or what stands on it, not what it is.
#[rustfmt::skip]
const KINDS: &[(&str, &[&str])] = &[
    (
        "article",
        &[
            "Article", "BlogPosting", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle",
            "BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle",
            "ReviewNewsArticle", "LiveBlogPosting", "SocialMediaPosting", "blog post", "post",
        ],
    ),
    // schema.org: "a technical article, e.g. how-to topics, step-by-step, troubleshooting".
    ("guide", &["TechArticle", "HowTo", "APIReference"]),
    ("paper", &["ScholarlyArticle", "MedicalScholarlyArticle"]),
    ("report", &["Report"]),
    // Written with a space, a hyphen or neither.
    ("white-paper", &[]),
    ("case-study", &[]),
    ("ebook", &[]),
    (
        "video",
        &[
            "VideoObject", "Movie", "Clip", "TVEpisode", "video.movie", "video.episode",
            "video.tv_show", "video.other",
        ],
    ),
    // A page of a podcast is an episode or the show; a bare sound file is one of the two.
    ("podcast", &["PodcastEpisode", "PodcastSeries", "RadioEpisode", "AudioObject"]),
    ("book", &["Book", "Audiobook"]),
    ("course", &["Course", "CourseInstance", "LearningResource"]),
    ("event", &["Event", "BusinessEvent", "EducationEvent"]),
    ("product", &["Product", "ProductGroup", "SoftwareApplication", "WebApplication", "Service"]),
    ("faq", &["FAQPage", "QAPage"]),
    ("review", &["Review", "CriticReview"]),
    ("dataset", &["Dataset"]),
    // Any page is a web page, and Open Graph's "website" is what CMSs put where they know nothing.
    (
        "",
        &[
            "WebPage", "ItemPage", "AboutPage", "ContactPage", "CheckoutPage", "CollectionPage",
            "MedicalWebPage", "ProfilePage", "SearchResultsPage", "WebSite", "Thing",
            "CreativeWork", "object",
        ],
    ),
    // Neighbours of the piece in the same JSON-LD.
    (
        "",
        &[
            "Organization", "Corporation", "LocalBusiness", "NewsMediaOrganization", "Person",
            "profile", "ImageObject", "BreadcrumbList", "ItemList", "ListItem", "SearchAction",
            "SiteNavigationElement", "WPHeader", "WPFooter", "Offer", "AggregateRating",
        ],
    ),
];

/// The type that `said` names: one of our words, or the page's own word in small letters with
/// hyphens (`White Paper` is `white-paper`), at most [`limit::LABEL_CHARS`] characters. Empty
/// where it says nothing about the piece.
///
/// ```
/// use ungated_shared::content::kind::of;
///
/// assert_eq!(of("https://schema.org/NewsArticle"), "article");
/// assert_eq!(of("Field Notes"), "field-notes");
/// assert_eq!(of("WebPage"), "");
/// ```
#[must_use]
pub fn of(said: &str) -> String {
    let said = text::clean(said, limit::METADATA_BYTES);
    // schema.org itself writes both the address and the prefix.
    let name = said.rsplit_once("schema.org/").map_or(said.as_str(), |(_, name)| name);
    let name = name.strip_prefix("schema:").unwrap_or(name);
    match row(name) {
        Some((word, _)) => (*word).to_string(),
        None => own(name),
    }
}

/// Whether `said` is a type of our table that names a piece of content.
pub(super) fn is_work(said: &str) -> bool {
    let name = said.rsplit_once("schema.org/").map_or(said, |(_, name)| name);
    row(name.strip_prefix("schema:").unwrap_or(name)).is_some_and(|(word, _)| !word.is_empty())
}

fn row(name: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    let bare = bare(name);
    KINDS.iter().find(|(word, names)| {
        (!word.is_empty() && self::bare(word) == bare)
            || names.iter().any(|n| self::bare(n) == bare)
    })
}

/// Letters and digits of the first characters, in small letters.
fn bare(name: &str) -> String {
    let bare = name.chars().filter(|c| c.is_alphanumeric()).take(limit::LABEL_CHARS);
    bare.flat_map(char::to_lowercase).collect()
}

fn own(name: &str) -> String {
    let gap = |c: char| if c.is_whitespace() || c == '_' { '-' } else { c };
    let small: String = name.chars().flat_map(char::to_lowercase).map(gap).collect();
    text::clean(&small, limit::LABEL_CHARS)
}
