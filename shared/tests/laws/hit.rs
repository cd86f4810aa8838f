use proptest::prelude::*;
use ungated_shared::hit::page_url::scrub_path;
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::hit::{Hit, Numbers, WireItem};
use ungated_shared::page_view::PageView;

use crate::any;

fn hit(view: Numbers) -> Hit {
    Hit {
        v: 1,
        s: "demo".into(),
        p: "00000000000000ff".into(),
        u: "https://example.com/a/".into(),
        i: WireItem { t: "A title".into(), ..WireItem::default() },
        view,
        ..Hit::default()
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(view in any::page_view()) {
        let body = serde_json::to_vec(&hit(Numbers::from(&view))).unwrap();
        let snapshot = Hit::read(&body).unwrap();
        prop_assert_eq!(snapshot.view, view);
        prop_assert_eq!(snapshot.page_view, 255);
    }

    /// What two snapshots make together is kept and read back as it was.
    #[test]
    fn what_was_joined_is_read_back(a in any::page_view(), b in any::page_view()) {
        let mut joined = a;
        joined.join(&b);
        let json = serde_json::to_string(&joined).unwrap();
        prop_assert_eq!(serde_json::from_str::<PageView>(&json).unwrap(), joined.clone());
        joined.follow(&b);
        let json = serde_json::to_string(&joined).unwrap();
        prop_assert_eq!(serde_json::from_str::<PageView>(&json).unwrap(), joined);
    }

    #[test]
    fn no_body_breaks_the_reader(body in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Hit::read(&body).is_err());
    }

    /// One byte of a good hit changed: refused, or a good hit again, never a crash.
    #[test]
    fn no_flipped_bit_breaks_the_reader(at in 0..300usize, bit in 0..8u8) {
        let mut body = serde_json::to_vec(&hit(Numbers::default())).unwrap();
        let at = at % body.len();
        body[at] ^= 1 << bit;
        let _ = Hit::read(&body);
        prop_assert_eq!(Hit::read(&body[..at]).err().is_some(), true);
    }

    #[test]
    fn scrubbing_twice_is_scrubbing_once(path in "(/[a-zA-Z0-9@%.;_-]{0,40}){0,6}") {
        let once = scrub_path(&path);
        prop_assert_eq!(scrub_path(&once), once.clone());
        prop_assert!(once.starts_with('/') && !once.contains('@') && !once.contains(' '));
    }
}

/// What a page says of itself is published, but not every page publishes with care.
#[test]
fn labels_name_nobody() {
    let mut hit = hit(Numbers::default());
    hit.i = WireItem {
        t: "Write to ana@example.com, or come @home".into(),
        p: "ana@example.com".into(),
        a: "ana%40example.com".into(),
        l: "ana@example.com".into(),
        ..WireItem::default()
    };
    let item = hit.check().unwrap().item;
    assert_eq!(item.title, "Write to :mail or come @home");
    assert_eq!(
        (item.topic.as_str(), item.author.as_str(), item.language.as_str()),
        (":mail", ":mail", "")
    );
}

/// A body, and why it is turned away.
#[test]
fn refusals_say_why() {
    let good = serde_json::to_string(&hit(Numbers::default())).unwrap();
    let with = |from: &str, to: &str| good.replace(from, to).into_bytes();
    let cases: &[(Vec<u8>, Refusal)] = &[
        (vec![], Refusal::Empty),
        (vec![b' '; 8 * 1024 + 1], Refusal::TooLarge),
        (b"hello".to_vec(), Refusal::Decode),
        (b"{}".to_vec(), Refusal::Decode),
        (b"[[[[[[".to_vec(), Refusal::Decode),
        ("[".repeat(8_000).into_bytes(), Refusal::Decode),
        (vec![0xff; 40], Refusal::Decode),
        (with(r#""v":1"#, r#""v":2"#), Refusal::Version),
        (with(r#""e":0"#, r#""e":-1"#), Refusal::Decode),
        (with(r#""e":0"#, r#""e":1.5"#), Refusal::Decode),
        (with(r#""e":0"#, r#""e":1e308"#), Refusal::Decode),
        (with(r#""e":0"#, r#""e":18446744073709551615"#), Refusal::Decode),
        (with(r#""e":0"#, r#""e":43200001"#), Refusal::Decode),
        (with(r#""d":[0,0]"#, r#""d":[2,1]"#), Refusal::Decode),
        (with("00000000000000ff", "not hex"), Refusal::Decode),
        (with("https://", "javascript://"), Refusal::Decode),
        (with(r#""s":"demo""#, r#""s":"""#), Refusal::Decode),
        (with(r#""s":"demo""#, r#""s":"a b""#), Refusal::Decode),
    ];
    assert!(Hit::read(good.as_bytes()).is_ok());
    for (body, refusal) in cases {
        assert_eq!(Hit::read(body).err(), Some(*refusal), "{}", String::from_utf8_lossy(body));
    }
}
