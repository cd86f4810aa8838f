//! Texts in which `*` stands for anything.

/// Whether `text` is as `pattern` says, where `*` stands for any run of characters, also none.
/// Both sides are compared as they are: the caller has put them into the same case.
///
/// Adds the comparisons it took to `steps`: never more than
/// `(pattern bytes + 1) · (text bytes + 2)`.
///
/// # Why not try every run, shortest first?
/// Each `*` would multiply the work. It is enough to remember the last one: what an earlier `*`
/// gave up can only be given to the last one with the same outcome.
pub(crate) fn matches(pattern: &[u8], text: &[u8], steps: &mut u64) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut last_star: Option<(usize, usize)> = None;
    loop {
        *steps = steps.saturating_add(1);
        match (pattern.get(p), text.get(t)) {
            (None, None) => return true,
            (Some(b'*'), _) => {
                last_star = Some((p, t));
                p += 1;
            }
            (Some(a), Some(b)) if a == b => {
                p += 1;
                t += 1;
            }
            // Neither can get better once the text is used up.
            (_, None) => return false,
            _ => {
                let Some((star, from)) = last_star else { return false };
                last_star = Some((star, from + 1));
                p = star + 1;
                t = from + 1;
            }
        }
    }
}
