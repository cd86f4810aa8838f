//! The publication that is read: its pages, and how popular each is.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use crate::assumptions::POPULARITY_EXPONENT;
use crate::chance::Chance;
use crate::page::Page;

/// Where the demo publication begins.
const FRONT: &str = "/demo/";

/// More pages than any demonstration has; a crawl must end.
const MOST_PAGES: usize = 500;

/// Popularity is the publication's own: the same for every seed of readers.
const POPULARITY_SEED: u64 = 1999;

/// The pages of a site.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The site's name, from its tag.
    pub site: String,
    /// Where it is served, without a slash at the end.
    pub url: String,
    /// Its pages; the front page first.
    pub pages: Vec<Page>,
    /// How often each page is the first of a visit.
    pub popularity: Vec<f64>,
}

impl Publication {
    /// Fetches the front page and all that is linked from it, as a browser would.
    ///
    /// # Errors
    /// When nothing answers there, or no page has a tag.
    pub fn fetch(url: &str) -> Result<Self, String> {
        let url = url.trim_end_matches('/');
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(30)))
            .proxy(None)
            .build();
        let agent = ureq::Agent::new_with_config(agent);
        let mut pages = Vec::new();
        let mut to_visit = VecDeque::from([FRONT.to_owned()]);
        let mut seen = HashSet::from([FRONT.to_owned()]);
        while let Some(path) = to_visit.pop_front() {
            let answer = agent.get(format!("{url}{path}")).call();
            let html = match answer.and_then(|mut answer| answer.body_mut().read_to_string()) {
                Ok(html) => html,
                Err(ureq::Error::StatusCode(_)) => continue,
                Err(error) => {
                    return Err(format!(
                        "nothing answers at {url} ({error}): start `cargo xtask dev` first, or name the address with --url"
                    ));
                }
            };
            let page = Page::read(&path, &html);
            for (link, _) in &page.links {
                let is_ours = link.starts_with(FRONT) && seen.len() < MOST_PAGES;
                if is_ours && seen.insert(link.clone()) {
                    to_visit.push_back(link.clone());
                }
            }
            if !page.is_hidden && !page.site.is_empty() {
                pages.push(page);
            }
        }
        Self::of(url, pages).ok_or(format!("{url}{FRONT} has no page with Ungated's tag"))
    }

    /// A publication of these pages, the front page first; none without pages.
    #[must_use]
    pub fn of(url: &str, mut pages: Vec<Page>) -> Option<Self> {
        let site = pages.first()?.site.clone();
        let known: HashSet<String> = pages.iter().map(|page| page.path.clone()).collect();
        for page in &mut pages {
            page.links.retain(|(path, _)| known.contains(path));
        }
        let popularity = popularity(pages.len());
        Some(Self { site, url: url.to_owned(), pages, popularity })
    }

    /// The page at this path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<usize> {
        self.pages.iter().position(|page| page.path == path)
    }
}

/// Zipf's law over ranks that have nothing to do with the order of the pages.
fn popularity(pages: usize) -> Vec<f64> {
    let mut chance = Chance::of(POPULARITY_SEED, 0);
    let mut by_luck: Vec<(u64, usize)> = (0..pages).map(|page| (chance.number(), page)).collect();
    by_luck.sort_unstable();
    let mut popularity = vec![0.0; pages];
    for (rank, (_, page)) in by_luck.into_iter().enumerate() {
        popularity[page] = ((rank + 1) as f64).powf(-POPULARITY_EXPONENT);
    }
    popularity
}
