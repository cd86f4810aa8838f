use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use ungated_shared::segment::network::NetworkKind;
use ungated_shared::segment::{Audience, Coverage, Segments};

use crate::any;

const ORGANISATIONS: [&str; 9] = [
    "Siemens AG",
    "Deutsche Telekom AG",
    "Amazon.com, Inc.",
    "Mullvad VPN AB",
    "Stanford University",
    "City of Chicago",
    "Orange S.A.",
    "Acme",
    "",
];

/// What the edge may know, as owned texts.
#[derive(Clone, Debug)]
struct Known([&'static str; 7]);

impl Known {
    fn audience(&self) -> Audience<'_> {
        let [organisation, country, language, device, campaign, source, channel] = self.0;
        Audience { organisation, country, language, device, campaign, source, channel }
    }
}

fn known() -> impl Strategy<Value = Known> {
    (
        select(ORGANISATIONS.to_vec()),
        select(vec!["DE", "AT", "US", ""]),
        select(vec!["de", "de-AT", "en", ""]),
        select(vec!["desktop", "mobile", ""]),
        select(vec!["q3-abm", "spring", ""]),
        select(vec!["LinkedIn", "Bing", ""]),
        select(vec!["email", "referral", ""]),
    )
        .prop_map(|(a, b, c, d, e, f, g)| Known([a, b, c, d, e, f, g]))
}

/// A rule with few conditions, so that many of them hold.
fn rule() -> impl Strategy<Value = Value> {
    let conditions = vec![
        json!({}),
        json!({"organisation": ["*"]}),
        json!({"organisation": ["*siemens*", "acme"]}),
        json!({"network": ["business"]}),
        json!({"network": ["education", "government"], "country": ["US"]}),
        json!({"country": ["de", "at"]}),
        json!({"language": ["de"]}),
        json!({"device": ["desktop"], "campaign": ["*abm*"]}),
        json!({"source": ["linkedin"]}),
        json!({"channel": ["email", "referral"]}),
    ];
    let segment = select(vec!["A", "B", "C"]);
    (segment, 0..=100u8, select(conditions))
        .prop_map(|(segment, fit, when)| json!({"segment": segment, "fit": fit, "when": when}))
}

fn segments(rules: &[Value]) -> Segments {
    Segments::parse(&Value::from(rules.to_vec()).to_string()).unwrap()
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in any::<String>()) {
        let _ = Segments::parse(&text);
        let _ = segments(&[json!({"segment": "A", "fit": 1, "when": {"campaign": ["*a*b*"]}})])
            .fit(&Audience { organisation: &text, campaign: &text, ..Audience::default() });
    }

    #[test]
    fn no_json_breaks_the_reader(rules in any::json(&["segment", "fit", "when", "organisation",
        "network", "country", "language", "device", "campaign", "source", "channel"])) {
        match Segments::parse(&rules.to_string()) {
            Ok(read) => prop_assert_eq!(Segments::parse(&read.to_json()), Ok(read)),
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                prop_assert!(errors.iter().all(|e| e.at.starts_with("rules") && !e.detail.is_empty()));
            }
        }
    }

    #[test]
    fn what_is_written_is_read(rules in vec(rule(), 0..8)) {
        let once = segments(&rules);
        prop_assert_eq!(Segments::parse(&once.to_json()), Ok(once));
    }

    /// Against each rule on its own.
    #[test]
    fn fit_is_the_capped_sum_of_the_rules_that_hold(rules in vec(rule(), 0..10), known in known()) {
        let fit = segments(&rules).fit(&known.audience());
        let alone = |rule: &Value| segments(std::slice::from_ref(rule)).fit(&known.audience());
        let holding = rules.iter().enumerate().filter(|(_, rule)| alone(rule).segment.is_some());
        let holding: Vec<usize> = holding.map(|(at, _)| at).collect();
        prop_assert_eq!(segments(&rules).holding(&known.audience()), holding);
        let holding: Vec<&Value> = rules.iter().filter(|r| alone(r).segment.is_some()).collect();
        let sum: u64 = holding.iter().map(|rule| rule["fit"].as_u64().unwrap()).sum();
        prop_assert_eq!(u64::from(fit.score), sum.min(100));
        prop_assert_eq!(fit.parts.iter().map(|p| u64::from(p.plus)).sum::<u64>(), sum.min(100));
        let first = holding.first().map(|rule| rule["segment"].as_str().unwrap());
        prop_assert_eq!(fit.segment.as_deref(), first);
        prop_assert!(fit.parts.iter().all(|part| part.plus > 0));
        prop_assert!(fit.parts.is_sorted_by(|a, b| a.rule < b.rule));
        for part in &fit.parts {
            prop_assert_eq!(rules[part.rule]["segment"].as_str(), Some(part.segment.as_str()));
        }
    }

    #[test]
    fn another_rule_takes_nothing_away(rules in vec(rule(), 0..8), more in rule(), known in known()) {
        let before = segments(&rules).fit(&known.audience());
        let mut longer = rules;
        longer.push(more);
        let after = segments(&longer).fit(&known.audience());
        prop_assert!(after.score >= before.score);
        prop_assert!(before.segment.is_none() || after.segment == before.segment);
        prop_assert!(after.parts.starts_with(&before.parts));
    }

    /// Where the network is unclassified, its organisation makes no difference.
    #[test]
    fn an_unclassified_organisation_fits_as_none(rules in vec(rule(), 0..8), known in known()) {
        let all = segments(&rules);
        let fit = all.fit(&known.audience());
        let nameless = all.fit(&Audience { organisation: "", ..known.audience() });
        prop_assert_eq!(fit.classified, NetworkKind::of(known.0[0]).is_classified());
        if !fit.classified {
            prop_assert_eq!((fit.score, fit.segment, fit.parts),
                (nameless.score, nameless.segment, nameless.parts));
        }
    }

    #[test]
    fn a_network_is_of_the_same_kind_in_capitals(name in "[A-Za-z0-9&., -]{0,40}", known in known()) {
        for name in [name.as_str(), known.0[0]] {
            prop_assert_eq!(NetworkKind::of(name), NetworkKind::of(&name.to_uppercase()));
        }
    }

    #[test]
    fn no_name_breaks_the_table(name in any::<String>()) {
        let kind = NetworkKind::of(&name);
        let named = name.chars().any(char::is_alphanumeric);
        prop_assert!(named || kind == NetworkKind::Unknown);
    }

    /// However visits are spread over shards, and in whatever order these answer.
    #[test]
    fn shards_cover_as_one(visits in vec((known(), 0..3usize), 0..30)) {
        let all = segments(&[]);
        let mut whole = Coverage::default();
        let mut shards = [Coverage::default(); 3];
        for (known, shard) in &visits {
            let fit = all.fit(&known.audience());
            whole.count(&fit);
            shards[*shard].count(&fit);
        }
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut merged = Coverage::default();
            order.iter().for_each(|shard| merged.merge(&shards[*shard]));
            prop_assert_eq!(merged, whole);
        }
        let [a, b, c] = shards;
        let (mut left, mut right) = (a, b);
        left.merge(&b);
        left.merge(&c);
        right.merge(&c);
        let mut nested = a;
        nested.merge(&right);
        prop_assert_eq!(left, nested);
        prop_assert!(whole.classified <= whole.visits);
    }

    #[test]
    fn coverage_is_rounded_down(
        classified in prop_oneof![0..300u64, any::<u64>()],
        further in prop_oneof![0..300u64, any::<u64>()],
    ) {
        let coverage = Coverage { classified, visits: classified.saturating_add(further) };
        let percent = u128::from(coverage.percent());
        let (part, whole) = (u128::from(coverage.classified) * 100, u128::from(coverage.visits));
        prop_assert!(whole == 0 || (percent * whole <= part && part < (percent + 1) * whole));
        prop_assert!(percent < 100 || coverage.classified == coverage.visits);
    }
}
