//! The session cookie of the dashboard, and where a request comes from.
//!
//! Its name begins with `__Host-`: browsers take it from this host by TLS only, for every path, and
//! no other host can set it (RFC 6265bis, section 4.1.3). Over plain HTTP, which is for this machine
//! alone, it cannot have that name.

use worker::{Request, Url};

const NAME: &str = "__Host-ungated";
const LOCAL_NAME: &str = "ungated";

/// Whether a request comes to this machine, from this machine, without TLS. A proxy that ends TLS
/// before us passes its own host on.
fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    url.scheme() == "http" && matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

fn name(url: &Url) -> &'static str {
    if is_local(url) { LOCAL_NAME } else { NAME }
}

/// The secret in a request's cookie.
pub fn read(request: &Request) -> Option<String> {
    let url = request.url().ok()?;
    let header = request.headers().get("cookie").ok()??;
    let own = |pair: &str| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name(&url) && !value.is_empty()).then(|| value.to_owned())
    };
    header.split(';').find_map(own)
}

/// The header that hands out a secret for so many seconds; 0 takes it back.
pub fn set(url: &Url, secret: &str, seconds: u64) -> String {
    let secure = if is_local(url) { "" } else { "; Secure" };
    let name = name(url);
    format!("{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

/// Whether a request says that it comes from a page of this very host.
pub fn is_own_origin(request: &Request) -> bool {
    let Ok(url) = request.url() else { return false };
    let origin = request.headers().get("origin").ok().flatten().unwrap_or_default();
    origin == own_origin(&url)
}

/// Whether a request says that it comes from a page of another host.
pub fn is_other_origin(request: &Request) -> bool {
    request.headers().has("origin").unwrap_or(true) && !is_own_origin(request)
}

/// The origin of our pages. TLS may end before us.
pub fn own_origin(url: &Url) -> String {
    let scheme = if is_local(url) { "http" } else { "https" };
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| format!("{scheme}://{host}"), |port| format!("{scheme}://{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn only_on_this_machine_is_there_a_cookie_without_tls() {
        let local = set(&url("http://localhost:8787/"), "x", 60);
        assert_eq!(local, "ungated=x; Path=/; Max-Age=60; HttpOnly; SameSite=Strict");
        for address in [
            "https://stats.example/",
            "http://stats.example/",
            "https://localhost/",
            "http://localhost.example/",
        ] {
            let cookie = set(&url(address), "x", 60);
            let all = "__Host-ungated=x; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure";
            assert_eq!(cookie, all, "{address}");
        }
    }

    #[test]
    fn pages_of_a_deployed_dashboard_come_by_tls() {
        assert_eq!(own_origin(&url("http://127.0.0.1:8787/x")), "http://127.0.0.1:8787");
        assert_eq!(own_origin(&url("https://stats.example/x")), "https://stats.example");
        assert_eq!(own_origin(&url("http://stats.example/x")), "https://stats.example");
        assert_eq!(own_origin(&url("http://stats.example:8443/x")), "https://stats.example:8443");
    }
}
