use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::hit::page_url::{PageUrl, scrub_path};
use ungated_shared::limit;
use ungated_shared::source::app::App;

/// A secret that no field may show; no field can hold it by chance.
const SECRET: &str = "[a-z]{8}ZQZ[0-9]{4}";

/// What people and tools write into addresses, whole and in pieces.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "/",
        "\\",
        "?",
        "&",
        "&amp;",
        "#",
        ";",
        "=",
        "+",
        "%",
        "%2",
        "%40",
        "%2540",
        "@",
        "＠",
        "ana@example.com",
        "ana%252540example.com",
        "utm_source",
        "UTM_Medium",
        "mtm_campaign",
        "ref",
        "gclid",
        "https://",
        "http%3A%2F%2F",
        "example.com",
        "[::1]",
        ":8443",
        "index.html",
        "\u{202e}",
        " ",
        "ü",
        "%C3%BC",
        "%ff",
        "0123456789",
        "deadbeefdeadbeef0000",
        "..",
        "\u{0}",
    ]);
    prop_oneof![4 => known.prop_map(String::from), 1 => any::<String>()]
}

fn url() -> impl Strategy<Value = String> {
    vec(piece(), 0..40).prop_map(|pieces| format!("https://example.com{}", pieces.concat()))
}

fn query(parameters: &[(String, String)]) -> String {
    let pairs: Vec<_> = parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("https://example.com/a/?{}", pairs.join("&"))
}

fn parse(parameters: &[(String, String)]) -> PageUrl {
    PageUrl::parse(&query(parameters)).unwrap()
}

fn fields(url: &PageUrl) -> [&String; 6] {
    [&url.host, &url.path, &url.utm_source, &url.utm_medium, &url.utm_campaign, &url.click]
}

/// Parameters of which no two say the same thing.
fn parameters() -> impl Strategy<Value = Vec<(String, String)>> {
    let names = ["utm_source", "mtm_medium", "pk_campaign", "fbclid", "q", "page", "lang"];
    let value = "[ -~]{0,20}".prop_map(|value| value.replace(['&', '?', '#'], ""));
    let pairs = names.map(|name| (Just(name.to_string()), value.clone()));
    Vec::from(pairs)
}

/// One character of the case that the coin says, percent-encoded as often as `rounds` says.
fn spelled(name: &str, coins: u16, rounds: u8) -> String {
    let spell = |(i, c): (usize, char)| {
        let c = if coins >> (i % 16) & 1 == 1 { c.to_ascii_uppercase() } else { c };
        match rounds {
            0 => c.to_string(),
            1 => format!("%{:02x}", u32::from(c)),
            _ => format!("%25{:02X}", u32::from(c)),
        }
    };
    name.chars().enumerate().map(spell).collect()
}

