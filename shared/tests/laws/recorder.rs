use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::limit;
use ungated_shared::page_view::language::Unit;
use ungated_shared::score::model::Model;
use ungated_shared::score::points;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::engaged::{IDLE_AFTER_MS, MEDIA_FOR_MS};
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::recorder::{Recorder, Signal};

fn signal() -> impl Strategy<Value = Signal> {
    prop_oneof![
        4 => Just(Signal::Active),
        1 => any::<bool>().prop_map(Signal::Visible),
        1 => any::<bool>().prop_map(Signal::Focused),
        3 => (0..3usize, any::<bool>(), 0..20_000u32).prop_map(|(index, playing, position_ms)| {
            Signal::Media { index, playing, position_ms, length_ms: 20_000 }
        }),
        1 => Just(Signal::Act(Act::Copy)),
        4 => (0..5_000u32, 1..1_200u32)
            .prop_map(|(top_px, h)| Signal::Scroll { top_px, bottom_px: top_px + h }),
        1 => Just(Signal::HandRaise(HandRaise::Mail)),
    ]
}

fn opened() -> Recorder {
    let mut page = Recorder::NEW;
    page.begin(0, true, true);
    page.content(100, 4_000);
    for i in 0..5u32 {
        page.section(i as usize, 200, 100 + i * 800, 100 + (i + 1) * 800);
    }
    page.viewport(0, 900);
    page
}

/// Engaged time, computed from the definition alone: looks at every single millisecond.
fn by_definition(script: &[(u32, Signal)], end_ms: u32) -> u32 {
    let (mut visible, mut focused) = (true, true);
    let (mut active_until, mut media_until) = (IDLE_AFTER_MS, 0);
    let (mut engaged, mut at) = (0, 0);
    let mut next = script.iter().peekable();
    for now in 0..end_ms {
        while let Some((wait, signal)) = next.peek() {
            if at + wait > now {
                break;
            }
            at += wait;
            next.next();
            match signal {
                Signal::Active | Signal::Scroll { .. } | Signal::Act(_) | Signal::HandRaise(_) => {
                    active_until = at + IDLE_AFTER_MS;
                }
                Signal::Visible(is) | Signal::Focused(is) => {
                    match signal {
                        Signal::Visible(_) => visible = *is,
                        _ => focused = *is,
                    }
                    if *is {
                        active_until = at + IDLE_AFTER_MS;
                    }
                }
                Signal::Media { playing: true, .. } => media_until = at + MEDIA_FOR_MS,
                Signal::Media { .. } => media_until = at,
            }
        }
        engaged += u32::from(visible && (now < media_until || (focused && now < active_until)));
    }
    engaged
}

proptest! {
    #[test]
    fn engaged_time_is_what_its_definition_says(script in vec((0..9_000u32, signal()), 0..20)) {
        let mut page = opened();
        let mut now = 0;
        for (wait, signal) in &script {
            now += wait;
            page.signal(now, *signal);
        }
        let end = now + 7_000;
        prop_assert_eq!(page.at(end).engaged_ms(), by_definition(&script, end));
    }

    #[test]
    fn sections_share_the_engaged_time(script in vec((0..9_000u32, signal()), 0..40)) {
        let mut page = opened();
        let mut now = 0;
        for (wait, signal) in script {
            now += wait;
            page.signal(now, signal);
            let view = page.at(now);
            let shared: u32 = view.sections.as_slice().iter().map(|s| s.ms).sum();
            prop_assert!(shared <= view.active_ms);
            prop_assert!(view.engaged_ms() <= now);
        }
    }

    #[test]
    fn later_snapshots_contain_earlier_ones(script in vec((0..9_000u32, signal()), 1..30)) {
        let mut page = opened();
        let (mut now, mut before) = (0, page.at(0).clone());
        for (wait, signal) in script {
            now += wait;
            page.signal(now, signal);
            let view = page.at(now).clone();
            let mut both = view.clone();
            both.join(&before);
            prop_assert_eq!(&both, &view);
            before = view;
        }
    }

    /// Monotone in every signal: whatever a reader does next, what was earned stays earned.
    #[test]
    fn no_signal_costs_points(script in vec((0..9_000u32, signal()), 1..60)) {
        let mut page = opened();
        let (mut now, mut before) = (0, 0);
        for (wait, signal) in script {
            now += wait;
            page.signal(now, signal);
            let earned = points(&Model::DEFAULT, Unit::Words, page.at(now)).total();
            prop_assert!(earned >= before, "{earned} after {before} by {signal:?}");
            before = earned;
        }
    }

    #[test]
    fn a_hidden_page_earns_nothing(script in vec((0..9_000u32, signal()), 0..30)) {
        let mut page = opened();
        page.signal(0, Signal::Visible(false));
        let mut now = 0;
        for (wait, signal) in script {
            now += wait;
            if signal != Signal::Visible(true) {
                page.signal(now, signal);
            }
        }
        let view = page.at(now + 60_000);
        prop_assert_eq!(view.engaged_ms(), 0);
        prop_assert_eq!(view.media.as_slice().iter().map(|m| m.played.len()).sum::<u32>(), 0);
    }

    /// Asking does not change what is recorded.
    #[test]
    fn reading_the_record_is_free(script in vec((0..9_000u32, signal()), 1..20)) {
        let (mut asked, mut left) = (opened(), opened());
        let mut now = 0;
        for (wait, signal) in script {
            asked.at(now + wait / 2);
            now += wait;
            asked.signal(now, signal);
            left.signal(now, signal);
        }
        prop_assert_eq!(asked.at(now).engaged_ms(), left.at(now).engaged_ms());
        prop_assert_eq!(asked.at(now).bottom_px, left.at(now).bottom_px);
    }
}

