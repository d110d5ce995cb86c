//! Two parts side by side: a cable in a socket, a plug in a jack.

use super::Verdict;
use super::answer::Buy;
use super::path;
use super::tables::{self, CABLES, CONVERTERS, Loose, Pair, Way, price};

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

    /// A joint with a part that fits nothing at this end.
    fn foreign(part: &Loose) -> Self {
        let mut joint = Self::new(Verdict::No, format!("{} is {}: it fits nothing here", part.term, part.is));
        joint.fix = (!part.ask.is_empty()).then(|| part.ask.to_owned());
        joint
    }

    /// Price of what must be bought, USD; unknown when a part's price is not known.
    pub fn price_usd(&self) -> Option<f64> {
        self.buy.iter().map(|b| b.price_usd).sum()
    }
}

/// The verdict alone of a cable's connector in an earpiece's socket.
pub fn verdict_cable_socket(cable: &str, socket: &str) -> Verdict {
    tables::mating(cable, socket).map_or(Verdict::Unknown, |pair| pair.verdict)
}

/// A cable's connector in an earpiece's socket, both by id.
pub fn joint_cable_socket(cable: &str, socket: &str) -> Joint {
    if let Some(part) = tables::foreign(cable).or_else(|| tables::foreign(socket)) {
        return Joint::foreign(part);
    }
    let Some(pair) = tables::mating(cable, socket) else {
        return Joint::new(Verdict::Unknown, "nothing is known about these two connectors");
    };
    let risk = if pair.risk.is_empty() || pair.verdict == Verdict::Ok {
        String::new()
    } else {
        format!(" Risk: {}.", pair.risk.trim_end_matches('.'))
    };
    let mut joint = Joint::new(pair.verdict, format!("{}{risk}", pair.reason));
    match pair.verdict {
        Verdict::Adapter => {
            let converter = CONVERTERS
                .iter()
                .filter(|c| c.cables.contains(&cable) && c.sockets.contains(&socket))
                .min_by(|a, b| price(a.price_usd).total_cmp(&price(b.price_usd)));
            let item = converter.map_or_else(
                || format!("converter {} to {}", tables::connector_name(cable), tables::connector_name(socket)),
                |c| c.name.to_string(),
            );
            joint.fix = Some(format!("a {item}, or better a cable made for this socket"));
            joint.buy.push(Buy {
                item,
                why: "the cable's connector is another one than the earpiece's socket".to_owned(),
                price_usd: converter.and_then(|c| c.price_usd),
            });
        }
        Verdict::No if socket == "fixed" => {
            joint.fix = Some("this earphone keeps its own cable".to_owned());
        }
        Verdict::No if cable != "fixed" => {
            joint.fix = Some(format!("a cable with {}", tables::connector_name(socket)));
        }
        _ => {}
    }
    joint
}

/// The verdict of a plug and a jack; one that hangs on a condition is ok only where that is known to hold.
fn verdict_of(pair: &Pair<Way>) -> Verdict {
    match pair.verdict {
        Way::Direct if pair.conditional => Verdict::Caution,
        Way::Direct => Verdict::Ok,
        Way::Adapter | Way::Active => Verdict::Adapter,
        Way::Unsafe => Verdict::Unsafe,
        Way::No => Verdict::No,
    }
}

/// The verdict alone of a plug in a jack with nothing in between.
pub(super) fn verdict_plug_jack(plug: &str, jack: &str) -> Verdict {
    if tables::foreign(plug).or_else(|| tables::foreign(jack)).is_some() {
        return Verdict::No;
    }
    tables::plug_jack(plug, jack).map_or(Verdict::Unknown, |pair| verdict_of(&pair))
}

/// A plug in a jack, both by id, with nothing in between.
pub fn joint_plug_jack(plug: &str, jack: &str) -> Joint {
    if let Some(part) = tables::foreign(plug).or_else(|| tables::foreign(jack)) {
        return Joint::foreign(part);
    }
    let Some(pair) = tables::plug_jack(plug, jack) else {
        return Joint::new(Verdict::Unknown, "nothing is known about this plug and this jack");
    };
    let verdict = verdict_of(&pair);
    let mut joint = Joint::new(verdict, pair.reason);
    match verdict {
        Verdict::Adapter => {
            let path = path::cheapest(plug, jack).unwrap_or_default();
            joint.fix = Some(if path.is_empty() {
                if pair.buy.is_empty() { "ask the maker of the device for the right part" } else { pair.buy }.to_owned()
            } else {
                let names: Vec<&str> = path.iter().map(|p| p.name.as_ref()).collect();
                names.join(", then ")
            });
            joint.buy = path.iter().map(|p| path::buy(p, plug, jack)).collect();
            if pair.risk.contains("never") || pair.risk.contains("do not") {
                joint.because = format!("{} Without it: {}.", joint.because, pair.risk.trim_end_matches('.'));
            }
        }
        Verdict::Unsafe => {
            let short = tables::jack_short(jack);
            joint.fix = Some(format!(
                "no adapter makes this safe: use a cable with a plug for the {short}, or a single-ended output"
            ));
        }
        Verdict::Caution | Verdict::No if !pair.buy.is_empty() => joint.fix = Some(pair.buy.to_owned()),
        _ => {}
    }
    joint
}

/// The cheapest cable with this connector that goes straight into a jack, to buy in place of the
/// one in the box.
pub fn replacement_cable(socket: &str, jack: &str) -> Option<Buy> {
    let line = CABLES.iter().find(|l| l.connectors.contains(&socket))?;
    let straight = line.prices_usd.iter().filter(|(plug, _)| verdict_plug_jack(plug, jack) == Verdict::Ok);
    let (plug, price) = straight.min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(Buy {
        item: format!("{} cable with a {} plug", line.name, tables::plug_short(plug)),
        why: "its own cable has another plug".to_owned(),
        price_usd: Some(*price),
    })
}
