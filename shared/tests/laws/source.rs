//! Laws of sources and channels.

use proptest::prelude::*;
use proptest::sample::select;
use ungated_shared::hit::page_url::PageUrl;
use ungated_shared::hit::text;
use ungated_shared::limit;
use ungated_shared::source::app::App;
use ungated_shared::source::channel::Channel;
use ungated_shared::source::click::CLICK_IDS;
use ungated_shared::source::find::fold;
use ungated_shared::source::source;
use ungated_shared::source::table::SOURCES;

/// Names, spellings and hosts of the table, and any text.
fn word() -> impl Strategy<Value = String> {
    let mut known: Vec<String> = Vec::new();
    for row in SOURCES {
        known.push(row.name.into());
        known.extend(row.hosts.iter().map(|host| host.replace('*', "de")));
        known.extend(row.spellings.iter().map(|spelling| (*spelling).into()));
    }
    prop_oneof![Just(String::new()), select(known), "[a-z_. -]{0,12}", any::<String>()]
}

fn medium() -> impl Strategy<Value = String> {
    let known = vec![
        "", "email", "social", "cpc", "referral", "organic", "audio", "podcast", "sms", "banner",
    ];
    prop_oneof![select(known).prop_map(String::from), "[a-z-]{0,8}", any::<String>()]
}

fn click() -> impl Strategy<Value = String> {
    let known: Vec<_> = CLICK_IDS.iter().map(|id| id.name).chain(["", "", "", "q"]).collect();
    select(known).prop_map(String::from)
}

fn page() -> impl Strategy<Value = PageUrl> {
    let path = prop_oneof!["(/[a-z-]{1,30}){0,4}/?", any::<String>()];
    (path, word(), medium(), word(), click()).prop_map(
        |(path, utm_source, utm_medium, utm_campaign, click)| PageUrl {
            host: "example.com".into(),
            path,
            utm_source,
            utm_medium,
            utm_campaign,
            click,
        },
    )
}

fn referrer() -> impl Strategy<Value = String> {
    let host = word().prop_map(|host| format!("https://{host}/"));
    let app = word().prop_map(|id| format!("android-app://{id}/"));
    prop_oneof![Just(String::new()), host, app, any::<String>()]
}

fn app() -> impl Strategy<Value = App> {
    let names: Vec<_> = SOURCES.iter().map(|row| row.name).chain(["No such app"]).collect();
    prop_oneof![
        3 => Just(App::None),
        1 => Just(App::WebView),
        1 => select(names).prop_map(App::Named),
    ]
}

fn is_inferred(channel: Channel) -> bool {
    matches!(channel, Channel::Direct | Channel::DarkSocial | Channel::Unknown)
}

proptest! {
    #[test]
    fn every_answer_is_within_its_bounds(page in page(), referrer in referrer(), app in app()) {
        let from = source(&page, &referrer, app);
        prop_assert!(from.confidence <= 100);
        prop_assert!(from.name.chars().count() <= limit::HOST_BYTES);
        prop_assert!(from.campaign.chars().count() <= limit::CAMPAIGN_CHARS);
        prop_assert_eq!(Channel::from_word(from.channel.word()), Some(from.channel));
    }

    #[test]
    fn the_same_visit_has_the_same_source(page in page(), referrer in referrer(), app in app()) {
        prop_assert_eq!(source(&page, &referrer, app), source(&page.clone(), &referrer.clone(), app));
    }

    #[test]
    fn what_was_paid_for_is_never_organic(
        page in page(),
        paid in "paid[a-z_-]{0,8}|ppc|PPC|retargeting|[a-z]{0,4}cp[a-z]{0,4}|CPC",
        referrer in referrer(),
        app in app(),
    ) {
        let from = source(&PageUrl { utm_medium: paid, ..page }, &referrer, app);
        let paid = [
            Channel::CrossNetwork,
            Channel::PaidShopping,
            Channel::PaidSearch,
            Channel::PaidSocial,
            Channel::PaidVideo,
            Channel::Display,
            Channel::PaidOther,
        ];
        prop_assert!(paid.contains(&from.channel), "{:?}", from);
    }

    #[test]
    fn what_is_stated_is_not_inferred(page in page(), referrer in referrer(), app in app()) {
        let from = source(&page, &referrer, app);
        let is_sure = from.confidence == 100;
        prop_assert!(!(is_sure && is_inferred(from.channel)), "{:?}", from);
        if is_inferred(from.channel) {
            prop_assert_eq!(&from.name, "");
            prop_assert_eq!(&from.campaign, "");
            prop_assert!(!matches!(app, App::Named(_)));
            let nothing = ["", "direct", "none", "notset", "null", "undefined"];
            for utm in [&page.utm_source, &page.utm_medium] {
                let utm = text::clean(utm, limit::CAMPAIGN_CHARS);
                prop_assert!(utm.is_empty() || nothing.contains(&fold(&utm).as_str()), "{}", utm);
            }
            prop_assert!(!CLICK_IDS.iter().any(|id| id.name == page.click));
        }
    }

    #[test]
    fn a_known_host_is_named(row in select(SOURCES), path in "/[a-z-]{0,20}", under in "[a-z]{3}[0-9]") {
        for host in row.hosts.iter().filter(|host| !host.contains('*')) {
            let page = PageUrl { host: "example.com".into(), path: path.clone(), ..PageUrl::default() };
            for referrer in [format!("https://{host}/"), format!("https://{under}.{host}/x")] {
                let from = source(&page, &referrer, App::None);
                prop_assert_eq!(&from.name, row.name, "{}", referrer);
                prop_assert_eq!(from.confidence, 100);
                prop_assert!(!is_inferred(from.channel));
            }
        }
    }

    #[test]
    fn an_unknown_campaign_is_no_inference(campaign in "[a-z]{1,20}", path in "(/[a-z]{1,9}){0,3}") {
        let page = PageUrl { host: "example.com".into(), path, utm_campaign: campaign, ..PageUrl::default() };
        let from = source(&page, "", App::None);
        prop_assert!(!is_inferred(from.channel));
        prop_assert_eq!(from.confidence, 100);
    }
}
