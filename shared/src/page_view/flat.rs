//! A page view as a row of numbers: how it crosses from WebAssembly into JavaScript and back,
//! where text would cost more than all it says.

use crate::page_view::PageView;

/// Gives `put` the numbers of a page view, one after the other: engaged ms, of which by media alone,
/// bottom px, height px, acts by kind, hand-raises by kind, how many sections, words and ms of
/// each, then of each medium its length, how many stretches, and from where to where they go.
///
/// What the reader said is none of them: the page keeps such words itself.
pub fn write(view: &PageView, put: &mut impl FnMut(u32)) {
    for value in
        [view.engaged_ms(), view.media_ms, view.bottom_px.min(view.height_px), view.height_px]
    {
        put(value);
    }
    for count in view.acts.as_slice().iter().chain(view.hand_raises.as_slice()) {
        put(u32::from(*count));
    }
    let sections = view.sections.as_slice();
    put(sections.len() as u32);
    for section in sections {
        put(section.words);
        put(section.ms);
    }
    for medium in view.media.as_slice() {
        put(medium.length_s);
        put(medium.spans());
        for (from, to) in medium.played.spans() {
            put(from);
            put(to);
        }
    }
}

/// Reads what [`write()`] wrote; `None` if these are no such numbers.
#[cfg(feature = "json")]
#[must_use]
pub fn read(numbers: &[u32]) -> Option<PageView> {
    use crate::hit::Numbers;
    use crate::signal::act::Act;
    use crate::signal::counts::Kind;
    use crate::signal::hand_raise::HandRaise;

    let mut rest = numbers.iter().copied();
    let mut next = || rest.next();
    let [e, l, bottom, height] = [next()?, next()?, next()?, next()?];
    let mut read = Numbers { e, l, d: [bottom, height], ..Numbers::default() };
    for act in Act::ALL {
        read.k.insert(*act, next()?.try_into().ok()?);
    }
    for kind in HandRaise::ALL {
        read.h.insert(*kind, next()?.try_into().ok()?);
    }
    for _ in 0..next()? {
        read.x.push([next()?, next()?]);
    }
    while let Some(length) = next() {
        let mut medium = alloc::vec![length];
        for _ in 0..next()? {
            medium.extend([next()?, next()?]);
        }
        read.y.push(medium);
    }
    read.try_into().ok()
}
