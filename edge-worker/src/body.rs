//! Bodies, read no further than their bound.

use futures_util::StreamExt;
use worker::{Request, Result};

/// The body, or `None` if it is longer than `most` bytes. A body that does not announce its
/// length is read piece by piece and dropped as soon as it is too long.
pub async fn read(request: &mut Request, most: usize) -> Result<Option<Vec<u8>>> {
    let announced = request.headers().get("content-length")?;
    if let Some(length) = announced.and_then(|l| l.parse::<usize>().ok()) {
        return if length <= most { request.bytes().await.map(Some) } else { Ok(None) };
    }
    if request.inner().body().is_none() {
        return Ok(Some(Vec::new()));
    }
    let mut body = Vec::new();
    let mut pieces = request.stream()?;
    while let Some(piece) = pieces.next().await {
        body.extend(piece?);
        if body.len() > most {
            return Ok(None);
        }
    }
    Ok(Some(body))
}
