//! Who may ask, and what browsers are told about every answer.
//!
//! A page on the local machine must not be read by other sites: the name under which it was asked for
//! (`Host`) must be one of its own, so that a foreign name that resolves to this machine is refused, and what
//! is posted must come from a page of its own (`Origin`).

use std::net::{IpAddr, SocketAddr};

use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue};

/// Headers of every answer.
pub(super) const HEADERS: [(HeaderName, HeaderValue); 6] = [
    (
        HeaderName::from_static("content-security-policy"),
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
    ),
    (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("x-frame-options"), HeaderValue::from_static("DENY")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// The names under which the site may be asked for.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    address: SocketAddr,
    names: Vec<String>,
}

/// Ends of names that the public system of names does not hand out.
const AT_HOME: [&str; 5] = [".local", ".lan", ".home", ".internal", ".home.arpa"];

impl Guard {
    /// For a site that listens here and is known by these names beside its own.
    pub(super) fn of(address: SocketAddr, names: Vec<String>) -> Self {
        Self { address, names }
    }

    /// Whether the name is one of the site's. One that others can reach is asked by the addresses and names of a
    /// home network too, never by a public name that was not given: any stranger can point theirs at it.
    pub(super) fn knows_host(&self, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next().and_then(|h| h.to_str().ok()), hosts.next()) else { return false };
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']').to_lowercase();
        let ip = bare.parse::<IpAddr>();
        if self.is_alone() {
            let local = bare == "localhost" || ip.is_ok_and(|ip| ip.is_loopback());
            return local && port == Some(self.address.port());
        }
        let at_home =
            |name: &str| !name.is_empty() && (!name.contains('.') || AT_HOME.iter().any(|end| name.ends_with(end)));
        ip.is_ok() || at_home(&bare) || self.names.iter().any(|name| name.eq_ignore_ascii_case(&bare))
    }

    /// Whether a form that was posted comes from a page of the site; a program that is no browser says nothing.
    /// Pages that are told to name no referrer say `null` for their origin: of them the browser's own word counts,
    /// which it does not give for an address that is neither this machine's nor encrypted. What is posted
    /// changes nothing, so that `null` is taken there.
    pub(super) fn knows_origin(&self, headers: &HeaderMap) -> bool {
        let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let site = text(HeaderName::from_static("sec-fetch-site"));
        let host = text(HOST).unwrap_or_default();
        match (site, text(ORIGIN)) {
            (Some("same-origin"), None | Some("null")) => true,
            (Some(site), _) if site != "same-origin" && site != "none" => false,
            (_, None) => true,
            (None, Some("null")) => !self.is_alone(),
            (_, Some(origin)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        }
    }

    /// Whether nobody else can reach it.
    fn is_alone(&self) -> bool {
        self.address.ip().is_loopback()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (HeaderName::from_static(k), HeaderValue::from_static(v))).collect()
    }

    fn alone() -> Guard {
        Guard::of("127.0.0.1:8080".parse().expect("an address"), Vec::new())
    }

    #[test]
    fn a_public_name_must_be_given() {
        let names = vec!["iem.example.org".to_owned()];
        let guard = Guard::of("0.0.0.0:8080".parse().expect("an address"), names);
        for own in ["192.168.1.20:8080", "music-box:8080", "nas.local:8080", "iem.example.org", "[fe80::1]:8080"] {
            assert!(guard.knows_host(&headers(&[("host", own)])), "{own}");
        }
        for foreign in ["evil.example:8080", "iem.example.org.evil.example", "", "local.evil.example"] {
            assert!(!guard.knows_host(&headers(&[("host", foreign)])), "{foreign}");
        }
        assert!(guard.knows_origin(&headers(&[("host", "192.168.1.20:8080"), ("origin", "null")])));
    }

    #[test]
    fn only_own_names_are_answered() {
        let guard = alone();
        for own in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
            assert!(guard.knows_host(&headers(&[("host", own)])), "{own}");
        }
        for foreign in ["evil.example:8080", "127.0.0.1:9", "localhost", "127.0.0.1.evil.example:8080", "", "a:b:c"] {
            assert!(!guard.knows_host(&headers(&[("host", foreign)])), "{foreign}");
        }
        assert!(!guard.knows_host(&headers(&[])));
    }

    #[test]
    fn only_own_forms_are_taken() {
        let guard = alone();
        let host = ("host", "127.0.0.1:8080");
        assert!(guard.knows_origin(&headers(&[host, ("origin", "http://127.0.0.1:8080")])));
        assert!(guard.knows_origin(&headers(&[host])));
        assert!(!guard.knows_origin(&headers(&[host, ("origin", "http://evil.example")])));
        assert!(!guard.knows_origin(&headers(&[host, ("origin", "null")])));
        assert!(guard.knows_origin(&headers(&[host, ("origin", "null"), ("sec-fetch-site", "same-origin")])));
        assert!(!guard.knows_origin(&headers(&[host, ("sec-fetch-site", "cross-site")])));
    }
}
