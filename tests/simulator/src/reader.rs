//! Who reads: a place, a network, a browser, an address.

use serde_json::json;

use crate::assumptions::{BOTS, DEVICES};
use crate::browser::{self, Form};
use crate::chance::Chance;
use crate::place::{HOSTING, PLACES, Place};

/// A reader for one visit.
#[derive(Debug)]
pub struct Reader {
    /// Where.
    pub place: &'static Place,
    /// What the browser says it is.
    pub user_agent: &'static str,
    /// What it reads on; a program's is a computer.
    pub form: Form,
    /// Whether it is a program.
    pub is_bot: bool,
    /// Its address: from the block that RFC 3849 sets aside for documents, so nobody's.
    pub address: String,
    /// What Cloudflare knows of it, as JSON.
    pub cf: String,
}

impl Reader {
    /// Draws one.
    pub fn draw(chance: &mut Chance) -> Self {
        let place = chance.pick(PLACES, |place| place.weight);
        let is_bot = chance.happens(BOTS);
        let forms = [
            (Form::Desktop, browser::DESKTOP, DEVICES[0]),
            (Form::Mobile, browser::MOBILE, DEVICES[1]),
            (Form::Tablet, browser::TABLET, DEVICES[2]),
        ];
        let (form, agents, _) = *chance.pick(&forms, |(_, _, share)| *share);
        let network = place.network(chance);
        let (form, agents, network) = match is_bot {
            true => (Form::Desktop, browser::BOTS, *chance.pick(HOSTING, |_| 1.0)),
            false => (form, agents, network),
        };
        let (user_agent, _) = *chance.pick(agents, |(_, share)| *share);
        let host = chance.number();
        let [a, b, c, d] = [48, 32, 16, 0].map(|shift| (host >> shift) & 0xffff);
        Self {
            place,
            user_agent,
            form,
            is_bot,
            address: format!("2001:db8:{a:x}:{b:x}::{c:x}:{d:x}"),
            cf: json!(place.cf(network)).to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readers() -> Vec<Reader> {
        (0..20_000).map(|number| Reader::draw(&mut Chance::of(3, number))).collect()
    }

    fn share(readers: &[Reader], of: impl Fn(&Reader) -> bool) -> f64 {
        readers.iter().filter(|reader| of(reader)).count() as f64 / readers.len() as f64
    }

    #[test]
    fn shares_are_those_assumed() {
        let readers = readers();
        assert!((share(&readers, |r| r.is_bot) - BOTS).abs() < 0.005);
        let people: Vec<_> = readers.into_iter().filter(|r| !r.is_bot).collect();
        assert!((share(&people, |r| r.form == Form::Mobile) - DEVICES[1]).abs() < 0.015);
    }

    #[test]
    fn everybody_has_an_address_of_their_own() {
        let readers = readers();
        let addresses: std::collections::HashSet<_> = readers.iter().map(|r| &r.address).collect();
        assert_eq!(addresses.len(), readers.len());
    }
}
