//! The sites that there are, as this isolate knows them: those of the variable `SITES`, and those
//! that the registry has a configuration of.
//!
//! # Which configuration holds?
//! A site's entry in `SITES` is version 0 of its configuration. Once the registry has a version, the
//! last one holds, whatever the file says; a rollback to version 0 hands the site back to the file.
//!
//! # Why all of them, and by age?
//! A hit must not wait for the registry, nor may a made-up site's name make it work. Whoever knows
//! all sites knows without asking that there is none of that name. What has changed since is asked
//! for after [`FRESH_MS`], while hits go on by what is known; only what is older than [`OLDEST_MS`],
//! as no hit came meanwhile, is waited for. So a change holds everywhere within a minute.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;
use worker::{Date, Env, Error, Result};

use crate::object;
use crate::registry::{self, configs};
use crate::site::{self, Site};

/// How old the list may be before it is asked for again, ms.
pub const FRESH_MS: u64 = 30_000;
/// How old the list may be where a hit goes by it, ms.
pub const OLDEST_MS: u64 = 60_000;

/// A site and the version of its configuration.
#[derive(Clone)]
pub struct Entry {
    /// What it wants.
    pub site: Rc<Site>,
    /// 0 where the file says it.
    pub version: u64,
}

/// All sites, by name.
pub type Entries = Rc<BTreeMap<String, Entry>>;

#[derive(Clone)]
struct Known {
    entries: Entries,
    /// The registry's last change that is in it.
    revision: u64,
    /// When the registry said so, Unix ms.
    read_ms: u64,
    /// When it was asked last, whether it answered or not, Unix ms.
    asked_ms: u64,
}

