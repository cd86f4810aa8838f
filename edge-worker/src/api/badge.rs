//! `GET /api/v1/sites/{site}/badge.svg`: how often a public site was read in 30 days, as a picture for
//! the site's own pages.
//!
//! # Why is it the same for everybody?
//! Pages of anybody show it, and whatever stands between keeps it. So no token, cookie or share link
//! counts here, and its figure is that of an ordinary question, hidden below `k` as everywhere.

use std::cell::RefCell;
use std::collections::HashMap;

use ungated_shared::limit;
use ungated_shared::report::{Asked, DateRange, Include, Metric, Named};
use worker::{Date, Env, Error, Response, Result};

use super::{Answer, access, query};
use crate::answer::Problem;

/// What it allows where it is opened as a page: its own style, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

thread_local! {
    /// What this isolate has told lately, by site: when, Unix ms, and what.
    static TOLD: RefCell<HashMap<String, (u64, Option<u64>)>> = RefCell::default();
}

pub async fn answer(env: &Env, name: &str) -> Answer {
    let entry = access::entry(env, name).await?.filter(|entry| entry.site.public);
    let site = entry.ok_or_else(Problem::not_found)?.site;
    let now_ms = Date::now().as_millis();
    let lately = TOLD.with_borrow(|told| told.get(name).copied());
    let reads = match lately.filter(|(at_ms, _)| now_ms < at_ms + limit::BADGE_MS) {
        Some((_, reads)) => reads,
        None => {
            let (rows, is_whole) = query::told(env, &site, &asked(name), now_ms).await?;
            if !is_whole {
                let error = Error::from("not all answered");
                return Err(Problem::unavailable("site's shards", &error));
            }
            let reads = rows.first().and_then(|row| row.metrics.first().copied().flatten());
            TOLD.with_borrow_mut(|told| {
                if told.len() >= limit::BADGES {
                    told.clear();
                }
                told.insert(name.to_owned(), (now_ms, reads));
            });
            reads
        }
    };
    Ok(picture(&svg(reads)))
}

fn asked(name: &str) -> Asked {
    Asked {
        site: name.into(),
        metrics: vec![Metric::Reads],
        date_range: DateRange::Named(Named::ThirtyDays),
        dimensions: Vec::new(),
        filters: Vec::new(),
        order_by: Vec::new(),
        limit: None,
        offset: 0,
        comparison: None,
        include: Include::default(),
    }
}

fn picture(svg: &str) -> Result<Response> {
    let mut response = Response::ok(svg)?;
    let headers = response.headers_mut();
    headers.set("content-type", "image/svg+xml")?;
    headers.set("cache-control", &format!("public, max-age={}", limit::BADGE_MS / 1_000))?;
    headers.set("content-security-policy", POLICY)?;
    headers.set("cross-origin-resource-policy", "cross-origin")?;
    headers.set("x-content-type-options", "nosniff")?;
    Ok(response)
}

/// The picture: our mark and a line of text, as wide as the text is, by the colours of whoever looks.
fn svg(reads: Option<u64>) -> String {
    let text = match reads {
        Some(1) => "1 read in 30 days".to_owned(),
        Some(reads) if reads > 0 => format!("{} reads in 30 days", grouped(reads)),
        _ => "Too few reads to tell".to_owned(),
    };
    // Fonts differ: the text is given a width that each of them can be set to, 6.5 px a character.
    let wide = text.len() * 13 / 2;
    let all = wide + 40;
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{all}" height="28" viewBox="0 0 {all} 28" role="img" aria-labelledby="t">
<title id="t">{text}, measured by Ungated without cookies</title>
<style>.p{{fill:#fbfcfb;stroke:#c5cfcb}}.i{{fill:#13201f}}@media(prefers-color-scheme:dark){{.p{{fill:#0f1615;stroke:#3a4845}}.i{{fill:#e7eeec}}}}</style>
<rect class="p" x=".5" y=".5" width="{rim}" height="27" rx="6"/>
<g transform="translate(7 6) scale(.5)"><rect width="32" height="32" rx="7" fill="#10383b"/><g fill="none" stroke-width="3.4" stroke-linecap="round"><path stroke="#fff" d="M8 15v3.5a8 8 0 0 0 16 0V15"/><path stroke="#ff7a55" d="M8 11.6 24 5.6"/></g></g>
<text class="i" x="30" y="18.5" textLength="{wide}" lengthAdjust="spacingAndGlyphs" font-family="system-ui,sans-serif" font-size="13" font-weight="600">{text}</text>
</svg>
"##,
        rim = all - 1,
    )
}

/// A number with a comma before each three digits.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (n, told) in cases {
            assert_eq!(grouped(n), told);
        }
    }

    #[test]
    fn what_is_hidden_is_no_zero() {
        assert!(svg(None).contains(">Too few reads to tell<"));
        assert!(svg(Some(1)).contains(">1 read in 30 days<"));
        assert!(svg(Some(1_234)).contains(">1,234 reads in 30 days<"));
    }
}
