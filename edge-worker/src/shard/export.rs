//! A shard's facts as rows, piece by piece.

use serde::{Deserialize, Serialize};
use ungated_export::{Asked, Form, Piece, Position, Told, Untold, piece};
use ungated_shard::segment::Damaged;
use worker::{Env, Error, Response, Result};

use super::{Addressed, Call, VisitShard, store};
use crate::cursor;
use crate::object::{self, Shard};

/// What is asked.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Export {
    /// In which form.
    pub form: Form,
    /// Visits that started from then on, Unix ms …
    pub from_ms: u64,
    /// … and before then.
    pub until_ms: u64,
    /// After which row.
    #[serde(with = "text")]
    pub after: Position,
}

/// The header that says what is in the rows of a body, as JSON.
const HEADER: &str = "x-piece";

/// What stands in it.
#[derive(Debug, Serialize, Deserialize)]
enum Said {
    /// Rows.
    Told {
        told: Told,
        #[serde(with = "text")]
        after: Position,
        is_end: bool,
        open: u64,
    },
    /// None: the facts lie elsewhere by now.
    Moved,
}

/// A position as its text.
mod text {
    use serde::{Deserialize, Deserializer, Serializer, de};
    use ungated_export::Position;

    pub fn serialize<S: Serializer>(position: &Position, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(position)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Position, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

/// A piece, with how many visits of the shard are open; none if the position is not where it was.
pub type Answered = Option<(Piece, u64)>;

/// Asks a shard for a piece.
pub async fn ask(env: &Env, shard: &Shard, export: Export) -> Result<Answered> {
    let call = Addressed { shard: shard.clone(), call: Call::Export(export) };
    let stub = shard.stub(env)?;
    let (said, rows) =
        object::send(&stub, serde_json::to_string(&call)?.into(), Some(HEADER)).await?;
    match serde_json::from_str(&said)? {
        Said::Moved => Ok(None),
        Said::Told { told, after, is_end, open } => {
            let rows = String::from_utf8(rows).map_err(|e| Error::from(e.to_string()))?;
            Ok(Some((Piece { rows, told, after, is_end }, open)))
        }
    }
}

impl VisitShard {
    /// Answers it.
    pub(super) fn export(&self, shard: &Shard, export: Export) -> Result<Response> {
        let name = cursor::prefix(shard);
        let asked = Asked {
            form: export.form,
            from_ms: export.from_ms,
            until_ms: export.until_ms,
            after: export.after,
            region: shard.region.word(),
            shard: shard.n,
            name: &name,
        };
        if self.with(|visits| visits.has_late())? {
            self.compact()?;
        }
        let mut read = |id| store::segment(&self.sql, id).map_err(|_| Damaged);
        let piece = self.with(|visits| piece(visits, &asked, &mut read))?;
        let (said, rows) = match piece {
            Ok(Piece { rows, told, after, is_end }) => {
                let open = self.with(|visits| visits.open_visits().count() as u64)?;
                (Said::Told { told, after, is_end, open }, rows)
            }
            Err(Untold::Moved) => (Said::Moved, String::new()),
            Err(Untold::Damaged(id)) => {
                return Err(Error::from(format!("segment {id} cannot be read")));
            }
        };
        let mut response = Response::ok(rows)?;
        response.headers_mut().set(HEADER, &serde_json::to_string(&said)?)?;
        Ok(response)
    }
}
