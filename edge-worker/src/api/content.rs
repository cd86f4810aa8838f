//! `POST /api/v1/sites/{site}/content/try`: what rules over paths would say of pages, before they
//! hold. Nothing is kept, and nothing of the site is told.

use ungated_contract::code::Code;
use ungated_contract::content::{ContentTrial, Setting as Set, TriedPage, TriedPages};
use ungated_shared::content::map::{ContentMap, Setting};
use ungated_shared::hit::page_url::{PageUrl, scrub_path};
use ungated_shared::limit;
use worker::{Env, Request};

use super::{Answer, configs, document};
use crate::answer::{Problem, json};

/// Answers it: a `pages[n]` for each page, in the order in which they were asked.
pub async fn answer(request: &mut Request, env: &Env, site: &str) -> Answer {
    configs::existing(env, site).await?;
    let ContentTrial { content, pages } = document::read(request).await?;
    if pages.len() > limit::TRIED_PAGES {
        let detail = format!("pages: at most {}", limit::TRIED_PAGES);
        return Err(Problem::invalid(Code::Body, detail));
    }
    let pages: Result<Vec<TriedPage>, Problem> =
        pages.iter().enumerate().map(|(at, page)| tried(&content, at, page)).collect();
    Ok(json(&TriedPages { pages: pages? }))
}

fn tried(content: &ContentMap, at: usize, page: &str) -> Result<TriedPage, Problem> {
    let path = match page.strip_prefix('/') {
        Some(_) => Some(scrub_path(page)),
        None => PageUrl::parse(page).map(|url| url.path),
    };
    let none = || format!("pages[{at}]: an address with http:// or https://, or a path with /");
    let path = path.ok_or_else(|| Problem::invalid(Code::Body, none()))?;
    let set = |Setting { rule, change }: Setting| Set {
        field: change.field().word(),
        value: change.value(),
        rule,
    };
    let settings = content.explain(&path).into_iter().map(set).collect();
    Ok(TriedPage { path, settings })
}
