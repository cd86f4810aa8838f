//! Laws of bots.

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::source::bot::Bot;
use ungated_shared::source::bot::behaviour::GLIMPSE_MS;

use crate::any;

/// A page view that was rushed to the end of a long page, or one of any kind.
fn rushed_or_any() -> impl Strategy<Value = PageView> {
    let rushed = (0..GLIMPSE_MS, 4_000..20_000_u32).prop_map(|(active_ms, height_px)| PageView {
        active_ms,
        bottom_px: height_px,
        height_px,
        ..PageView::NEW
    });
    prop_oneof![3 => rushed, 1 => any::page_view()]
}

proptest! {
    #[test]
    fn any_user_agent_has_an_answer(said in ".{0,700}") {
        let bot = Bot::of_user_agent(&said);
        prop_assert_eq!(bot, Bot::from_word(bot.map_or("", Bot::word)));
        // It says what it is; it says nothing of where it comes from and of what it did.
        prop_assert!(!matches!(bot, Some(Bot::Spam | Bot::Hosting | Bot::Behaviour)));
    }

    #[test]
    fn what_is_behind_the_bound_says_nothing(start in "Mozilla/5.0 [a-z ]{500}", end in ".{0,99}") {
        let cut = start.get(..limit::USER_AGENT_BYTES).unwrap_or_default();
        prop_assert_eq!(Bot::of_user_agent(&[cut, &end].concat()), Bot::of_user_agent(cut));
    }

    #[test]
    fn the_own_word_comes_first_then_the_referrer_then_the_network(
        said in prop_oneof!["Mozilla/5.0 [a-z]{0,9}", Just("Googlebot/2.1".to_owned())],
        referrer in prop_oneof![Just(""), Just("https://semalt.com/"), Just("https://a.example/")],
        organisation in prop_oneof![Just(""), Just("Hetzner Online GmbH"), Just("Siemens AG")],
        views in vec(rushed_or_any(), 0..5),
    ) {
        let by = [
            Bot::of_user_agent(&said),
            Bot::of_referrer(referrer),
            Bot::of_network(organisation),
            Bot::of_behaviour(&views),
        ];
        let first = by.into_iter().flatten().next();
        prop_assert_eq!(Bot::of(&said, referrer, organisation, &views), first);
    }

    /// However hasty the rest was, in whatever order.
    #[test]
    fn one_page_view_that_a_person_could_have_made_makes_the_visit_a_persons(
        mut views in vec(rushed_or_any(), 0..9),
        seen in any::page_view(),
        more_ms in 0..10_000_u32,
        at in any::<prop::sample::Index>(),
    ) {
        let active_ms = seen.active_ms.max(GLIMPSE_MS + more_ms);
        views.insert(at.index(views.len() + 1), PageView { active_ms, ..seen });
        prop_assert_eq!(Bot::of_behaviour(&views), None);
    }

    /// What arrives late may free a visit, and never convicts one of as many page views.
    #[test]
    fn more_engaged_time_makes_no_bot(
        views in vec(rushed_or_any(), 0..9),
        more_ms in vec(0..1_000_u32, 9),
    ) {
        let before = Bot::of_behaviour(&views);
        let longer = views.into_iter().zip(more_ms).map(|(view, ms)| PageView {
            active_ms: view.active_ms + ms,
            ..view
        });
        let longer: Vec<PageView> = longer.collect();
        prop_assert!(before.is_some() || Bot::of_behaviour(&longer).is_none());
    }
}

#[test]
fn words_come_back() {
    for bot in Bot::ALL {
        assert_eq!(Bot::from_word(bot.word()), Some(bot));
    }
    assert_eq!(Bot::from_word(""), None);
}
