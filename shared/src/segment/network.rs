//! What kind of network a reader comes from, by the name of its organisation.
//!
//! The edge is told the organisation that an address belongs to (`request.cf.asOrganization`),
//! as the registries have it: `Siemens AG`, `Deutsche Telekom AG`, `Universitaet Hamburg`. Only
//! where an organisation runs its own network does that name say where the reader works. At an
//! access provider, a cloud or a VPN it names the road, not the traveller: such a visit is
//! *unclassified*, and every figure by organisation says how many visits that leaves
//! ([`crate::segment::Coverage`]).
//!
//! # Invariant
//! The name is looked at and forgotten: what comes out is one of seven words.
//!
//! # Walkthrough: a further network word
//! A provider shows up as a business: add the shortest words that only it has to the row of its
//! kind in the table, and a case to `shared/vectors/network/`. `*` before or after a word
//! stands for more letters of it, `^` and `$` for the beginning and the end of the name; write
//! small letters without accents.
//!
//! # Why are Microsoft and Google hosting?
//! `Microsoft Corporation` and `Google LLC` are each a company, a cloud and a crawler behind one
//! name. Their clouds and crawlers send more than their staff, and a robot taken for a buyer
//! is the worse mistake: fit stays unclassified. The same goes for Amazon and Oracle. Cloudflare,
//! where readers come through WARP and Private Relay, is a VPN to us, and so are the gateways
//! through which companies send their staff (Zscaler): a business, but nobody knows which.
//!
//! # Why do universities come before governments, and both before providers?
//! "Department of Computer Science, University of …" teaches, and "City of … Broadband" is a
//! city's. Clouds and VPNs come first of all: a "VPN" for schools is a VPN.

use alloc::string::String;
use alloc::vec::Vec;

use crate::hit::text;
use crate::limit;

/// The kind of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum NetworkKind {
    /// An organisation with a network of its own that is none of the others.
    Business,
    /// An access or transit provider: homes, phones, and most small offices.
    Isp,
    /// A data centre or cloud: programs, and people behind remote desktops.
    Hosting,
    /// A VPN, relay or security gateway.
    Vpn,
    /// A school, a university or the network of many.
    Education,
    /// A government, its offices, its forces.
    Government,
    /// The edge was told no name.
    #[default]
    Unknown,
}

impl NetworkKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Business,
        Self::Isp,
        Self::Hosting,
        Self::Vpn,
        Self::Education,
        Self::Government,
        Self::Unknown,
    ];

    /// The word: in SQL, JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Isp => "isp",
            Self::Hosting => "hosting",
            Self::Vpn => "vpn",
            Self::Education => "education",
            Self::Government => "government",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the organisation's name says where the reader works or learns.
    #[must_use]
    pub const fn is_classified(self) -> bool {
        matches!(self, Self::Business | Self::Education | Self::Government)
    }

    /// The kind of an organisation by its name, of which the first
    /// [`limit::ORGANISATION_BYTES`] are looked at: that of the first row of the table with a
    /// word in it, else [`NetworkKind::Business`].
    ///
    /// ```
    /// use ungated_shared::segment::network::NetworkKind;
    ///
    /// assert_eq!(NetworkKind::of("Siemens AG"), NetworkKind::Business);
    /// assert_eq!(NetworkKind::of("Deutsche Telekom AG"), NetworkKind::Isp);
    /// assert_eq!(NetworkKind::of("Université de Genève"), NetworkKind::Education);
    /// assert_eq!(NetworkKind::of(""), NetworkKind::Unknown);
    /// ```
    #[must_use]
    pub fn of(organisation: &str) -> Self {
        let folded: String =
            text::cut(organisation, limit::ORGANISATION_BYTES).chars().flat_map(fold).collect();
        let words: Vec<&str> = folded.split_whitespace().collect();
        if words.is_empty() {
            return Self::Unknown;
        }
        let holds = |(_, phrases): &&(Self, &[&str])| phrases.iter().any(|p| is_in(p, &words));
        WORDS.iter().find(holds).map_or(Self::Business, |(kind, _)| *kind)
    }
}

/// Whether the words of `phrase` stand next to one another in `words`.
fn is_in(phrase: &str, words: &[&str]) -> bool {
    let first = phrase.strip_prefix('^');
    let phrase = first.unwrap_or(phrase);
    let last = phrase.strip_suffix('$');
    let phrase = last.unwrap_or(phrase);
    let count = phrase.split(' ').count();
    let mut places = words.windows(count).enumerate();
    places.any(|(at, window)| {
        (first.is_none() || at == 0)
            && (last.is_none() || at + count == words.len())
            && phrase.split(' ').zip(window).all(|(wanted, word)| is_word(wanted, word))
    })
}

/// Whether `word` is as the table has it.
fn is_word(wanted: &str, word: &str) -> bool {
    match (wanted.strip_prefix('*'), wanted.strip_suffix('*')) {
        (None, None) => wanted == word,
        (Some(end), None) => word.ends_with(end),
        (None, Some(start)) => word.starts_with(start),
        (Some(_), Some(_)) => word.contains(wanted.trim_matches('*')),
    }
}

