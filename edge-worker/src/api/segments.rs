//! `POST /api/v1/sites/{site}/segments/try`: in which segment rules would put readers, before they
//! hold. Nothing is kept, and nothing of the site or its readers is told: the readers are made up.

use ungated_contract::code::Code;
use ungated_contract::segment::{AskedReader, SegmentTrial, TriedPart, TriedReader, TriedReaders};
use ungated_shared::limit;
use ungated_shared::segment::{Audience, FitPart, Segments};
use ungated_shared::source::channel::Channel;
use ungated_shared::source::device::Device;
use worker::{Env, Request};

use super::{Answer, configs, document};
use crate::answer::{Problem, json};

/// Answers it: a `readers[n]` for each reader, in the order in which they were asked.
pub async fn answer(request: &mut Request, env: &Env, site: &str) -> Answer {
    configs::existing(env, site).await?;
    let SegmentTrial { segments, readers } = document::read(request).await?;
    if readers.len() > limit::TRIED_READERS {
        let detail = format!("readers: at most {}", limit::TRIED_READERS);
        return Err(Problem::invalid(Code::Body, detail));
    }
    for (at, reader) in readers.iter().enumerate() {
        known(reader)
            .map_err(|wrong| Problem::invalid(Code::Body, format!("readers[{at}].{wrong}")))?;
    }
    let readers = readers.iter().map(|reader| tried(&segments, reader)).collect();
    Ok(json(&TriedReaders { readers }))
}

/// A word that no visit can have would hold for no rule: told, as it is a slip, not a reader.
fn known(reader: &AskedReader) -> Result<(), String> {
    let is_one = |said: &str, words: &[&str]| said.is_empty() || words.contains(&said);
    let country = reader.country.as_bytes();
    if !country.is_empty() && (country.len() != 2 || !country.iter().all(u8::is_ascii_alphabetic)) {
        return Err("country: two letters such as DE".into());
    }
    let devices = Device::ALL.map(Device::word);
    if !is_one(&reader.device, &devices) {
        return Err(format!("device: one of {}", devices.join(", ")));
    }
    let channels = Channel::ALL.map(Channel::word);
    if !is_one(&reader.channel, &channels) {
        return Err(format!("channel: one of {}", channels.join(", ")));
    }
    Ok(())
}

fn tried(segments: &Segments, reader: &AskedReader) -> TriedReader {
    let audience = Audience {
        organisation: &reader.organisation,
        country: &reader.country,
        language: &reader.language,
        device: &reader.device,
        campaign: &reader.campaign,
        source: &reader.source,
        channel: &reader.channel,
    };
    let fit = segments.fit(&audience);
    let part = |FitPart { rule, plus, .. }: FitPart| TriedPart { rule, plus };
    TriedReader {
        fit: fit.score,
        segment: fit.segment,
        network: fit.network,
        classified: fit.classified,
        rules: segments.holding(&audience),
        parts: fit.parts.into_iter().map(part).collect(),
    }
}
