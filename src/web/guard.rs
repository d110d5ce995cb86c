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
}

impl Guard {
    /// For a site that listens here.
    pub(super) fn of(address: SocketAddr) -> Self {
        Self { address }
    }

    /// Whether the name is one of the site's. One that listens to others is asked by names that it cannot
    /// know: there any name counts that is no address, or the one it was reached by.
    pub(super) fn knows_host(&self, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next().and_then(|h| h.to_str().ok()), hosts.next()) else { return false };
        !self.address.ip().is_loopback() || self.is_own(host)
    }

    fn is_own(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let local = bare.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        local && port == Some(self.address.port())
    }
}

/// Whether a form that was posted comes from a page of the site; a program that is no browser says nothing. Pages
/// that are told to name no referrer say `null` for their origin: of them the browser's own word counts.
pub(super) fn knows_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let host = text(HOST).unwrap_or_default();
    match (site, text(ORIGIN)) {
        (Some("same-origin"), None | Some("null")) => true,
        (Some(site), _) if site != "same-origin" && site != "none" => false,
        (_, None) => true,
        (_, Some(origin)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (HeaderName::from_static(k), HeaderValue::from_static(v))).collect()
    }

    #[test]
    fn only_own_names_are_answered() {
        let guard = Guard::of("127.0.0.1:8080".parse().expect("an address"));
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
        let host = ("host", "127.0.0.1:8080");
        assert!(knows_origin(&headers(&[host, ("origin", "http://127.0.0.1:8080")])));
        assert!(knows_origin(&headers(&[host])));
        assert!(!knows_origin(&headers(&[host, ("origin", "http://evil.example")])));
        assert!(!knows_origin(&headers(&[host, ("origin", "null")])));
        assert!(knows_origin(&headers(&[host, ("origin", "null"), ("sec-fetch-site", "same-origin")])));
        assert!(!knows_origin(&headers(&[host, ("sec-fetch-site", "cross-site")])));
    }
}