thread_local! {
    static KNOWN: RefCell<Option<Known>> = const { RefCell::new(None) };
    /// What the file says, as it stands there and as it was read: a variable does not change while
    /// the isolate lives.
    static FILE: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// The sites of the variable `SITES`: what stands there, and what it means.
pub type File = Rc<BTreeMap<String, (Value, Rc<Site>)>>;

/// The file's sites.
///
/// # Errors
/// Names the site and the field that makes no sense.
pub fn file(env: &Env) -> Result<File> {
    if let Some(file) = FILE.with_borrow(Clone::clone) {
        return Ok(file);
    }
    let sites: BTreeMap<String, Value> = env.object_var("SITES")?;
    let read = |(name, config): (String, Value)| match site::read(&config) {
        Ok(site) => Ok((name, (config, Rc::new(site)))),
        Err(wrong) => Err(Error::from(format!("SITES: {name}: {wrong}"))),
    };
    let file: File = Rc::new(sites.into_iter().map(read).collect::<Result<_>>()?);
    FILE.with_borrow_mut(|known| *known = Some(Rc::clone(&file)));
    Ok(file)
}

/// What the file says of a site: version 0.
pub fn in_file(env: &Env, name: &str) -> Result<Option<Value>> {
    Ok(file(env)?.get(name).map(|(config, _)| config.clone()))
}

/// All sites, if this isolate knows them and may still go by that, for a hit at `now_ms`.
pub fn for_hits(now_ms: u64) -> Option<Entries> {
    KNOWN.with_borrow(|known| {
        let known = known.as_ref()?;
        holds(known, now_ms).then(|| Rc::clone(&known.entries))
    })
}

/// All sites, if this isolate knows them.
pub fn known() -> Option<Entries> {
    KNOWN.with_borrow(|known| known.as_ref().map(|known| Rc::clone(&known.entries)))
}

/// An old list still holds where the registry was asked and did not answer: refusing everybody's
/// hits would lose more than a change that comes late.
fn holds(known: &Known, now_ms: u64) -> bool {
    now_ms < known.asked_ms + OLDEST_MS
}

/// All sites, for a hit at `now_ms`. Waits where too little is known.
///
/// # Errors
/// Only where nothing is known.
pub async fn learn(env: &Env, now_ms: u64) -> Result<()> {
    if for_hits(now_ms).is_some() {
        return Ok(());
    }
    ask(env, now_ms).await
}

/// Asks what has changed. Where the registry does not answer, what was known holds on.
///
/// # Errors
/// Only where nothing is known.
pub async fn ask(env: &Env, now_ms: u64) -> Result<()> {
    let error = match update(env, now_ms).await {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    let is_known = KNOWN.with_borrow_mut(|known| match known {
        Some(known) => {
            known.asked_ms = now_ms;
            true
        }
        None => false,
    });
    if is_known {
        worker::console_error!("going by the sites of before: {error}");
        return Ok(());
    }
    Err(error)
}

/// All sites, as they were at most `age_ms` ago.
///
/// # Errors
/// The registry does not answer, or the file makes no sense.
pub async fn within(env: &Env, age_ms: u64) -> Result<Entries> {
    let now_ms = Date::now().as_millis();
    let fresh = KNOWN.with_borrow(|known| {
        let known = known.as_ref().filter(|known| now_ms < known.read_ms + age_ms)?;
        Some(Rc::clone(&known.entries))
    });
    match fresh {
        Some(entries) => Ok(entries),
        None => {
            update(env, now_ms).await?;
            known().ok_or_else(|| Error::from("no sites are known"))
        }
    }
}

/// Asks the registry for all that has changed since it was asked last.
pub async fn update(env: &Env, now_ms: u64) -> Result<()> {
    let file = file(env)?;
    let since = KNOWN.with_borrow(|known| known.as_ref().map_or(0, |known| known.revision));
    let call = registry::Call::Configs(configs::Call::Changed { since });
    let changed: configs::Changed = object::ask(&object::registry(env)?, &call).await?;
    KNOWN.with_borrow_mut(|known| {
        let mut next = known.take().unwrap_or_else(|| of_file(&file));
        // Two may ask at once; what the slower one brings was known, and is the older.
        if changed.revision > next.revision {
            let entries = Rc::make_mut(&mut next.entries);
            changed.sites.into_iter().for_each(|current| put(entries, &file, current));
            next.revision = changed.revision;
        }
        (next.read_ms, next.asked_ms) = (now_ms, now_ms);
        *known = Some(next);
    });
    Ok(())
}

fn of_file(file: &File) -> Known {
    let entry = |(name, (_, site)): (&String, &(Value, Rc<Site>))| {
        (name.clone(), Entry { site: Rc::clone(site), version: 0 })
    };
    let entries = Rc::new(file.iter().map(entry).collect());
    Known { entries, revision: 0, read_ms: 0, asked_ms: 0 }
}

/// Puts what the registry says of a site in the place of what was known.
fn put(entries: &mut BTreeMap<String, Entry>, file: &File, current: configs::Current) {
    let configs::Current { site: name, version, config } = current;
    let site = match config.map(|config| site::read(&config)) {
        Some(Ok(site)) => Some(Rc::new(site)),
        // Stored by another build: one site that cannot be read takes nothing from the others.
        Some(Err(wrong)) => {
            worker::console_error!("site {name}, version {version}: {wrong}");
            None
        }
        None => file.get(&name).map(|(_, site)| Rc::clone(site)),
    };
    match site {
        Some(site) => entries.insert(name, Entry { site, version }),
        None => entries.remove(&name),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn config(title: &str) -> Value {
        json!({"title": title, "hostnames": ["example.com"]})
    }

    fn site(title: &str) -> Rc<Site> {
        Rc::new(site::read(&config(title)).expect("a site"))
    }

    #[test]
    fn hits_go_by_a_list_for_a_minute_and_longer_only_while_nobody_answers() {
        let mut known = of_file(&Rc::default());
        (known.read_ms, known.asked_ms) = (1_000, 1_000);
        assert!(holds(&known, 1_000) && holds(&known, 1_000 + OLDEST_MS - 1));
        assert!(!holds(&known, 1_000 + OLDEST_MS));
        known.asked_ms = 70_000;
        assert!(holds(&known, 70_000) && !holds(&known, 70_000 + OLDEST_MS));
    }

    /// The rule that the README states.
    #[test]
    fn what_is_stored_wins_over_the_file_until_it_is_rolled_back_to_it() {
        let file: File =
            Rc::new([("demo".to_string(), (config("file"), site("file")))].into_iter().collect());
        let mut entries = (*of_file(&file).entries).clone();
        let title = |entries: &BTreeMap<String, Entry>, name: &str| {
            entries.get(name).map(|entry| (entry.site.title.clone(), entry.version))
        };
        let change = |entries: &mut _, name: &str, version, config| {
            put(entries, &file, configs::Current { site: name.into(), version, config });
        };
        assert_eq!(title(&entries, "demo"), Some(("file".into(), 0)));
        change(&mut entries, "demo", 1, Some(config("stored")));
        change(&mut entries, "other", 1, Some(config("other")));
        assert_eq!(title(&entries, "demo"), Some(("stored".into(), 1)));
        assert_eq!(title(&entries, "other"), Some(("other".into(), 1)));
        change(&mut entries, "demo", 2, None);
        assert_eq!(title(&entries, "demo"), Some(("file".into(), 2)));
    }
}
