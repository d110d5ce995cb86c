//! Listens and answers: connections, limits, time, the end. It knows nothing of what pages show.
//!
//! What is evaluated runs off the threads that listen, a few at a time; an answer that is kept is sent at
//! once. A panic while an answer is made is a 500 of that answer alone.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tower_http::catch_panic::CatchPanicLayer;

use super::answer::{Answer, Ask};
use super::guard::{Guard, HEADERS};
use super::kept::{Ready, Shelf};
use super::query::{Query, QueryError};
use super::site::Site;

/// A head must be here within so long, also the next one of a connection that stays open.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// A posted text must be here within so long.
const TEXT_WITHIN: Duration = Duration::from_secs(10);
/// An answer must be made within so long, waiting for its turn included.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
/// A connection lives so long: who reads an answer slower than that is left.
const CONNECTION_WITHIN: Duration = Duration::from_secs(120);
/// What runs when the end is asked for has so long to finish.
const END_WITHIN: Duration = Duration::from_secs(10);
/// Largest head, bytes.
const HEAD: usize = 16 * 1024;
/// Largest posted text, bytes.
const TEXT: usize = 1_400_000;
/// Connections that are open at once; more wait.
const CONNECTIONS: usize = 15_000;
/// Ports tried after the usual one.
const FURTHER_PORTS: u16 = 20;

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port is taken, or may not be used.
    #[error("port {port} of {host} cannot be used: it {why}; name another one with --port")]
    Port {
        /// The host.
        host: IpAddr,
        /// The port.
        port: u16,
        /// Why.
        why: String,
    },
    /// The system gives no threads.
    #[error("the server cannot start: {0}")]
    Start(io::Error),
}

/// Done when the process is asked to end.
type End = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// A port that is listened to. From here on a wish to end is heard.
pub struct Listening {
    runtime: Runtime,
    listener: TcpListener,
    end: End,
    /// Where.
    pub address: SocketAddr,
    /// Whether the usual port was taken.
    pub moved: bool,
}

impl Listening {
    /// Listens on a port, or on the first free one from the usual port on.
    ///
    /// # Errors
    /// A port that cannot be used.
    pub fn on(host: IpAddr, port: Option<u16>, usual: u16) -> Result<Self, ServeError> {
        let runtime = Builder::new_multi_thread().enable_all().build().map_err(ServeError::Start)?;
        let end = {
            let _inside = runtime.enter();
            end().map_err(ServeError::Start)?
        };
        let last = usual.saturating_add(FURTHER_PORTS);
        let ports = port.map_or(usual..=last, |port| port..=port);
        let mut refused = None;
        for port in ports {
            match runtime.block_on(TcpListener::bind((host, port))) {
                Ok(listener) => {
                    let address = listener.local_addr().map_err(ServeError::Start)?;
                    return Ok(Self { runtime, listener, end: Box::pin(end), address, moved: refused.is_some() });
                }
                Err(error) => {
                    refused.get_or_insert((port, error));
                }
            }
        }
        let (port, error) = refused.unwrap_or((usual, io::ErrorKind::AddrInUse.into()));
        let why = match error.kind() {
            io::ErrorKind::AddrInUse => "is taken by another program".to_owned(),
            io::ErrorKind::PermissionDenied => "may not be used by you".to_owned(),
            io::ErrorKind::AddrNotAvailable => "belongs to no address of this machine".to_owned(),
            _ => error.to_string(),
        };
        Err(ServeError::Port { host, port, why })
    }
}

/// The site as a service: what a request asks to what is sent.
#[derive(Debug)]
pub struct Service {
    site: Site,
    guard: Guard,
    shelf: Shelf,
    /// Turns for what is evaluated: for questions that rank all models, and for the others, which do not wait
    /// behind them.
    turns: [Arc<Semaphore>; 2],
    log: bool,
}

