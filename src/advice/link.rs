//! The connection of a model to the person's source, through the stock cable, a cable they
//! own, or a new one: the best of these, with what must be bought.
//!
//! Most models share their socket and the plugs in their box: a way that was found once is kept.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use super::{Preferences, RequestError};
use crate::catalog::{Model, Text};
use crate::eval::Value;
use crate::fit::{self, Buy, Electrical, JackOfSource, Numbers, Verdict};
use crate::sound::{Shift, tone_shift};
use crate::words::{Plug, SensitivityRef};

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
    /// Price of the model with that, USD.
    pub set_price_usd: Option<f64>,
    /// Room above peaks of 110 dB SPL, dB.
    pub headroom_db: Option<f64>,
    /// Noise of the source at the ear, dB SPL.
    pub hiss_db_spl: Option<f64>,
    /// Output impedance of the jack that it goes into, ohm.
    pub output_impedance_ohm: Option<f64>,
    /// How the source bends the sound, where the impedance curve of the model is known.
    pub tone: Option<Shift>,
}

/// A cable the person owns.
#[derive(Debug, Clone)]
struct OwnCable {
    connector: &'static str,
    plug: &'static str,
}

/// A jack, and the device it belongs to where there are several.
#[derive(Debug, Clone)]
struct Outlet {
    jack: JackOfSource,
    device: Option<String>,
}

