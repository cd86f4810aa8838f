//! A route: what it needs, takes and gives.
//!
//! Without the feature `schema` nothing is left of it but method, path and who may.

use crate::code::Code;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody: the handler itself looks at what is sent.
    Nobody,
    /// Whoever may read the reports of the site that the body names.
    Asked,
    /// Whoever may read the reports of the site: anybody if it is public.
    Report,
    /// A viewer of the site.
    Read,
    /// An editor of the site.
    Edit,
    /// An admin.
    Admin,
}

/// What can be described to those who ask.
#[cfg(feature = "schema")]
pub trait Described: schemars::JsonSchema {}
#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> Described for T {}
/// What can be described to those who ask.
#[cfg(not(feature = "schema"))]
pub trait Described {}
#[cfg(not(feature = "schema"))]
impl<T> Described for T {}

/// A route below `/api/v1`.
#[derive(Clone, Copy)]
pub struct Route {
    /// The HTTP method.
    pub method: &'static str,
    /// The path. A name in braces is any part of one; `{site}` is the site.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    /// What the document says of it.
    #[cfg(feature = "schema")]
    pub told: Told,
}

/// A route of which it is not said yet what it gives.
#[derive(Clone, Copy)]
pub struct Draft(Route);

/// The schema of a type, made by a generator.
#[cfg(feature = "schema")]
pub type Make = fn(&mut schemars::SchemaGenerator) -> schemars::Schema;

/// What the document says of a route.
#[cfg(feature = "schema")]
#[derive(Clone, Copy)]
pub struct Told {
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// A type whose fields are its query's.
    pub parameters: Option<Make>,
    /// What it takes.
    pub body: Body,
    /// What it answers if nothing stands in the way.
    pub status: u16,
    /// With what.
    pub answer: Body,
    /// Whether it replaces a version, which `If-Match` names.
    pub replaces: bool,
    /// Codes of problems, besides those of every route that needs and takes the same.
    pub codes: &'static [Code],
    /// Whether it answers an upgrade to a WebSocket, whose messages are what it answers else.
    pub streams: bool,
}

/// What a body is.
#[cfg(feature = "schema")]
#[derive(Clone, Copy)]
pub enum Body {
    /// There is none.
    Nothing,
    /// JSON of a type.
    Json(Make),
    /// Text of these media types.
    Text(&'static [&'static str]),
}

#[allow(unused_mut, unused_variables)] // what is told is left out without the feature
const fn draft(method: &'static str, path: &'static str, who: Who, summary: &'static str) -> Draft {
    Draft(Route {
        method,
        path,
        who,
        #[cfg(feature = "schema")]
        told: Told {
            summary,
            parameters: None,
            body: Body::Nothing,
            status: 200,
            answer: Body::Nothing,
            replaces: false,
            codes: &[],
            streams: false,
        },
    })
}

/// A route that reads.
pub const fn get(path: &'static str, who: Who, summary: &'static str) -> Draft {
    draft("GET", path, who, summary)
}

/// A route that asks or does something.
pub const fn post(path: &'static str, who: Who, summary: &'static str) -> Draft {
    draft("POST", path, who, summary)
}

/// A route that puts something in another's place.
pub const fn put(path: &'static str, who: Who, summary: &'static str) -> Draft {
    draft("PUT", path, who, summary)
}

/// A route that takes something away.
pub const fn delete(path: &'static str, who: Who, summary: &'static str) -> Draft {
    draft("DELETE", path, who, summary)
}

#[allow(unused_mut)] // what is told is left out without the feature
impl Draft {
    /// Its query has the fields of a type.
    #[must_use]
    pub const fn asks<T: Described>(mut self) -> Self {
        #[cfg(feature = "schema")]
        {
            self.0.told.parameters = Some(inline::<T>);
        }
        self
    }

    /// It takes JSON of a type.
    #[must_use]
    pub const fn takes<T: Described>(mut self) -> Self {
        #[cfg(feature = "schema")]
        {
            self.0.told.body = Body::Json(named::<T>);
        }
        self
    }

    /// It takes text of a media type.
    #[must_use]
    #[allow(unused_variables)]
    pub const fn takes_text(mut self, kinds: &'static [&'static str]) -> Self {
        #[cfg(feature = "schema")]
        {
            self.0.told.body = Body::Text(kinds);
        }
        self
    }

    /// It takes the place of the version that `If-Match` names.
    #[must_use]
    pub const fn replaces(mut self) -> Self {
        #[cfg(feature = "schema")]
        {
            self.0.told.replaces = true;
        }
        self
    }

    /// It answers 200 with JSON of a type.
    #[must_use]
    pub const fn gives<T: Described>(mut self) -> Route {
        #[cfg(feature = "schema")]
        {
            self.0.told.answer = Body::Json(named::<T>);
        }
        self.0
    }

    /// It answers 201 with JSON of a type: what was made.
    #[must_use]
    pub const fn makes<T: Described>(mut self) -> Route {
        #[cfg(feature = "schema")]
        {
            self.0.told.status = 201;
        }
        self.gives::<T>()
    }

    /// It answers 204.
    #[must_use]
    pub const fn gives_nothing(mut self) -> Route {
        #[cfg(feature = "schema")]
        {
            self.0.told.status = 204;
        }
        self.0
    }

    /// It answers 200 with text of one of these media types.
    #[must_use]
    #[allow(unused_variables)]
    pub const fn gives_text(mut self, kinds: &'static [&'static str]) -> Route {
        #[cfg(feature = "schema")]
        {
            self.0.told.answer = Body::Text(kinds);
        }
        self.0
    }
}

#[allow(unused_mut, unused_variables)] // what is told is left out without the feature
impl Route {
    /// It says the same over a WebSocket, whenever it changes.
    #[must_use]
    pub const fn streams(mut self) -> Self {
        #[cfg(feature = "schema")]
        {
            self.told.streams = true;
        }
        self
    }

    /// Codes of problems, besides those of every route that needs and takes the same.
    #[must_use]
    pub const fn or(mut self, codes: &'static [Code]) -> Self {
        #[cfg(feature = "schema")]
        {
            self.told.codes = codes;
        }
        self
    }
}

#[cfg(feature = "schema")]
fn named<T: schemars::JsonSchema>(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    generator.subschema_for::<T>()
}

#[cfg(feature = "schema")]
fn inline<T: schemars::JsonSchema>(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    T::json_schema(generator)
}
