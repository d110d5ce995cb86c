//! The connection of a model to the person's source, through the stock cable, a cable they
//! own, or a new one: the best of these, with what must be bought.

use std::borrow::Cow;

use strum::IntoEnumIterator;

use super::{Preferences, RequestError};
use crate::catalog::Model;
use crate::eval::Value;
use crate::fit::{self, Buy, JackOfSource, Verdict};
use crate::sound::{Shift, tone_shift};
use crate::words::Plug;

/// How a model connects to a person's source.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    /// How well.
    pub verdict: Verdict,
    /// Why.
    pub because: String,
    /// What must be bought.
    pub buy: Vec<Buy>,
    /// Price of that in USD; unknown when a part's price is not known.
    pub adapters_usd: Option<f64>,
    /// Room above peaks of 110 dB SPL, dB.
    pub headroom_db: Option<f64>,
    /// Noise of the source at the ear, dB SPL.
    pub hiss_db_spl: Option<f64>,
    /// Output impedance of the jack that it goes into, ohm.
    pub output_impedance_ohm: Option<f64>,
    /// How the source bends the sound, where the impedance curve of the model is known.
    pub tone: Option<Shift>,
    /// Whether a fact that it rests on was never checked.
    recalled: bool,
}

/// A cable the person owns.
#[derive(Debug, Clone, PartialEq)]
struct OwnCable {
    connector: &'static str,
    plug: Option<&'static str>,
}

/// The person's jacks and cables.
#[derive(Debug, Clone, PartialEq)]
pub struct Wiring {
    jacks: Vec<JackOfSource>,
    cables: Vec<OwnCable>,
}

/// The id of a plug word in the fit tables.
fn plug_id(plug: Plug) -> &'static str {
    match plug {
        Plug::Mm25 => "2.5-bal",
        Plug::Mm35 => "3.5-trs",
        Plug::Mm44 => "4.4-bal",
        Plug::Mm635 => "6.35-trs",
        Plug::Xlr4 => "xlr4",
        Plug::UsbC => "usb-c",
        Plug::Lightning => "lightning",
    }
}

/// The id of a jack word in the fit tables.
fn jack_id(plug: Plug) -> &'static str {
    match plug {
        Plug::Mm25 => "2.5-bal",
        Plug::Mm35 => "3.5-se",
        Plug::Mm44 => "4.4-bal",
        Plug::Mm635 => "6.35-se",
        Plug::Xlr4 => "xlr4",
        Plug::UsbC => "usb-c-host",
        Plug::Lightning => "lightning-host",
    }
}

/// One way to connect.
#[derive(Debug, Clone)]
struct Way {
    verdict: Verdict,
    because: String,
    buy: Vec<Buy>,
    price_usd: Option<f64>,
    jack: usize,
}

impl Wiring {
    /// From the wishes; `None` when neither jack nor device was named.
    ///
    /// # Errors
    /// A device, connector or plug that is not known.
    pub fn of(wishes: &Preferences) -> Result<Option<Self>, RequestError> {
        let jacks = match &wishes.source {
            Some(name) => fit::source_jacks(name).map_err(|e| RequestError::Part(format!("--source: {e}")))?,
            None => wishes.plugs.iter().map(|plug| JackOfSource::plain(jack_id(*plug))).collect(),
        };
        let mut cables = Vec::new();
        for written in &wishes.cables {
            let (connector, plug) = match written.split_once(':') {
                Some((connector, plug)) => (connector, Some(plug)),
                None => (written.as_str(), None),
            };
            let wrong = |e: String| RequestError::Part(format!("--cable: {e}"));
            cables.push(OwnCable {
                connector: fit::connector(connector).map_err(wrong)?,
                plug: plug.map(fit::plug).transpose().map_err(wrong)?,
            });
        }
        Ok((!jacks.is_empty()).then_some(Self { jacks, cables }))
    }

    /// The best connection of a model.
    pub fn connect(&self, model: &Model) -> Connection {
        let mut ways: Vec<Way> = Vec::new();
        for jack in 0..self.jacks.len() {
            ways.extend(self.own_cables(model, jack));
            ways.extend(self.stock_cables(model, jack));
            ways.extend(self.new_cable(model, jack));
        }
        ways.sort_by(|a, b| {
            let price = |w: &Way| w.price_usd.unwrap_or(f64::INFINITY);
            rank(a.verdict).cmp(&rank(b.verdict)).then(price(a).total_cmp(&price(b)))
        });
        let best = ways.into_iter().next();
        // Without the plugs of its cable, only a way that needs nothing new is certain.
        let settled = |w: &Way| matches!(w.verdict, Verdict::Ok | Verdict::Caution) || model.stock_plugs.is_some();
        let (headroom_db, hiss_db_spl) = best.as_ref().map_or((None, None), |w| self.loudness(model, w.jack));
        let output_impedance_ohm = best.as_ref().and_then(|w| self.jacks[w.jack].output_impedance_ohm);
        let tone = output_impedance_ohm.and_then(|ohm| tone_shift(&model.id, ohm));
        let recalled = model.is_recalled("stock_plugs") || model.is_recalled("socket");
        match best.filter(settled) {
            Some(way) => Connection {
                verdict: way.verdict,
                because: way.because,
                buy: way.buy,
                adapters_usd: way.price_usd,
                headroom_db,
                hiss_db_spl,
                output_impedance_ohm,
                tone,
                recalled,
            },
            None => Connection {
                verdict: Verdict::Unknown,
                because: "which plug its cable has is not known: check before you buy".to_owned(),
                buy: Vec::new(),
                adapters_usd: None,
                headroom_db,
                hiss_db_spl,
                output_impedance_ohm,
                tone,
                recalled,
            },
        }
    }

