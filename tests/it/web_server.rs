//! The page over the wire: limits, names, packing, the end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server of its own, ended when it is dropped.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts one on a free port, without what anybody owns.
    pub fn start(flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_iem"))
            .args(["serve", "--port", "0"])
            .args(flags)
            .env("IEM_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"))
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut said = BufReader::new(child.stderr.take().expect("its standard error"));
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert!(said.read_line(&mut line).expect("a line") > 0, "it ended before it listened");
            if let Some(address) = line.split("http://").nth(1) {
                break address.trim().trim_end_matches('/').parse().expect("an address");
            }
        };
        // What it says later is read and thrown away, so that it never waits for a reader.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { child, address }
    }

    /// Sends bytes, and reads until the other side is done.
    fn say(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A request with these further headers.
    fn ask(&self, what: &str, headers: &str, body: &str) -> String {
        let host = self.address;
        self.say(format!("{what} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n{body}").as_bytes())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("nothing")
}

#[test]
fn what_comes_over_the_wire_keeps_its_limits() {
    let server = Server::start(&["--no-own"]);
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let long = "a".repeat(1_500_000);
    let foreign = format!("{form}Origin: http://evil.example\r\nContent-Length: 1\r\n");
    let large = format!("{form}Content-Length: {}\r\n", long.len());
    let many = (0..200).fold(String::new(), |all, n| all + &format!("X-{n}: y\r\n"));
    for (what, headers, body, wanted) in [
        ("GET /", "", "", "200"),
        ("HEAD /", "", "", "200"),
        ("GET /nowhere", "", "", "404"),
        ("GET /%ff", "", "", "400"),
        ("GET /?q=%00", "", "", "400"),
        ("GET /../../etc/passwd", "", "", "404"),
        ("GET /a/..%2f..%2fetc%2fpasswd", "", "", "404"),
        ("DELETE /", "", "", "405"),
        ("POST /", "Content-Length: 0\r\n", "", "405"),
        ("POST /rules", "Content-Length: 0\r\n", "", "415"),
        ("POST /rules", &foreign, "a", "403"),
        ("POST /rules", &large, &long, "413"),
        ("GET /", &many, "", "431"),
    ] {
        let answer = server.ask(what, headers, body);
        assert_eq!(status(&answer), wanted, "{what}: {}", answer.lines().next().unwrap_or_default());
    }
    let address =
        format!("GET /?{} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", "a".repeat(9000), server.address);
    assert_eq!(status(&server.say(address.as_bytes())), "414");
    for host in ["evil.example", "127.0.0.1:1", ""] {
        let answer = server.say(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(status(&answer), "421", "{host}");
    }
    for broken in ["\0\0\0", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"] {
        let answer = server.say(broken.as_bytes());
        assert!(["400", "505"].contains(&status(&answer)), "{broken:?}: {answer}");
    }
    assert_eq!(status(&server.ask("GET /", "", "")), "200", "after all that");
}

#[test]
fn answers_are_packed_marked_and_guarded() {
    let server = Server::start(&["--no-own"]);
    let first = server.ask("GET /learn", "Accept-Encoding: gzip\r\n", "").to_lowercase();
    assert!(first.contains("content-encoding: gzip"), "{first}");
    for header in [
        "content-security-policy: default-src 'none'",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
    ] {
        assert!(first.contains(header), "{header} is missing");
    }
    let mark = first.split("etag: ").nth(1).and_then(|rest| rest.split("\r\n").next()).expect("a mark").to_owned();
    let again = server.ask("GET /learn", &format!("If-None-Match: {mark}\r\n"), "");
    assert_eq!(status(&again), "304");
    assert!(again.ends_with("\r\n\r\n"), "nothing is sent twice");
}

/// Who sends a head letter by letter, or nothing, is left; others do not wait for them.
#[test]
fn the_slow_do_not_stop_the_others() {
    let server = Server::start(&["--no-own"]);
    let idle: Vec<TcpStream> = (0..500).filter_map(|_| TcpStream::connect(server.address).ok()).collect();
    for mut slow in idle.iter().take(100) {
        let _ = slow.write_all(b"GET / HTTP/1.1\r\nHost: ");
    }
    let asked = Instant::now();
    assert_eq!(status(&server.ask("GET /api/v1/check?cable=mmcx&plug=4.4mm", "", "")), "200");
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    let mut slow = &idle[0];
    slow.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
    let mut rest = Vec::new();
    let _ = slow.read_to_end(&mut rest);
    assert!(asked.elapsed() < Duration::from_secs(25), "a slow head was waited for");
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to() {
    let mut server = Server::start(&["--no-own"]);
    let asked = Command::new("kill").arg(server.child.id().to_string()).status().expect("kill");
    assert!(asked.success());
    let from = Instant::now();
    let ended = server.child.wait().expect("its end");
    assert!(ended.success() && from.elapsed() < Duration::from_secs(15), "{ended}");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let server = Server::start(&["--no-own"]);
    let port = server.address.port().to_string();
    let output = super::support::iem(&["serve", "--port", &port]);
    assert_eq!(output.status.code(), Some(2));
    let said = super::support::err(&output);
    assert!(said.contains("is taken by another program") && said.contains("--port"), "{said}");
}
