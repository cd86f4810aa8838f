//! Where readers are, as Cloudflare would say it in `request.cf`.

use serde_json::{Value, json};

use crate::chance::Chance;

/// A city with readers.
#[derive(Debug)]
pub struct Place {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Cloudflare's two letters.
    pub continent: &'static str,
    /// Its name.
    pub city: &'static str,
    /// Degrees north and east.
    pub at: (&'static str, &'static str),
    /// Its time zone.
    pub zone: &'static str,
    /// The zone's standard offset from UTC, in minutes. Summer time shifts a curve that is
    /// itself rough by an hour: left out.
    pub offset_min: i32,
    /// What browsers there prefer to read.
    pub languages: &'static str,
    /// The networks of households and phones there.
    pub providers: &'static [Network],
    /// Share of readers. *Assumed:* an English publication on industry, read mostly in Europe
    /// and North America.
    pub weight: f64,
}

/// A network: its number and who runs it.
pub type Network = (u32, &'static str);

/// Countries of the European Union among those below.
const UNION: [&str; 9] = ["AT", "CZ", "DE", "ES", "FR", "IT", "NL", "PL", "SE"];

/// How readers are connected. *Assumed:* half of business reading happens in the office, and
/// much of the rest at home.
const HOME: f64 = 0.52;
const OFFICE: f64 = 0.38;
const UNIVERSITY: f64 = 0.06;

/// Companies, invented; their numbers are the ones that RFC 5398 sets aside for documents.
const COMPANIES: &[Network] = &[
    (64496, "Brandholm Foods AB"),
    (64497, "Kestrel Packaging Ltd"),
    (64498, "Valmont Tissue SA"),
    (64499, "Oberrhein Guss GmbH"),
    (64500, "Tri-Lakes Dairy Cooperative"),
    (64501, "Marisol Ceramics SL"),
    (64502, "Northgate Brewing Inc"),
    (64503, "Polmet Forge SA"),
    (64504, "Adria Glass SpA"),
    (64505, "Harbour Cold Storage BV"),
    (64506, "Summit Polymers LLC"),
    (64507, "Hokuto Fine Chemicals KK"),
];

/// Universities and research networks.
const UNIVERSITIES: &[Network] = &[
    (559, "SWITCH"),
    (680, "DFN-Verein"),
    (786, "Jisc Services"),
    (3, "MIT"),
    (32, "Stanford University"),
];

/// Data centres: programs, and people behind company proxies.
pub const HOSTING: &[Network] = &[
    (16509, "Amazon.com, Inc."),
    (14061, "DigitalOcean, LLC"),
    (24940, "Hetzner Online GmbH"),
    (16276, "OVH SAS"),
];

/// Where readers are.
#[rustfmt::skip] // a table: one row, one place
pub const PLACES: &[Place] = &[
    place("DE", "EU", "Frankfurt am Main", ("50.11", "8.68"), "Europe/Berlin", 60, "de-DE,de;q=0.9,en;q=0.8", GERMANY, 13.0),
    place("DE", "EU", "Munich", ("48.14", "11.58"), "Europe/Berlin", 60, "de-DE,de;q=0.9,en;q=0.8", GERMANY, 8.0),
    place("GB", "EU", "London", ("51.51", "-0.13"), "Europe/London", 0, "en-GB,en;q=0.9", &[(2856, "British Telecommunications PLC"), (5089, "Virgin Media Limited")], 11.0),
    place("GB", "EU", "Manchester", ("53.48", "-2.24"), "Europe/London", 0, "en-GB,en;q=0.9", &[(2856, "British Telecommunications PLC"), (5607, "Sky UK Limited")], 5.0),
    place("FR", "EU", "Lyon", ("45.76", "4.84"), "Europe/Paris", 60, "fr-FR,fr;q=0.9,en;q=0.7", &[(3215, "Orange S.A."), (12322, "Free SAS")], 6.0),
    place("NL", "EU", "Rotterdam", ("51.92", "4.48"), "Europe/Amsterdam", 60, "nl-NL,nl;q=0.9,en;q=0.8", &[(1136, "KPN B.V."), (33915, "Vodafone Libertel B.V.")], 5.0),
    place("SE", "EU", "Gothenburg", ("57.71", "11.97"), "Europe/Stockholm", 60, "sv-SE,sv;q=0.9,en;q=0.8", &[(3301, "Telia Company AB")], 4.0),
    place("IT", "EU", "Bologna", ("44.49", "11.34"), "Europe/Rome", 60, "it-IT,it;q=0.9,en;q=0.7", &[(3269, "Telecom Italia S.p.A."), (30722, "Vodafone Italia S.p.A.")], 4.0),
    place("ES", "EU", "Barcelona", ("41.39", "2.17"), "Europe/Madrid", 60, "es-ES,es;q=0.9,en;q=0.7", &[(3352, "Telefonica de Espana")], 4.0),
    place("CH", "EU", "Zurich", ("47.38", "8.54"), "Europe/Zurich", 60, "de-CH,de;q=0.9,en;q=0.8", &[(3303, "Swisscom (Schweiz) AG")], 3.0),
    place("AT", "EU", "Linz", ("48.31", "14.29"), "Europe/Vienna", 60, "de-AT,de;q=0.9,en;q=0.8", &[(8447, "A1 Telekom Austria AG")], 2.0),
    place("PL", "EU", "Poznan", ("52.41", "16.93"), "Europe/Warsaw", 60, "pl-PL,pl;q=0.9,en;q=0.8", &[(5617, "Orange Polska S.A.")], 3.0),
    place("CZ", "EU", "Brno", ("49.20", "16.61"), "Europe/Prague", 60, "cs-CZ,cs;q=0.9,en;q=0.8", &[(5610, "O2 Czech Republic, a.s.")], 2.0),
    place("US", "NA", "Chicago", ("41.88", "-87.63"), "America/Chicago", -360, "en-US,en;q=0.9", AMERICA, 9.0),
    place("US", "NA", "Boston", ("42.36", "-71.06"), "America/New_York", -300, "en-US,en;q=0.9", AMERICA, 5.0),
    place("US", "NA", "Houston", ("29.76", "-95.37"), "America/Chicago", -360, "en-US,en;q=0.9", AMERICA, 4.0),
    place("US", "NA", "San Francisco", ("37.77", "-122.42"), "America/Los_Angeles", -480, "en-US,en;q=0.9", AMERICA, 5.0),
    place("CA", "NA", "Toronto", ("43.65", "-79.38"), "America/Toronto", -300, "en-CA,en;q=0.9", &[(577, "Bell Canada"), (812, "Rogers Communications Canada Inc.")], 3.0),
    place("BR", "SA", "Sao Paulo", ("-23.55", "-46.63"), "America/Sao_Paulo", -180, "pt-BR,pt;q=0.9,en;q=0.6", &[(27699, "TELEFONICA BRASIL S.A")], 2.0),
    place("IN", "AS", "Pune", ("18.52", "73.86"), "Asia/Kolkata", 330, "en-IN,en;q=0.9", &[(55836, "Reliance Jio Infocomm Limited"), (24560, "Bharti Airtel Ltd.")], 3.0),
    place("JP", "AS", "Osaka", ("34.69", "135.50"), "Asia/Tokyo", 540, "ja,en;q=0.7", &[(4713, "NTT Communications Corporation")], 2.0),
    place("SG", "AS", "Singapore", ("1.35", "103.82"), "Asia/Singapore", 480, "en-SG,en;q=0.9", &[(9506, "Singtel Fibre Broadband")], 1.5),
    place("AU", "OC", "Melbourne", ("-37.81", "144.96"), "Australia/Melbourne", 600, "en-AU,en;q=0.9", &[(1221, "Telstra Limited")], 2.0),
    place("AE", "AS", "Dubai", ("25.20", "55.27"), "Asia/Dubai", 240, "en-GB,en;q=0.9,ar;q=0.6", &[(5384, "Emirates Telecommunications Group Company")], 1.5),
    place("ZA", "AF", "Johannesburg", ("-26.20", "28.05"), "Africa/Johannesburg", 120, "en-ZA,en;q=0.9", &[(37457, "Telkom SA Ltd.")], 1.0),
];

const GERMANY: &[Network] =
    &[(3320, "Deutsche Telekom AG"), (3209, "Vodafone GmbH"), (8881, "1&1 Versatel GmbH")];

const AMERICA: &[Network] = &[
    (7922, "Comcast Cable Communications, LLC"),
    (7018, "AT&T Enterprises, LLC"),
    (701, "Verizon Business"),
];

#[expect(clippy::too_many_arguments, reason = "a row of the table above")]
const fn place(
    country: &'static str,
    continent: &'static str,
    city: &'static str,
    at: (&'static str, &'static str),
    zone: &'static str,
    offset_min: i32,
    languages: &'static str,
    providers: &'static [Network],
    weight: f64,
) -> Place {
    Place { country, continent, city, at, zone, offset_min, languages, providers, weight }
}

impl Place {
    /// The network of a reader here.
    pub fn network(&self, chance: &mut Chance) -> Network {
        let share = chance.share();
        let all = if share < HOME {
            self.providers
        } else if share < HOME + OFFICE {
            COMPANIES
        } else if share < HOME + OFFICE + UNIVERSITY {
            UNIVERSITIES
        } else {
            HOSTING
        };
        *chance.pick(all, |_| 1.0)
    }

    /// What Cloudflare would say of a reader here, on this network.
    #[must_use]
    pub fn cf(&self, (asn, organization): Network) -> Value {
        let mut cf = json!({
            "country": self.country,
            "continent": self.continent,
            "city": self.city,
            "latitude": self.at.0,
            "longitude": self.at.1,
            "timezone": self.zone,
            "asn": asn,
            "asOrganization": organization,
            "httpProtocol": "HTTP/3",
            "tlsVersion": "TLSv1.3",
        });
        if UNION.contains(&self.country) {
            cf["isEUCountry"] = "1".into();
        }
        cf
    }
}
