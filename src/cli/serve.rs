//! `iem serve`: the page.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::Args;
use iem::web::{self, Listening, Service, Site};

use super::global::{Answer, Global};

/// The port that is tried first.
const USUAL_PORT: u16 = 8436;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem serve
  iem serve --open
  iem serve --port 8000 --no-own
  iem serve --host 192.168.1.20      (others in your network can use it too)")]
pub(crate) struct ServeArgs {
    /// The port; by default 8436, or the next one that is free
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// The address of this machine to listen on
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// A name under which others ask for it, such as that of a server in front; repeatable
    #[arg(long = "name", value_name = "HOST")]
    names: Vec<String>,
    /// Opens the browser
    #[arg(long)]
    open: bool,
    /// Writes a line for each answer: its path, never what was asked
    #[arg(long)]
    log: bool,
    #[command(flatten)]
    whose: Whose,
}

/// Whether what the person owns counts.
#[derive(Debug, Args)]
struct Whose {
    /// Reckons with what you own and with your own rules and models; so it is unless others can reach the page
    #[arg(long, overrides_with = "no_own")]
    own: bool,
    /// Leaves out what you own, and your own rules and models
    #[arg(long, overrides_with = "own")]
    no_own: bool,
}

pub(crate) fn run(args: &ServeArgs, global: &Global) -> anyhow::Result<Answer> {
    let alone = args.host.is_loopback();
    let own = !args.whose.no_own && (args.whose.own || alone);
    let layers = if own { global.layers().with_gear_of_folder() } else { global.layers_named() };
    let site = Site::new(layers.closed().build());
    site.prepare()?;
    let listening = Listening::on(args.host, args.port, USUAL_PORT)?;
    let at = listening.address;
    if listening.moved {
        eprintln!("Port {USUAL_PORT} is taken by another program, so this is the next free one.");
    }
    let here = if at.ip().is_unspecified() { SocketAddr::from((Ipv4Addr::LOCALHOST, at.port())) } else { at };
    eprintln!("The page is at http://{here}/");
    if !alone {
        eprintln!("Others who can reach this machine can use it too; nothing is encrypted.");
        if own {
            eprintln!("They can see what you own (--no-own leaves it out).");
        }
    }
    eprintln!("Ctrl-C ends it.");
    if args.open && open::that_detached(format!("http://{here}/")).is_err() {
        eprintln!("No browser could be opened; open that address yourself.");
    }
    web::serve(listening, Service::new(site, at, args.names.clone(), args.log));
    Ok(Answer::ok(String::new()))
}