/// A character as the table has it: small, without its accent; what is no letter and no digit
/// parts words. The registries write ASCII mostly, and leave accents out at will.
fn fold(c: char) -> impl Iterator<Item = char> {
    // An accent may be a character of its own.
    let letters = c.to_lowercase().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    letters.map(|c| match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        c if c.is_alphanumeric() => c,
        _ => ' ',
    })
}

/// Words that tell a kind, each kind in one row; the first row that has one of a name's words
/// wins. A phrase stands for its words next to one another.
///
/// From the names of networks in the public registries and of the providers themselves.
#[rustfmt::skip]
const WORDS: &[(NetworkKind, &[&str])] = &[
    (NetworkKind::Vpn, &[
        "vpn", "*vpn", "mullvad", "31173 services", "tefincom", "packethub", "surfshark",
        "proton ag", "proton technologies", "private internet access", "london trust media",
        "cyberghost", "windscribe", "tunnelbear", "torguard", "hidemyass", "ipvanish", "tor exit",
        "tor project", "tor relay*", "emerald onion", "cloudflare*",
        // Gateways of many companies' staff.
        "zscaler", "netskope", "cato networks", "iboss", "forcepoint", "menlo security",
        "palo alto networks", "opendns", "cisco umbrella", "prisma access",
    ]),
    (NetworkKind::Hosting, &[
        "hosting", "*hosting", "hoster", "vps", "data center", "data centers", "data centre",
        "datacenter*", "datacentre*", "colocation", "colocrossing", "dedicated servers", "cdn",
        "content delivery", "cloud services", "cloud computing", "amazon", "amazonaws", "aws",
        "google llc", "google cloud*", "^google$", "google inc", "microsoft", "azure", "oracle",
        "alibaba", "aliyun", "tencent", "huawei cloud*", "ibm cloud", "softlayer", "heroku",
        "digitalocean", "digital ocean", "hetzner", "ovh*", "linode", "akamai", "fastly", "vultr",
        "choopa", "constant company", "contabo", "scaleway", "online sas", "online s a s", "ionos",
        "1 1 internet", "strato", "leaseweb", "rackspace", "gcore", "g core labs", "equinix",
        "packet host", "upcloud", "hostinger", "godaddy*", "namecheap", "dreamhost", "bluehost",
        "unified layer", "m247", "datacamp", "cdn77", "servers com", "serverius", "worldstream",
        "interserver", "quadranet", "psychz", "hivelocity", "hostwinds", "hostroyale",
        "path network", "tzulo", "sharktech", "zenlayer", "nocix", "frantech", "buyvm", "ponynet",
        "racknerd", "kamatera", "exoscale", "infomaniak", "netcup", "aruba s p a", "aruba spa",
        "selectel", "timeweb", "beget", "yandex cloud", "vercel", "netlify", "fly io", "online net",
        "clouvider", "b2 net solutions", "stark industries", "combahton", "gigahost", "glesys",
        "transip", "liquid web", "a2 hosting",
    ]),
    (NetworkKind::Education, &[
        "universit*", "universid*", "univ", "uniwersytet*", "univerz*", "yliopisto", "ylioppilas*",
        "college*", "school*", "schule", "*schule", "schulen", "*hochschul*", "hogeschool",
        "*hogskol*", "*hoyskol*", "*hojskol*", "*universitet*", "politechnik*", "polytechni*",
        "politecnic*", "institute of technology", "eth zurich", "eth unizh", "epfl", "technion",
        "education*", "academic", "k12", "k 12", "ecole", "ecoles", "lycee*", "escuela*", "escola*",
        "colegio*", "facultad", "scuola*", "campus", "gymnasium", "rectorat", "studentenwerk*",
        "studierendenwerk*", "*universitat*", "*universiteit*",
        // Networks of many schools and universities.
        "dfn", "forschungsnetz*", "janet", "jisc", "internet2", "geant", "surfnet",
        "^surf b v", "renater", "garr", "rediris", "red iris", "belnet", "aconet", "sunet", "funet",
        "uninett", "sikt", "forskningsnet*", "cesnet", "pionier", "heanet", "canarie", "aarnet",
        "reannz", "nordunet", "cernet", "rede nacional de ensino", "kennisnet", "^switch$",
        "belwue", "merit network", "cenic", "nysernet", "sinet", "research and education network",
    ]),
    (NetworkKind::Government, &[
        "government*", "govt", "gov", "gouvernement*", "gobierno", "governo", "regierung*",
        "landesregierung", "ministry", "ministere*", "ministerio*", "ministero*", "ministerie*",
        "*ministerium*", "ministerst*", "ministeri*", "department of", "dept of", "state of",
        "city of", "county of", "county$", "county government", "county council", "city council",
        "borough council", "district council", "town council", "london borough", "town of",
        "village of", "township", "province of", "commonwealth of", "municipality",
        "municipal corporation", "municipio", "municipalidad", "ayuntamiento", "diputacion",
        "prefeitura", "prefecture", "comune di", "commune de", "mairie*", "ville de",
        "conseil departemental", "conseil regional", "conseil general", "regione", "generalitat",
        "junta de", "xunta", "gemeente", "provincie", "rijks*", "overheid", "kommun", "kommune",
        "*kommune", "stadt", "stadtverwaltung", "landeshauptstadt", "landkreis", "landratsamt",
        "kreisverwaltung", "freistaat", "bundesministerium*", "bundesamt*", "bundesanstalt*",
        "bundesagentur*", "bundeswehr", "bundestag", "bundeskanzleramt", "bundeskanzlei",
        "bundespolizei", "bundesrechenzentrum", "bundesnetzagentur", "bundesverwaltung",
        "informationstechnikzentrum bund", "itzbund", "dataport", "landesamt*", "landesbetrieb",
        "finanzamt", "polizei*", "police", "parliament*", "parlament*", "senate", "senat",
        "house of representatives", "house of commons", "army", "air force", "military",
        "armed forces", "dod", "federal government", "federal reserve", "nasa",
        "national aeronautics", "national institutes of health", "european commission",
        "european parliament", "european union", "united nations", "nato", "nhs",
        "national health service", "hm revenue*", "cabinet office", "public administration",
        "supreme court", "us navy", "royal navy", "naval",
    ]),
    (NetworkKind::Isp, &[
        "*telecom*", "*telekom*", "telco", "teleco", "*telefon*", "*telephone*", "telia*",
        "telenor*", "telstra", "telus", "telmex", "telkom*", "tele2", "telenet", "telcel",
        "broadband", "*broadband", "internet service*", "internet provider", "isp", "wireless",
        "cellular", "mobile communications", "t mobile", "dsl", "adsl", "fiber", "*fiber", "fibre",
        "fibra", "glasfaser*", "*glasfaser", "satellite", "cable tv", "cable television",
        "cablevision", "cable one", "cableone", "cable wireless", "kabel deutschland", "unitymedia",
        "comcast", "verizon", "at t", "charter communications", "cox communications", "spectrum$",
        "frontier communications", "centurylink", "lumen", "level 3", "qwest", "windstream",
        "mediacom", "altice*", "suddenlink", "sprint", "hughes network*", "hughesnet", "viasat",
        "starlink", "space exploration technologies", "bell canada", "shaw communications",
        "videotron", "cogeco", "teksavvy", "vodafone*", "orange", "sfr", "proxad", "^free sas",
        "free mobile", "iliad*", "bouygues tel*", "^bt", "virgin media", "sky uk", "talktalk",
        "plusnet", "hyperoptic", "gigaclear", "kcom", "everything everywhere", "ee limited",
        "three uk", "telefonica*", "movistar", "o2", "1 1 versatel", "versatel", "m net",
        "netcologne", "ewe tel", "tele columbus", "pyur", "freenet", "congstar", "swisscom",
        "salt mobile", "quickline", "upc", "liberty global", "kpn", "ziggo", "odido", "xs4all",
        "proximus", "fastweb", "wind tre", "tiscali", "eolo", "masmovil", "jazztel", "euskaltel",
        "digi spain", "rcs rds", "digi romania", "meo", "nos comunicacoes", "vivo", "claro",
        "entel", "tigo", "totalplay", "megacable", "turkcell", "superonline", "turknet", "beeline",
        "vimpelcom", "megafon", "mts pjsc", "kyivstar", "netia", "inea", "polkomtel", "elisa",
        "dna oyj", "bredbandsbolaget", "comhem", "com hem", "bahnhof", "altibox", "stofa", "yousee",
        "tdc", "eir", "eircom", "kddi", "^ntt$", "ntt communications", "ntt docomo", "ntt america",
        "ntt east", "ntt west", "ntt pc", "ntt plala", "docomo", "softbank", "so net", "jcom",
        "biglobe", "nifty", "china mobile", "china unicom", "china169", "chinanet", "chunghwa",
        "hinet", "kt corporation", "sk broadband", "lg uplus", "lg powercomm", "jio", "airtel",
        "bsnl", "singtel", "starhub", "optus", "iinet", "vocus", "spark new zealand", "pldt",
        "viettel", "vnpt", "maroc tel*", "mtn", "safaricom", "etisalat", "ooredoo", "zain",
        "rogers communications", "rogers cable", "sunrise communications", "sunrise upc",
        "hutchison 3g", "hutchison drei", "tpg internet",
        // Transit: the carrier's name stands for the company at the end of the line.
        "cogent*", "hurricane electric", "gtt", "zayo", "arelion", "colt technology*", "retn",
    ]),
];

// Whatever is not folded here would never be found.
const _: () = {
    let mut row = 0;
    while row < WORDS.len() {
        let mut at = 0;
        while at < WORDS[row].1.len() {
            let word = WORDS[row].1[at].as_bytes();
            let mut i = 0;
            while i < word.len() {
                assert!(matches!(word[i], b'a'..=b'z' | b'0'..=b'9' | b' ' | b'*' | b'^' | b'$'));
                i += 1;
            }
            at += 1;
        }
        row += 1;
    }
};
