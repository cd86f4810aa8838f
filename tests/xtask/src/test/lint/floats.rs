//! No floats in `shared`: native and wasm differ on them, and a score must not.

use std::{path::Path, str::FromStr};

use anyhow::{Result, anyhow};
use proc_macro2::{TokenStream, TokenTree};

use super::Finding;

/// Float types and literals in Rust code, comments and texts excepted.
pub fn find(file: &Path, text: &str) -> Result<Vec<Finding>> {
    if file.extension().is_none_or(|extension| extension != "rs") {
        return Ok(Vec::new());
    }
    let tokens = TokenStream::from_str(text)
        .map_err(|error| anyhow!("{} is not Rust: {error}", file.display()))?;
    let mut found = Vec::new();
    visit(tokens, &mut found);
    Ok(found)
}

fn visit(tokens: TokenStream, found: &mut Vec<Finding>) {
    for token in tokens {
        let is_float = match &token {
            TokenTree::Group(group) => {
                visit(group.stream(), found);
                false
            }
            TokenTree::Ident(name) => is_float_type(&name.to_string()),
            TokenTree::Literal(literal) => is_float(&literal.to_string()),
            TokenTree::Punct(_) => false,
        };
        if is_float {
            found.push(format!("{}: {token}", token.span().start().line));
        }
    }
}

fn is_float_type(name: &str) -> bool {
    matches!(name, "f16" | "f32" | "f64" | "f128")
}

/// `1.0`, `2e3`, `1f64`; not `0x1e3`, `1_000`, `'1'`, `"1.0"`.
fn is_float(literal: &str) -> bool {
    let is_decimal = literal.starts_with(|c: char| c.is_ascii_digit())
        && !["0x", "0b", "0o"].iter().any(|radix| literal.starts_with(radix));
    // An integer's own suffixes hold an `e` too: usize, isize.
    let digits = literal.trim_end_matches("usize").trim_end_matches("isize");
    is_decimal && digits.contains(['.', 'e', 'E', 'f'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(code: &str) -> Vec<Finding> {
        find(Path::new("a.rs"), code).expect("Rust")
    }

    #[test]
    fn floats_are_found() {
        assert_eq!(lines("fn a() -> u8 { 1 }\nconst B: u8 = (1.5) as u8;"), ["2: 1.5"]);
        assert_eq!(lines("fn a(x: f64) {}"), ["1: f64"]);
        assert_eq!(lines("const A: u8 = 1e3 as u8;"), ["1: 1e3"]);
        assert_eq!(lines("const A: u8 = 2f32 as u8;").len(), 1);
    }

    #[test]
    fn what_only_looks_like_one_is_not() {
        let code = "/// 1.5 as f64\nconst A: (u8, usize, &str, usize, u8) = (0x1e, 1usize, \"1.5\", t.0, b'.');";
        assert_eq!(lines(code), Vec::<Finding>::new());
        assert!(find(Path::new("a.json"), "1.5").expect("not Rust").is_empty());
    }
}
