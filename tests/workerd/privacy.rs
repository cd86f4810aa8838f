//! What must not be kept is not there.

use crate::world::{ANA, NOON, Reader, World, bytes, hit};

pub fn contains(all: &[u8], canary: &str) -> bool {
    all.windows(canary.len()).any(|window| window == canary.as_bytes())
}

#[test]
fn neither_address_nor_user_agent_nor_personal_url_parts_reach_a_disk_or_a_log() {
    let world = World::new();
    let reader = Reader {
        address: "198.51.100.77",
        user_agent: "Mozilla/5.0 canary-user-agent Chrome/142",
        headers: &[("cookie", "canary-cookie=1"), ("accept-language", "canary-language")],
        ..ANA
    };
    let mut page =
        hit(1, "/demo/canary-item/ana.canary@example.com/?token=canary-query#canary-hash");
    page.i.t = "A title".into();
    page.u.push_str("&utm_campaign=canary%40mail.example");
    page.r = "https://referrer.example/canary-path?q=canary-term".into();
    assert_eq!(world.send(&reader, NOON, &page).status, 202);
    // A refusal and an error must not tell either.
    world.send_body(&reader, NOON, b"{\"canary-body\":");
    let data = world.data;
    let output = world.workerd.output();
    world.workerd.stop();
    let mut all = bytes(data.path());
    all.extend(output.as_bytes());

    // The positive control: what is meant to be kept is found by the same search.
    assert!(contains(&all, "/demo/canary-item/:mail/"));
    for canary in [
        "198.51.100.77",
        "canary-user-agent",
        "canary-cookie",
        "canary-language",
        "ana.canary",
        "canary-query",
        "canary-hash",
        "canary%40mail",
        "canary@mail",
        "canary-path",
        "canary-term",
        "canary-body",
    ] {
        assert!(!contains(&all, canary), "{canary} was kept");
    }
}