impl Service {
    /// A site that is reached at an address, and by these names where others can reach it; `log` writes a line for each answer to standard error.
    pub fn new(site: Site, address: SocketAddr, names: Vec<String>, log: bool) -> Arc<Self> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Arc::new(Self {
            site,
            guard: Guard::of(address, names),
            shelf: Shelf::new(),
            turns: [cores, cores].map(|turns| Arc::new(Semaphore::new(turns))),
            log,
        })
    }

    /// As a router, for a program that has a server of its own.
    pub fn router(self: Arc<Self>) -> Router {
        Router::new().fallback(respond).layer(CatchPanicLayer::custom(|_| failed())).with_state(self)
    }
}

/// Serves until the process is asked to end; what runs then is finished.
pub fn serve(listening: Listening, service: Arc<Service>) {
    let Listening { runtime, listener, end, .. } = listening;
    runtime.block_on(listen(&listener, service, end));
    runtime.shutdown_timeout(Duration::from_secs(1));
}

#[cfg(unix)]
fn end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        std::future::poll_fn(|context| {
            if term.poll_recv(context).is_ready() || int.poll_recv(context).is_ready() {
                std::task::Poll::Ready(())
            } else {
                std::task::Poll::Pending
            }
        })
        .await;
    })
}

#[cfg(not(unix))]
fn end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

async fn listen(listener: &TcpListener, service: Arc<Service>, mut end: End) {
    let router = service.router();
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let accepted = {
            let mut accept = std::pin::pin!(accept(listener, &room));
            std::future::poll_fn(|context| {
                if end.as_mut().poll(context).is_ready() {
                    return std::task::Poll::Ready(None);
                }
                accept.as_mut().poll(context).map(Some)
            })
            .await
        };
        let Some(accepted) = accepted else { break };
        let Some((stream, place)) = accepted else { continue };
        let _ = stream.set_nodelay(true);
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_WITHIN)
            .max_buf_size(HEAD)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let _ = timeout(CONNECTION_WITHIN, connection).await;
            drop(place);
        });
    }
    let _ = timeout(END_WITHIN, graceful.shutdown()).await;
}

/// The next connection, once there is room for it; `None` where the system could not give it.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    if let Ok((stream, _)) = listener.accept().await {
        return Some((stream, place));
    }
    // Out of file handles, or the other side was gone: others may end meanwhile.
    tokio::time::sleep(Duration::from_millis(20)).await;
    None
}

async fn respond(State(service): State<Arc<Service>>, request: Request) -> Response<Body> {
    let head_only = request.method() == Method::HEAD;
    let allowed = if Ask::takes_text(request.uri().path()) { "GET, HEAD, POST" } else { "GET, HEAD" };
    let line = service.log.then(|| format!("{} {}", request.method(), request.uri().path()));
    let headers = request.headers().clone();
    let ready = service.answered(request).await;
    if let Some(line) = line {
        let shown: String = line.chars().filter(|c| !c.is_control()).collect();
        eprintln!("{shown} {}", ready.answer.status);
    }
    let mut answer = sent(&ready, &headers, head_only);
    if answer.status() == StatusCode::METHOD_NOT_ALLOWED {
        answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
    }
    answer
}

impl Service {
    async fn answered(self: &Arc<Self>, request: Request) -> Arc<Ready> {
        if !self.guard.knows_host(request.headers()) {
            return plain(421, "This page is asked for under a name that is not its own.\n");
        }
        match *request.method() {
            Method::GET | Method::HEAD => self.got(request.into_parts().0.uri).await,
            Method::POST if !Ask::takes_text(request.uri().path()) => plain(405, "This page answers GET.\n"),
            Method::POST if self.guard.knows_origin(request.headers()) => self.posted(request).await,
            Method::POST => plain(403, "This form comes from another site.\n"),
            _ => plain(405, "This page answers GET, some also POST of a pasted text.\n"),
        }
    }

    async fn got(self: &Arc<Self>, uri: Uri) -> Arc<Ready> {
        let address = uri.path_and_query().map_or("/", |all| all.as_str());
        if let Some(ready) = self.shelf.get(address) {
            return ready;
        }
        let address = address.to_owned();
        let ask = match ask(uri.path(), uri.query().unwrap_or_default(), false) {
            Ok(ask) => ask,
            Err(refused) => return refused,
        };
        let ready = self.evaluated(ask).await;
        self.shelf.keep(address, &ready);
        ready
    }

