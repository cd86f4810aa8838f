//! How long a site keeps facts is what it says.

use serde_json::{Value, json};
use ungated_shared::hit::Hit;

use crate::world::{ANA, Reader, World, hit};

/// Noon of a day that is far ahead of every real clock: development says that it is later already.
const AHEAD: u64 = 4_102_488_000_000;
const DAY: u64 = 24 * 60 * 60 * 1_000;
/// The longest month.
const MONTH: u64 = 31 * DAY;

const SITES: [(&str, u64); 3] = [("one", 1), ("usual", 13), ("most", 25)];

fn sites() -> Value {
    let site = |months: Option<u64>| {
        let mut site =
            json!({"title": "A site", "public": true, "hostnames": ["localhost"], "k": 1});
        if let Some(months) = months {
            site["retention_months"] = months.into();
        }
        site
    };
    json!({"one": site(Some(1)), "usual": site(None), "most": site(Some(25))})
}

impl World {
    fn operations_of(&self, site: &str) -> Value {
        self.workerd.get(&format!("/api/v1/sites/{site}/operations")).json()
    }

    /// A reader comes at `now_ms`: what is over is closed, and what is too old goes, once the shard wakes.
    fn comes(&self, site: &str, id: u64, now_ms: u64) {
        let reader: Reader = ANA;
        let page = Hit { s: site.into(), ..hit(id, &format!("/{id}/")) };
        assert_eq!(self.send(&reader, now_ms, &page).status, 202);
    }
}

#[test]
fn facts_go_when_the_time_of_their_site_is_over_and_their_items_too() {
    let world = World::with_sites(sites());
    for (site, months) in SITES {
        world.comes(site, 1, AHEAD);
        // Closed an hour later, in the first segment.
        world.comes(site, 2, AHEAD + DAY / 24);
        while world.operations_of(site)["segment_pageviews"] != 1 {}
        // A day before its time is over it is there still, beside what came an hour later.
        world.comes(site, 3, AHEAD + months * MONTH - DAY);
        while world.operations_of(site)["segment_pageviews"] != 2 {}
        assert_eq!(world.operations_of(site)["items"], 3, "{site}");
        // Both are over then, and closed is what came last.
        world.comes(site, 4, AHEAD + months * MONTH + DAY);
        while world.operations_of(site)["segment_pageviews"] != 1 {}
        let kept = world.operations_of(site);
        assert_eq!((&kept["open_visits"], &kept["items"]), (&json!(1), &json!(2)), "{site}");
    }
}
