//! A browser with a server of its own.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

pub use iem::web::EXAMPLES;

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A page in a browser.
pub struct Browser {
    pub client: Client,
    base: String,
}

/// Starts a program and waits for a line of its output with a mark in it; gives what follows the mark.
fn started(command: &mut Command, mark: &str, on_errors: bool) -> Option<(Running, String)> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().ok()?;
    let (out, err) = (child.stdout.take()?, child.stderr.take()?);
    let mut said: Box<dyn BufRead + Send> =
        if on_errors { Box::new(BufReader::new(err)) } else { Box::new(BufReader::new(out)) };
    let running = Running(child);
    let mut line = String::new();
    while said.read_line(&mut line).ok()? > 0 {
        if let Some((_, rest)) = line.split_once(mark) {
            let rest = rest.trim().to_owned();
            std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
            return Some((running, rest));
        }
        line.clear();
    }
    None
}

/// The document that the terminal prints for these wishes.
pub fn terminal(flags: &[&str]) -> Value {
    let mut call = Command::new(env!("CARGO_BIN_EXE_iem"));
    call.args(["recommend", "--json"]).args(flags).env("IEM_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"));
    serde_json::from_slice(&call.output().expect("the program starts").stdout).expect("JSON")
}

/// The source of axe-core, where `.ci/run` put it.
pub fn axe() -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/axe/package/axe.min.js");
    let source = std::fs::read_to_string(path).ok();
    if source.is_none() {
        eprintln!("skipped: axe-core is not in target/axe (see .ci/run)");
    }
    source
}

/// A value as a line.
pub fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl Browser {
    /// Runs a test in a browser with these further switches.
    pub fn with(switches: &[&str], test: impl AsyncFnOnce(&Self)) {
        Self::start(capabilities(switches, false), test);
    }

    /// Runs a test on a phone that is 320 px wide.
    pub fn phone(test: impl AsyncFnOnce(&Self)) {
        Self::start(capabilities(&[], true), test);
    }

    fn start(capabilities: Map<String, Value>, test: impl AsyncFnOnce(&Self)) {
        let Some((_driver, port)) =
            started(Command::new("chromedriver").arg("--port=0"), "started successfully on port ", false)
        else {
            eprintln!("skipped: there is no chromedriver here (Debian's chromium-driver)");
            return;
        };
        let port = port.trim_end_matches('.').to_owned();
        let mut serve = Command::new(env!("CARGO_BIN_EXE_iem"));
        serve.args(["serve", "--port", "0", "--no-own"]).env("IEM_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"));
        let (_server, base) = started(&mut serve, "The page is at ", true).expect("a server");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities);
            let client = builder.connect(&format!("http://127.0.0.1:{port}")).await.expect("a browser");
            let page = Self { client, base: base.trim_end_matches('/').to_owned() };
            test(&page).await;
            let _ = page.client.close().await;
        });
    }

    /// Opens an address of the site.
    pub async fn open(&self, address: &str) {
        self.client.goto(&format!("{}{address}", self.base)).await.expect("a page");
    }

    /// Runs a script.
    pub async fn run(&self, script: &str, values: Vec<Value>) -> Value {
        self.client.execute(script, values).await.unwrap_or_else(|e| panic!("{script:.80}: {e}"))
    }

    /// Runs a script that calls back.
    pub async fn run_later(&self, script: &str) -> Value {
        self.client.execute_async(script, Vec::new()).await.unwrap_or_else(|e| panic!("{script:.80}: {e}"))
    }

    /// Waits until a script says so.
    pub async fn wait(&self, script: &str) {
        for _ in 0..200 {
            if self.run(script, Vec::new()).await == json!(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("waited in vain for: {script}");
    }

    /// Path and query of the page.
    pub async fn path(&self) -> String {
        shown(&self.run("return location.pathname + location.search", Vec::new()).await)
    }

    async fn find(&self, what: &str) -> fantoccini::elements::Element {
        self.client.find(Locator::Css(what)).await.unwrap_or_else(|e| panic!("{what}: {e}"))
    }

    /// Clicks on it.
    pub async fn click(&self, what: &str) {
        self.find(what).await.click().await.unwrap_or_else(|e| panic!("{what}: {e}"));
    }

    /// Writes a text into a field.
    pub async fn fill(&self, what: &str, text: &str) {
        let field = self.find(what).await;
        field.clear().await.expect("an empty field");
        field.send_keys(text).await.expect("a text");
    }

    /// Presses keys at an element.
    pub async fn keys(&self, what: &str, keys: &str) {
        self.find(what).await.send_keys(keys).await.unwrap_or_else(|e| panic!("{what}: {e}"));
    }

    /// Puts the focus there.
    pub async fn focus(&self, what: &str) {
        self.run("document.querySelector(arguments[0]).focus()", vec![json!(what)]).await;
    }
}

fn capabilities(switches: &[&str], phone: bool) -> Map<String, Value> {
    let usual = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,900",
        "--disable-dev-shm-usage",
        "--force-prefers-reduced-motion",
    ];
    let args: Vec<&str> = usual.into_iter().chain(switches.iter().copied()).collect();
    let mut options = json!({ "args": args });
    if phone {
        // A window has a smallest width of its own; the page of a phone has not.
        let screen = json!({ "width": 320, "height": 640, "pixelRatio": 2.0, "touch": true, "mobile": true });
        options["mobileEmulation"] = json!({ "deviceMetrics": screen });
    }
    Map::from_iter([("browserName".to_owned(), json!("chrome")), ("goog:chromeOptions".to_owned(), options)])
}