/// Socket and plugs in the box.
type Ends = (Option<Text>, Option<Cow<'static, [Plug]>>);

/// The person's jacks and cables.
#[derive(Debug, Clone)]
pub struct Wiring {
    outlets: Vec<Outlet>,
    cables: Vec<OwnCable>,
    known: RefCell<HashMap<Ends, Option<Way>>>,
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
    outlet: usize,
}

impl Wiring {
    /// From the wishes; `None` when neither jack nor device was named, nor a device is owned.
    ///
    /// # Errors
    /// A device, connector or plug that is not known.
    pub fn of(wishes: &Preferences) -> Result<Option<Self>, RequestError> {
        let cables = wishes.cables_at_hand().iter().map(|written| own_cable(written));
        let cables = cables.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        let outlets = outlets(wishes)?;
        Ok((!outlets.is_empty()).then(|| Self { outlets, cables, known: RefCell::default() }))
    }

    /// The best connection of a model.
    pub fn connect(&self, model: &Model) -> Connection {
        let best = self.best(model);
        // Without the plugs of its cable, only a way that needs nothing new is certain.
        let settled = |w: &Way| matches!(w.verdict, Verdict::Ok | Verdict::Caution) || model.stock_plugs.is_some();
        let match_ = best.as_ref().map(|way| self.electrical(model, way.outlet)).unwrap_or_default();
        let output_impedance_ohm = best.as_ref().and_then(|way| self.outlets[way.outlet].jack.output_impedance_ohm);
        let way = best.filter(settled).unwrap_or_else(|| Way {
            verdict: Verdict::Unknown,
            because: "which plug its cable has is not known: check before you buy".to_owned(),
            buy: Vec::new(),
            price_usd: None,
            outlet: 0,
        });
        Connection {
            verdict: way.verdict,
            because: way.because,
            buy: way.buy,
            adapters_usd: way.price_usd,
            set_price_usd: model.price_usd.zip(way.price_usd).map(|(model, parts)| model + parts),
            headroom_db: match_.loudness_headroom_db,
            hiss_db_spl: match_.hiss_db_spl,
            output_impedance_ohm,
            tone: output_impedance_ohm.and_then(|ohm| tone_shift(&model.id, ohm)),
        }
    }

    /// The best way for the ends of a model.
    fn best(&self, model: &Model) -> Option<Way> {
        let ends = (model.socket.clone(), model.stock_plugs.clone());
        if let Some(known) = self.known.borrow().get(&ends) {
            return known.clone();
        }
        let mut ways: Vec<Way> = Vec::new();
        for outlet in 0..self.outlets.len() {
            ways.extend(self.own_cables(ends.0.as_deref(), outlet));
            ways.extend(self.stock_cables(ends.1.as_deref().unwrap_or_default(), outlet));
            ways.extend(self.new_cable(ends.0.as_deref(), outlet));
        }
        let best = ways.into_iter().min_by(|a, b| {
            let price = |w: &Way| w.price_usd.unwrap_or(f64::INFINITY);
            rank(a.verdict).cmp(&rank(b.verdict)).then(price(a).total_cmp(&price(b)))
        });
        self.known.borrow_mut().insert(ends, best.clone());
        best
    }

    fn plug_way(&self, plug: &str, outlet: usize, cable: &str) -> Way {
        let joint = fit::joint_plug_jack(plug, self.outlets[outlet].jack.id);
        let price_usd = if joint.verdict == Verdict::Adapter { joint.price_usd() } else { Some(0.0) };
        let because = if joint.verdict == Verdict::Adapter && !joint.buy.is_empty() {
            format!("{cable}: add {}", shopping(&joint.buy, price_usd))
        } else {
            format!("{cable}: {}", joint.because)
        };
        Way { verdict: joint.verdict, because: self.told(outlet, because), buy: joint.buy, price_usd, outlet }
    }

    /// A reason with the device it is about, where there are several.
    fn told(&self, outlet: usize, because: String) -> String {
        match &self.outlets[outlet].device {
            Some(device) => format!("on your {device}, {because}"),
            None => because,
        }
    }

    fn stock_cables(&self, plugs: &[Plug], outlet: usize) -> Vec<Way> {
        plugs.iter().map(|p| self.plug_way(fit::plug_id(*p), outlet, &format!("its cable ends in {p}"))).collect()
    }

    fn own_cables(&self, socket: Option<&str>, outlet: usize) -> Vec<Way> {
        let Some(socket) = socket else { return Vec::new() };
        let way = |cable: &OwnCable| {
            let ear = fit::joint_cable_socket(cable.connector, socket);
            let mut way = self.plug_way(cable.plug, outlet, "your own cable");
            if rank(ear.verdict) > rank(way.verdict) {
                way.verdict = ear.verdict;
                way.because = self.told(outlet, format!("your own cable: {}", ear.because));
            }
            if ear.verdict == Verdict::Adapter {
                way.price_usd = way.price_usd.zip(ear.price_usd()).map(|(a, b)| a + b);
                way.buy.extend(ear.buy);
                way.because = self.told(outlet, format!("your own cable: add {}", shopping(&way.buy, way.price_usd)));
            }
            way
        };
        self.cables.iter().map(way).collect()
    }

    /// A new cable with a plug that goes straight into the jack.
    fn new_cable(&self, socket: Option<&str>, outlet: usize) -> Option<Way> {
        let cable = fit::replacement_cable(socket?, self.outlets[outlet].jack.id)?;
        let (price_usd, buy) = (cable.price_usd, vec![cable]);
        let because = self.told(outlet, format!("add {}", shopping(&buy, price_usd)));
        Some(Way { verdict: Verdict::Adapter, because, buy, price_usd, outlet })
    }

    /// Level, noise and tone at the ear, where all facts are known.
    fn electrical(&self, model: &Model, outlet: usize) -> Electrical {
        let sensitivity = model.sensitivity_db.map(|db| (db, model.sensitivity_ref.unwrap_or(SensitivityRef::Unknown)));
        let numbers = Numbers { impedance_ohm: model.impedance_ohm, sensitivity, ..Numbers::default() };
        fit::electrical_match(&numbers, Some(&self.outlets[outlet].jack), None, fit::Between::default())
    }
}

/// Connector and plug of an owned cable; `None` when its plug was not told.
fn own_cable(written: &str) -> Result<Option<OwnCable>, RequestError> {
    let (connector, plug) = crate::gear::cable(written).map_err(|e| RequestError::Part(format!("--cable: {e}")))?;
    Ok(plug.map(|plug| OwnCable { connector, plug }))
}

/// The jacks that were named, else those of the named device, else those of owned devices.
fn outlets(wishes: &Preferences) -> Result<Vec<Outlet>, RequestError> {
    let jacks = |name: &str| fit::source_jacks(name).map_err(|e| RequestError::Part(format!("--source: {e}")));
    let plain = |jack: JackOfSource| Outlet { jack, device: None };
    if let Some(name) = &wishes.source {
        return Ok(jacks(name)?.into_iter().map(plain).collect());
    }
    if !wishes.plugs.is_empty() {
        return Ok(wishes.plugs.iter().map(|plug| plain(JackOfSource::plain(jack_id(*plug)))).collect());
    }
    let own = wishes.devices_at_hand();
    let mut outlets = Vec::new();
    for name in own {
        let device = (own.len() > 1).then(|| name.clone());
        outlets.extend(jacks(name)?.into_iter().map(|jack| Outlet { jack, device: device.clone() }));
    }
    Ok(outlets)
}

/// Parts to buy and their price in words.
fn shopping(buy: &[Buy], price_usd: Option<f64>) -> String {
    let items: Vec<&str> = buy.iter().map(|b| b.item.as_str()).collect();
    let price = price_usd.map_or_else(|| "price unknown".to_owned(), |usd| format!("about {usd:.0} USD"));
    format!("{} ({price})", items.join(" and "))
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
    /// A field of the record `link`, where it is known.
    pub(super) fn get(&self, name: &str) -> Option<Value> {
        match name {
            "verdict" => word(self.verdict),
            "adapters_usd" => self.adapters_usd.map(Value::Num),
            "loudness_headroom_db" => self.headroom_db.map(Value::Num),
            "hiss_db_spl" => self.hiss_db_spl.map(Value::Num),
            "tone_shift_db" => self.tone.as_ref().map(|shift| Value::Num(shift.span_db())),
            _ => None,
        }
    }
}

/// A verdict as rules read it.
pub(super) fn word(verdict: Verdict) -> Option<Value> {
    let word = match verdict {
        Verdict::Ok => "ok",
        Verdict::Caution => "caution",
        Verdict::Adapter => "adapter",
        Verdict::Unsafe => "unsafe",
        Verdict::No => "no",
        Verdict::Unknown => return None,
    };
    Some(Value::Text(Cow::Borrowed(word)))
}
