//! Nothing of one machine or one account in what everybody gets.

use std::path::Path;

use anyhow::Result;

use super::{Finding, at};

/// Folders of one machine.
const PLACES: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];

/// How secrets begin: private keys, and tokens of GitHub, npm, AWS, Slack, crates.io.
const SECRETS: [&str; 7] = [
    concat!("PRIVATE", " KEY-----"),
    concat!("gh", "p_"),
    concat!("github_", "pat_"),
    concat!("np", "m_"),
    concat!("AK", "IA"),
    concat!("xo", "xb-"),
    concat!("ci", "o"),
];

/// Shorter than any real token: `npm_config_cache` is none.
const TOKEN_LENGTH: usize = 16;

/// What a package registry's or a mirror's host has in its name.
const HOSTS: [&str; 5] = [
    concat!("//regi", "stry."),
    concat!("regi", "stry.npm"),
    concat!("arti", "factory"),
    concat!("index.cra", "tes.io"),
    concat!("static.cra", "tes.io"),
];

/// Paths of a machine, secrets, and registries' hosts outside lock files.
pub fn find(file: &Path, text: &str) -> Result<Vec<Finding>> {
    let is_lock = file.ends_with("Cargo.lock") || file.ends_with("package-lock.json");
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let names_host = !is_lock && HOSTS.iter().any(|host| line.contains(host));
        if names_host || names_place(line) || holds_secret(line) {
            found.push(at(number, line));
        }
    }
    Ok(found)
}

/// A folder from the root on, not a part of an address.
fn names_place(line: &str) -> bool {
    PLACES.iter().any(|place| {
        line.match_indices(place).any(|(begin, _)| {
            let before = line[..begin].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && !"/.-_}".contains(c))
        })
    })
}

/// A beginning that is known, with a token's worth of letters and digits after it.
fn holds_secret(line: &str) -> bool {
    SECRETS.iter().any(|beginning| {
        line.match_indices(beginning).any(|(begin, _)| {
            let rest = &line[begin + beginning.len()..];
            let token = rest.chars().take_while(char::is_ascii_alphanumeric).count();
            let follows_word = line[..begin].ends_with(|c: char| c.is_alphanumeric());
            beginning.ends_with('-') && beginning.contains(' ')
                || token >= TOKEN_LENGTH && !follows_word
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(file: &str, line: &str) -> bool {
        !find(Path::new(file), line).expect("text").is_empty()
    }

    #[test]
    fn paths_of_a_machine_are_found() {
        assert!(is_found("a.md", concat!("cd /ho", "me/me/ungated")));
        assert!(is_found("a.md", concat!("\"/ro", "ot/x\"")));
        assert!(!is_found("a.md", concat!("https://example.com/ho", "me/")));
    }

    #[test]
    fn secrets_are_found() {
        assert!(is_found("a.env", concat!("T=gh", "p_0123456789abcdefABCDEF")));
        assert!(is_found("a.pem", concat!("-----BEGIN PRIVATE", " KEY-----")));
        assert!(!is_found("a.sh", concat!("np", "m_config_cache=x")));
        assert!(!is_found("a.rs", "precious"));
    }

    #[test]
    fn registries_belong_into_lock_files() {
        let line = concat!("https://regi", "stry.npmjs.org/a");
        assert!(is_found("a.mjs", line));
        assert!(!is_found("package-lock.json", line));
    }
}
