//! Two parts side by side: a cable in a socket, a plug in a jack.

use super::Verdict;
use super::adapters;
use super::parts::{Way, knowledge};
use super::report::Buy;

/// What is said of two parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Joint {
    /// How well they go together.
    pub verdict: Verdict,
    /// Why.
    pub because: String,
    /// What to do about it.
    pub fix: Option<String>,
    /// The cheapest part that makes it work.
    pub buy: Vec<Buy>,
}

impl Joint {
    pub(super) fn new(verdict: Verdict, because: impl Into<String>) -> Self {
        Self { verdict, because: because.into(), fix: None, buy: Vec::new() }
    }

    /// Price of what must be bought, USD; unknown when a part's price is not known.
    pub fn price_usd(&self) -> Option<f64> {
        self.buy.iter().map(|b| b.price_usd).sum()
    }
}

/// A cable's connector in an earpiece's socket, both by id.
pub fn joint_cable_socket(cable: &str, socket: &str) -> Joint {
    let known = knowledge();
    let Some(pair) = known.mating.get(&(cable.to_owned(), socket.to_owned())) else {
        return Joint::new(Verdict::Unknown, "nothing is known about these two connectors");
    };
    let risk = if pair.damage_risk.is_empty() || pair.verdict == Verdict::Ok {
        String::new()
    } else {
        format!(" Risk: {}.", pair.damage_risk.trim_end_matches('.'))
    };
    let mut joint = Joint::new(pair.verdict, format!("{}{risk}", pair.reason));
    let fits =
        |c: &&super::parts::Converter| c.cables.iter().any(|id| id == cable) && c.sockets.iter().any(|id| id == socket);
    match pair.verdict {
        Verdict::Adapter => {
            let converter = known.converters.iter().find(fits);
            let item = converter.map_or_else(
                || format!("converter {} to {}", known.connector_name(cable), known.connector_name(socket)),
                |c| c.name.clone(),
            );
            joint.fix = Some(format!("a {item}, or better a cable made for this socket"));
            joint.buy.push(Buy {
                item,
                why: "the cable's connector is another one than the earpiece's socket".to_owned(),
                price_usd: converter.and_then(|c| c.price_usd),
            });
        }
        Verdict::No if socket != "fixed" && cable != "fixed" => {
            joint.fix = Some(format!("a cable with {}", known.connector_name(socket)));
        }
        _ => {}
    }
    joint
}

/// A plug in a jack, both by id, with nothing in between.
pub fn joint_plug_jack(plug: &str, jack: &str) -> Joint {
    let known = knowledge();
    let Some(pair) = known.plug_jack.get(&(plug.to_owned(), jack.to_owned())) else {
        return Joint::new(Verdict::Unknown, "nothing is known about this plug and this jack");
    };
    let conditional = matches!((plug, jack), ("3.5-bal", "3.5-bal") | ("modular", "usb-c-host"));
    let verdict = match pair.verdict {
        Way::Direct if conditional => Verdict::Caution,
        Way::Direct => Verdict::Ok,
        Way::Adapter | Way::Active => Verdict::Adapter,
        Way::Unsafe => Verdict::Unsafe,
        Way::No => Verdict::No,
    };
    let mut joint = Joint::new(verdict, pair.reason.clone());
    match verdict {
        Verdict::Adapter => {
            let path = adapters::cheapest(plug, jack).unwrap_or_default();
            if path.is_empty() {
                joint.fix = Some("ask the maker of the device for the right part".to_owned());
            } else {
                let names: Vec<&str> = path.iter().map(|p| p.name.as_str()).collect();
                joint.fix = Some(names.join(", then "));
            }
            joint.buy = path.iter().map(|p| adapters::buy(p, plug, jack)).collect();
        }
        Verdict::Unsafe => {
            let short = known.jack_short(jack);
            joint.fix =
                Some(format!("no adapter makes this safe: use a cable with a plug for the {short}, or another jack"));
        }
        _ => {}
    }
    joint
}

/// A cable with this connector and plug, to buy in place of the one in the box.
pub fn replacement_cable(socket: &str, plug: &str) -> Option<Buy> {
    let known = knowledge();
    let line = known.cables.iter().find(|l| l.connectors.iter().any(|c| c == socket))?;
    let price = *line.prices_usd.get(plug)?;
    Some(Buy {
        item: format!("{} cable with a {} plug", line.name, known.plug_short(plug)),
        why: "its own cable has another plug".to_owned(),
        price_usd: Some(price),
    })
}