proptest! {
    #[test]
    fn no_text_breaks_the_parser(text in any::<String>(), pieces in vec(piece(), 0..40)) {
        let _ = PageUrl::parse(&text);
        let _ = PageUrl::parse(&pieces.concat());
        let _ = scrub_path(&text);
    }

    #[test]
    fn every_field_is_bounded_and_holds_no_mail_address(url in url()) {
        if let Some(url) = PageUrl::parse(&url) {
            prop_assert!(fields(&url).iter().all(|field| !field.contains(['@', '＠'])), "{url:?}");
            prop_assert!(!url.host.is_empty() && url.host.len() <= 253);
            prop_assert!(url.path.starts_with('/') && url.path.len() <= limit::PATH_BYTES);
            for said in [&url.utm_source, &url.utm_medium, &url.utm_campaign] {
                prop_assert!(said.chars().count() <= limit::CAMPAIGN_CHARS && said.trim() == said);
            }
        }
    }

    /// However long the address is, and wherever its bounds cut it.
    #[test]
    fn a_mail_address_shows_nothing_of_itself(
        // Around the bounds of a path, a value and a query.
        before in prop_oneof![0..500usize, 700..900usize, 2_900..3_100usize, 8_050..8_250usize],
        dots in 0..40usize,
        rounds in 0..3u8,
        name in "[b-y]{12}",
    ) {
        let at = ["@", "%40", "%2540"][usize::from(rounds)];
        let mail = format!("{name}{}z{at}example.com", ".z".repeat(dots / 2));
        let filler = "a".repeat(before);
        for url in [
            format!("https://example.com/{filler}/{mail}/x"),
            format!("https://example.com/{filler}{mail}"),
            format!("https://example.com/?utm_campaign={filler}{mail}"),
            format!("https://example.com/?q={filler}&utm_campaign={mail}"),
        ] {
            let url = PageUrl::parse(&url).unwrap();
            prop_assert!(fields(&url).iter().all(|field| !field.contains(&name)), "{url:?}");
        }
    }

    #[test]
    fn the_case_and_encoding_of_a_name_do_not_matter(
        parameters in parameters(),
        coins in any::<u16>(),
        rounds in 0..3u8,
    ) {
        let other: Vec<_> = parameters
            .iter()
            .map(|(name, value)| (spelled(name, coins, rounds), value.clone()))
            .collect();
        prop_assert_eq!(parse(&other), parse(&parameters));
    }

    #[test]
    fn the_order_of_parameters_does_not_matter(
        (parameters, shuffled) in
            parameters().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(parse(&shuffled), parse(&parameters));
    }

    #[test]
    fn the_value_of_a_click_id_is_never_kept(
        secret in SECRET,
        click in prop::sample::select(vec!["gclid", "fbclid", "MSCLKID", "mc_eid"]),
        parameters in parameters(),
        glue in prop::sample::select(vec!["&", "?", "%26", "%2526", "&amp;", "%26amp%3B"]),
        equals in prop::sample::select(vec!["=", "%3D", "%253D"]),
    ) {
        let url = format!("{}&utm_campaign=spring{glue}{click}{equals}{secret}", query(&parameters));
        let url = PageUrl::parse(&url).unwrap();
        prop_assert!(fields(&url).iter().all(|field| !field.contains(&secret)), "{url:?}");
    }

    #[test]
    fn a_value_is_read_however_it_was_encoded(value in "[a-zü]([a-zü -]{0,20}[a-zü])?") {
        let encode = |text: &str| -> String {
            text.bytes().map(|byte| format!("%{byte:02X}")).collect()
        };
        let read = |value: String| parse(&[("utm_campaign".into(), value)]).utm_campaign;
        let once = read(encode(&value));
        prop_assert_eq!(&once, &read(encode(&encode(&value))));
        prop_assert_eq!(&once, &read(value.replace(' ', "+")));
        prop_assert_eq!(once, value.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn scrubbing_any_path_twice_is_scrubbing_it_once(pieces in vec(piece(), 0..60)) {
        let once = scrub_path(&pieces.concat());
        prop_assert_eq!(scrub_path(&once), once);
    }

    /// What the bound leaves of a segment may look personal where the whole did not.
    #[test]
    fn a_path_cut_at_its_bound_is_scrubbed(
        before in 370..400usize,
        segment in "[0-9]{4}[0-9a-f]{12,19}(-[g-z]{9}|z@|)",
    ) {
        let once = scrub_path(&format!("/{}/{segment}", "a".repeat(before)));
        prop_assert!(once.len() <= limit::PATH_BYTES);
        prop_assert_eq!(scrub_path(&once), once);
    }

    #[test]
    fn an_app_is_known_for_any_text_and_by_its_word(
        pieces in vec(prop_oneof![any::<String>(), "Mozilla/5.0 ", "Instagram", "; wv\\)"], 0..30),
    ) {
        let user_agent = pieces.concat();
        let app = App::of(&user_agent);
        prop_assert_eq!(App::from_word(app.word()), app);
        prop_assert!(app.word().len() <= limit::LABEL_CHARS);
    }

    /// A mark counts wherever it stands, but never within a word.
    #[test]
    fn a_mark_stands_alone(before in "[ ;\\[(/]|[a-z0-9]") {
        let app = App::of(&format!("Mozilla/5.0 (X11){before}Line/13.1.0"));
        let alone = !before.ends_with(|c: char| c.is_ascii_alphanumeric());
        prop_assert_eq!(app, if alone { App::Named("LINE") } else { App::None });
    }

    /// What stands beyond the bound does not count; what stands before it does.
    #[test]
    fn a_user_agent_is_looked_at_to_its_bound(filler in 0..1_000usize) {
        let user_agent = format!("Mozilla/5.0 {} Instagram", "ü ".repeat(filler));
        let end = user_agent.len();
        prop_assert_eq!(App::of(&user_agent) == App::Named("Instagram"), end <= limit::USER_AGENT_BYTES);
    }
}

#[test]
fn every_app_is_known_by_its_word() {
    let mut words: Vec<_> = App::named().chain([App::None, App::WebView]).map(App::word).collect();
    for app in App::named() {
        assert_eq!(App::from_word(app.word()), app);
    }
    let all = words.len();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), all, "two apps have one name");
}
