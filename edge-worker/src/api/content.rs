//! `POST /api/v1/sites/{site}/content/try`: what rules over paths would say of pages, before they
//! hold. Nothing is kept, and nothing of the site is told.

use serde::{Deserialize, Serialize};
use ungated_shared::content::map::{ContentMap, Setting};
use ungated_shared::hit::page_url::{PageUrl, scrub_path};
use ungated_shared::limit;
use worker::Request;

use super::{Answer, document};
use crate::answer::{Problem, json};
use crate::site;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The rules, as a configuration has them.
    #[serde(deserialize_with = "site::content_map")]
    content: ContentMap,
    /// Pages, by their address or by their path.
    pages: Vec<String>,
}

/// A page, as the rules see it.
#[derive(Serialize)]
struct Tried {
    /// The path that rules are matched against: that of the address, scrubbed as a hit's is.
    path: String,
    /// What the rules set, at most one a field.
    settings: Vec<Set>,
}

/// A field that a rule sets.
#[derive(Serialize)]
struct Set {
    field: &'static str,
    value: String,
    /// The rule's place in the list, from 0.
    rule: usize,
}

/// Answers it: a `pages[n]` for each page, in the order in which they were asked.
pub async fn answer(request: &mut Request) -> Answer {
    #[derive(Serialize)]
    struct Answered {
        pages: Vec<Tried>,
    }
    let Asked { content, pages } = document::read(request).await?;
    if pages.len() > limit::TRIED_PAGES {
        let detail = format!("pages: at most {}", limit::TRIED_PAGES);
        return Err(Problem::invalid("body", detail));
    }
    let pages: Result<Vec<Tried>, Problem> =
        pages.iter().enumerate().map(|(at, page)| tried(&content, at, page)).collect();
    Ok(json(&Answered { pages: pages? }))
}

fn tried(content: &ContentMap, at: usize, page: &str) -> Result<Tried, Problem> {
    let path = match page.strip_prefix('/') {
        Some(_) => Some(scrub_path(page)),
        None => PageUrl::parse(page).map(|url| url.path),
    };
    let none = || format!("pages[{at}]: an address with http:// or https://, or a path with /");
    let path = path.ok_or_else(|| Problem::invalid("body", none()))?;
    let set = |Setting { rule, change }: Setting| Set {
        field: change.field().word(),
        value: change.value(),
        rule,
    };
    let settings = content.explain(&path).into_iter().map(set).collect();
    Ok(Tried { path, settings })
}
