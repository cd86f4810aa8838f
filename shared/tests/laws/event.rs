use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use ungated_shared::limit;
use ungated_shared::page_view::event::{Event, Events, Prop};

fn event() -> impl Strategy<Value = (Event, u16)> {
    let prop = prop_oneof![
        any::<bool>().prop_map(Prop::Flag),
        any::<i64>().prop_map(Prop::Number),
        "[a-z0-9@.% -]{0,120}".prop_map(Prop::Text),
    ];
    let props = btree_map("[a-c]", prop, 0..3);
    ("[a-z]{1,2}", props, any::<u16>())
        .prop_map(|(name, props, count)| (Event::new(&name, props).unwrap(), count))
}

/// More of them than one page view keeps.
fn events() -> impl Strategy<Value = Events> {
    vec(event(), 0..60).prop_map(|all| {
        let mut events = Events::NONE;
        all.into_iter().for_each(|(event, count)| events.set(event, count));
        events
    })
}

fn joined(a: &Events, b: &Events) -> Events {
    let mut both = a.clone();
    both.join(b);
    both
}

proptest! {
    #[test]
    fn events_are_a_semilattice(a in events(), b in events(), c in events()) {
        prop_assert_eq!(joined(&a, &b), joined(&b, &a));
        prop_assert_eq!(joined(&joined(&a, &b), &c), joined(&a, &joined(&b, &c)));
        prop_assert_eq!(joined(&a, &a), a.clone());
        prop_assert_eq!(joined(&a, &Events::NONE), a.clone());
        prop_assert!(a.iter().count() <= limit::EVENTS);
        prop_assert!(a.iter().all(|(_, count)| count <= limit::EVENT_COUNT));
    }

    #[test]
    fn events_travel_as_json(a in events()) {
        let json = serde_json::to_string(&a).unwrap();
        prop_assert_eq!(serde_json::from_str::<Events>(&json).unwrap(), a);
    }

    #[test]
    fn no_mail_address_stays(name in "[a-z]{1,9}", user in "[a-z]{1,9}") {
        let text = Prop::Text(format!("{user}@example.com"));
        let event = Event::new(&name, [("to".to_string(), text)].into()).unwrap();
        prop_assert_eq!(event.props().get("to"), Some(&Prop::Text(":mail".into())));
    }
}