    async fn posted(self: &Arc<Self>, request: Request) -> Arc<Ready> {
        let path = request.uri().path().to_owned();
        let is_form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("application/x-www-form-urlencoded")));
        if !is_form {
            return plain(415, "A pasted text is sent as a form: application/x-www-form-urlencoded.\n");
        }
        let bytes = match timeout(TEXT_WITHIN, to_bytes(request.into_body(), TEXT)).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(_)) => return plain(413, "The text is too long: at most 200 kB.\n"),
            Err(_) => return plain(408, "The text did not arrive in time.\n"),
        };
        let Ok(text) = std::str::from_utf8(&bytes) else { return plain(400, "The form is not readable text.\n") };
        match ask(&path, text, true) {
            Ok(ask) => self.evaluated(ask).await,
            Err(refused) => refused,
        }
    }

    /// Makes an answer off the threads that listen, when it is its turn.
    async fn evaluated(self: &Arc<Self>, ask: Ask) -> Arc<Ready> {
        let (service, turns) = (Arc::clone(self), Arc::clone(&self.turns[usize::from(ask.ranks())]));
        let work = async move {
            // The turn lasts as long as the work, also where nobody waits for it any more.
            let turn = turns.acquire_owned().await;
            let done = tokio::task::spawn_blocking(move || {
                let ready = Arc::new(Ready::of(service.site.answer(&ask)));
                drop(turn);
                ready
            });
            done.await
        };
        match timeout(ANSWER_WITHIN, work).await {
            Ok(Ok(ready)) => ready,
            Ok(Err(_)) => plain(500, "Something went wrong here; the other pages go on.\n"),
            Err(_) => plain(503, "Too much is asked at once; try again in a moment.\n"),
        }
    }
}

/// Path and query as they were meant.
fn ask(path: &str, query: &str, posted: bool) -> Result<Ask, Arc<Ready>> {
    let read = if posted { Query::read_form(query) } else { Query::read(query) };
    let path = percent_encoding::percent_decode_str(path).decode_utf8().map_err(|_| QueryError::NotText);
    match (path, read) {
        (Ok(path), Ok(query)) if !path.chars().any(char::is_control) => {
            Ok(Ask { path: path.into_owned(), query, posted })
        }
        (_, Err(QueryError::TooLong)) => Err(plain(414, &format!("{}.\n", QueryError::TooLong))),
        _ => Err(plain(400, &format!("{}.\n", QueryError::NotText))),
    }
}

fn plain(status: u16, text: &str) -> Arc<Ready> {
    Arc::new(Ready::of(Answer::of(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())))
}

fn failed() -> Response<Body> {
    let ready = plain(500, "Something went wrong here; the other pages go on.\n");
    sent(&ready, &HeaderMap::new(), false)
}

/// An answer as it goes out.
fn sent(ready: &Ready, asked: &HeaderMap, head_only: bool) -> Response<Body> {
    let takes = |name: header::HeaderName, what: &str| {
        asked.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(what))
    };
    let answer = &ready.answer;
    let unchanged = answer.status == 200 && takes(header::IF_NONE_MATCH, ready.mark.trim_start_matches("W/"));
    let packed = ready.packed.as_ref().filter(|_| takes(header::ACCEPT_ENCODING, "gzip"));
    let body = packed.unwrap_or(&ready.plain);
    let status = if unchanged { 304 } else { answer.status };
    let mut out = Response::new(if head_only || unchanged { Body::empty() } else { Body::from(body.clone()) });
    *out.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = out.headers_mut();
    headers.extend(HEADERS.map(|(name, value)| (Some(name), value)).into_iter().filter_map(|(n, v)| Some((n?, v))));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.kind));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let lasts = if answer.fixed { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lasts));
    if head_only && !unchanged {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    }
    if packed.is_some() && !unchanged {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    let mut put = |name: header::HeaderName, text: String| {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    };
    if answer.status == 200 {
        put(header::ETAG, ready.mark.clone());
    }
    if let Some(to) = &answer.location {
        put(header::LOCATION, to.clone());
    }
    if let Some(name) = &answer.file {
        put(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", name.replace(['"', '\\'], "")));
    }
    out
}
