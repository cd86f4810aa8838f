//! What stands in the way of an answer.

use serde::Serialize;

use crate::code::Code;

/// A problem, as RFC 9457 has it, with a stable `code`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// Always `about:blank`: the code says what it is.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is, for a person, whatever the case.
    pub title: &'static str,
    /// The HTTP status.
    #[cfg_attr(feature = "schema", schemars(range(min = 400, max = 599)))]
    pub status: u16,
    /// What it is, for programs.
    pub code: Code,
    /// What is wrong in this case, for a person.
    pub detail: String,
    /// The line of the body that it is about, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl Problem {
    /// Of a code.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        let (title, status, detail) = (code.title(), code.status(), detail.into());
        Self { kind: "about:blank", title, status, code, detail, line: None }
    }
}