    fn plug_way(&self, plug: &str, jack: usize, cable: &str) -> Way {
        let joint = fit::joint_plug_jack(plug, self.jacks[jack].id);
        let buy: Vec<Buy> = joint.buy.into_iter().collect();
        let price_usd =
            if joint.verdict == Verdict::Adapter { buy.iter().map(|b| b.price_usd).sum() } else { Some(0.0) };
        let because = match buy.first() {
            Some(part) if joint.verdict == Verdict::Adapter => format!("{cable}: add {}", part.item),
            _ => format!("{cable}: {}", joint.because),
        };
        Way { verdict: joint.verdict, because, buy, price_usd, jack }
    }

    fn stock_cables(&self, model: &Model, jack: usize) -> Vec<Way> {
        let plugs = model.stock_plugs.as_deref().unwrap_or_default();
        plugs.iter().map(|p| self.plug_way(plug_id(*p), jack, &format!("its cable ends in {p}"))).collect()
    }

    fn own_cables(&self, model: &Model, jack: usize) -> Vec<Way> {
        let Some(socket) = &model.socket else { return Vec::new() };
        let way = |cable: &OwnCable| {
            let plug = cable.plug?;
            let ear = fit::joint_cable_socket(cable.connector, socket);
            let mut way = self.plug_way(plug, jack, "your own cable");
            if rank(ear.verdict) > rank(way.verdict) {
                way.verdict = ear.verdict;
                way.because = format!("your own cable: {}", ear.because);
            }
            if ear.verdict == Verdict::Adapter {
                way.price_usd = way.price_usd.zip(ear.price_usd()).map(|(a, b)| a + b);
                way.buy.extend(ear.buy);
            }
            Some(way)
        };
        self.cables.iter().filter_map(way).collect()
    }

    /// A replacement cable with a plug that goes straight into the jack.
    fn new_cable(&self, model: &Model, jack: usize) -> Option<Way> {
        let socket = model.socket.as_deref()?;
        let plug = Plug::iter().find(|p| jack_id(*p) == self.jacks[jack].id).map(plug_id)?;
        let cable = fit::replacement_cable(socket, plug)?;
        Some(Way {
            verdict: Verdict::Adapter,
            because: format!("add {}", cable.item),
            price_usd: cable.price_usd,
            buy: vec![cable],
            jack,
        })
    }

    /// Headroom over 110 dB peaks and hiss, both at the ear, where all facts are known.
    fn loudness(&self, model: &Model, jack: usize) -> (Option<f64>, Option<f64>) {
        let jack = &self.jacks[jack];
        let level = |volts: Option<f64>| {
            let (s, z) = (model.sensitivity_db_v()?, model.impedance_ohm?);
            Some(s + 20.0 * (volts? * z / (z + jack.output_impedance_ohm?)).log10())
        };
        (level(jack.max_vrms).map(|l| l - 110.0), level(jack.noise_uv.map(|uv| uv * 1e-6)))
    }
}

/// Better first.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Ok => 0,
        Verdict::Caution => 1,
        Verdict::Adapter => 2,
        Verdict::Unknown => 3,
        Verdict::No => 4,
        Verdict::Unsafe => 5,
    }
}

impl Connection {
    /// Whether a fact that it rests on was never checked.
    pub fn is_recalled(&self) -> bool {
        self.recalled
    }

    /// A field of the record `link`, where it is known.
    pub(super) fn get(&self, name: &str) -> Option<Value> {
        let word = match self.verdict {
            Verdict::Ok => Some("ok"),
            Verdict::Caution => Some("caution"),
            Verdict::Adapter => Some("adapter"),
            Verdict::Unsafe => Some("unsafe"),
            Verdict::No => Some("no"),
            Verdict::Unknown => None,
        };
        match name {
            "verdict" => word.map(|w| Value::Text(Cow::Borrowed(w))),
            "adapters_usd" => self.adapters_usd.map(Value::Num),
            "loudness_headroom_db" => self.headroom_db.map(Value::Num),
            "hiss_db_spl" => self.hiss_db_spl.map(Value::Num),
            "tone_shift_db" => self.tone.as_ref().map(|shift| Value::Num(shift.span_db())),
            _ => None,
        }
    }
}