#[test]
fn a_focused_but_idle_minute_is_five_seconds() {
    let mut page = opened();
    assert_eq!(page.at(60_000).engaged_ms(), IDLE_AFTER_MS);
}

#[test]
fn a_clock_that_steps_back_adds_nothing() {
    let mut page = opened();
    page.signal(4_000, Signal::Active);
    page.signal(1_000, Signal::Active);
    assert_eq!(page.at(3_000).engaged_ms(), 4_000);
}

/// A film played through, watched again, and left: every second once.
#[test]
fn a_second_that_is_watched_twice_was_watched() {
    let mut page = opened();
    let mut play = |from_s: u32, seconds: u32, position_s: u32| {
        for tick in 0..=seconds * 4 {
            let position_ms = position_s * 1000 + tick * 250;
            let playing = tick < seconds * 4;
            let signal = Signal::Media { index: 0, playing, position_ms, length_ms: 60_000 };
            page.signal(from_s * 1000 + tick * 250, signal);
        }
        let medium = page.at(from_s * 1000 + seconds * 1000).media.as_slice()[0].clone();
        (medium.played_s(), medium.completion())
    };
    assert_eq!(play(10, 30, 0), (30, 50));
    assert_eq!(play(50, 20, 5), (30, 50));
    assert_eq!(play(80, 20, 20), (40, 66));
}

/// Dragging the slider is not watching.
#[test]
fn a_position_that_was_moved_was_not_played() {
    let mut page = opened();
    for (now, position_ms) in [(0, 0), (250, 250), (500, 50_000), (750, 50_250), (1_000, 10)] {
        page.signal(now, Signal::Media { index: 0, playing: true, position_ms, length_ms: 60_000 });
    }
    assert!(page.at(2_000).media.as_slice()[0].played.len() <= 1);
}

/// Nor is dragging it slowly, in however many small steps.
#[test]
fn a_slider_that_is_dragged_was_not_played() {
    for (step_ms, every_ms) in [(250, 1), (310, 16), (1_000, 16), (600, 50)] {
        let mut page = opened();
        for sign in 0..200 {
            let position_ms = sign * step_ms;
            let signal = Signal::Media { index: 0, playing: true, position_ms, length_ms: 600_000 };
            page.signal(sign * every_ms, signal);
        }
        let played = page.at(200 * every_ms).media.as_slice()[0].played.len();
        assert!(played <= 1, "{played} s of {} in {} ms", 200 * step_ms / 1000, 200 * every_ms);
    }
}

/// Whoever jumps about for ever does not make hits grow for ever.
#[test]
fn stretches_are_bounded_and_known_ones_still_grow() {
    let mut page = opened();
    let mut now = 0;
    for jump in 0..500 {
        for tick in 0..5 {
            now += 250;
            let position_ms = jump * 20_000 + tick * 250;
            let length_ms = 14_000_000;
            page.signal(now, Signal::Media { index: 0, playing: true, position_ms, length_ms });
        }
    }
    let medium = page.at(now).media.as_slice()[0].clone();
    assert_eq!(medium.played.spans().count() as u32, limit::MEDIA_SPANS);
    page.signal(now + 1, Signal::Media { index: 0, playing: true, position_ms: 0, length_ms: 0 });
    for tick in 1..20 {
        let (now, position_ms) = (now + 1 + tick * 250, tick * 250);
        page.signal(now, Signal::Media { index: 0, playing: true, position_ms, length_ms: 0 });
    }
    assert!(page.at(now + 9_000).media.as_slice()[0].played.len() > medium.played.len());
}
