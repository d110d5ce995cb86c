//! The chain: earpiece - cable - plug - adapters - jack. Whole chain = worst joint, in the
//! order unsafe > no > adapter > caution > ok; ambiguous parts are judged for every candidate.

use super::Verdict;
use super::adapters::{self, Given};
use super::electrical;
use super::joints::{Joint, joint_cable_socket, joint_plug_jack};
use super::lists;
use super::parts::{Converter, Part, knowledge};
use super::report::{Candidate, CheckReport, Electrical, JointReport, Question};
use super::resolve::{self, Candidates, JackOfSource, Source};
use crate::words::SensitivityRef;

/// What a check needs to know of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Earpiece {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Id of its socket.
    pub socket: Option<String>,
    /// Nominal impedance, ohm.
    pub impedance_ohm: Option<f64>,
    /// Sensitivity in dB, in the unit of `sensitivity_ref`.
    pub sensitivity_db: Option<f64>,
    /// Unit of the sensitivity.
    pub sensitivity_ref: Option<SensitivityRef>,
}

/// Numbers given instead of names.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Numbers {
    /// Impedance of the earphone, ohm.
    pub impedance_ohm: Option<f64>,
    /// Sensitivity and its unit.
    pub sensitivity: Option<(f64, SensitivityRef)>,
    /// Output impedance of the source, ohm.
    pub output_impedance_ohm: Option<f64>,
    /// Largest voltage of the source, V rms.
    pub max_vrms: Option<f64>,
    /// Noise of the source, microvolt.
    pub noise_uv: Option<f64>,
}

impl Numbers {
    fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// Connector of the cable.
    pub cable: Option<String>,
    /// Plug of the cable.
    pub plug: Option<String>,
    /// Model or socket.
    pub iem: Option<String>,
    /// Device or jack.
    pub source: Option<String>,
    /// What is in between, from the cable to the source.
    pub adapters: Vec<String>,
    /// Numbers instead of names.
    pub numbers: Numbers,
}

/// A call that cannot be answered: a name nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{flag}: {what}")]
pub struct Misuse {
    /// The flag.
    pub flag: &'static str,
    /// What is wrong with it.
    pub what: String,
}

/// The names resolved.
struct Parts {
    cable: Option<Candidates>,
    plug: Option<Candidates>,
    socket: Option<Candidates>,
    model: Option<usize>,
    source: Option<Source>,
    between: Vec<Part>,
    converters: Vec<Converter>,
}

/// Judges what was asked.
///
/// # Errors
/// A name that no table knows.
pub fn check(request: &Request, models: &[Earpiece]) -> Result<CheckReport, Misuse> {
    let parts = resolve_all(request, models)?;
    let mut report = CheckReport {
        schema: "iem-check-1",
        verdict: None,
        joints: Vec::new(),
        buy: Vec::new(),
        electrical: None,
        question: None,
        fits: None,
        notes: notes(&parts),
        maybe_unsafe: false,
    };
    let socket_unknown = parts.model.is_some() && parts.socket.is_none();
    ear_joint(&parts, socket_unknown, models, &mut report);
    source_joint(&parts, &mut report);
    settle(&parts, request, &mut report);
    report.fits = lists::fits(parts.cable.as_ref(), parts.plug.as_ref(), request, models);
    report.electrical = electrical_match(&parts, request, models);
    Ok(report)
}

fn resolve_all(request: &Request, models: &[Earpiece]) -> Result<Parts, Misuse> {
    let wrong = |flag: &'static str| move |what: String| Misuse { flag, what };
    let cable = request.cable.as_deref().map(|t| resolve::cable(t, models)).transpose().map_err(wrong("--cable"))?;
    let plug = request.plug.as_deref().map(resolve::plug_candidates).transpose().map_err(wrong("--plug"))?;
    let (socket, model) = match request.iem.as_deref() {
        Some(text) => resolve::socket(text, models).map_err(wrong("--iem"))?,
        None => (None, None),
    };
    let source = request.source.as_deref().map(resolve::source).transpose().map_err(wrong("--source"))?;
    let (mut between, mut converters) = (Vec::new(), Vec::new());
    for text in &request.adapters {
        match resolve::adapter(text).map_err(wrong("--adapter"))? {
            resolve::Given::Part(part) => between.push(*part),
            resolve::Given::Converter(converter) => converters.push(converter),
        }
    }
    Ok(Parts { cable, plug, socket, model, source, between, converters })
}

/// What was ignored, and how loose names were understood.
fn notes(parts: &Parts) -> Vec<String> {
    let cable = parts.cable.iter().chain(&parts.plug).chain(&parts.socket).flat_map(|c| &c.ignored);
    let ignored: Vec<&str> = cable.chain(parts.source.iter().flat_map(|s| &s.ignored)).map(String::as_str).collect();
    if ignored.is_empty() {
        Vec::new()
    } else {
        vec![format!("ignored, because no table knows it: {}", ignored.join(", "))]
    }
}

/// Judges every combination; the joint of the first and all verdicts.
fn each<'a>(
    firsts: &'a [String],
    seconds: &'a [String],
    judge: impl Fn(&str, &str) -> Joint,
) -> Vec<(&'a str, &'a str, Joint)> {
    firsts
        .iter()
        .flat_map(|a| seconds.iter().map(|b| (a.as_str(), b.as_str(), judge(a, b))).collect::<Vec<_>>())
        .collect()
}

fn ear_joint(parts: &Parts, socket_unknown: bool, models: &[Earpiece], report: &mut CheckReport) {
    let Some(cable) = &parts.cable else { return };
    let known = knowledge();
    if socket_unknown {
        let name = parts.model.map_or_else(String::new, |i| models[i].name.clone());
        report.joints.push(JointReport {
            between: ["cable", "iem"],
            from: cable.ids[0].clone(),
            to: String::new(),
            names: [known.connector_name(&cable.ids[0]), name.clone()],
            verdict: Verdict::Unknown,
            because: format!("which socket the {name} has is not known"),
            fix: Some("look at the earpiece: two holes are 2-pin, a small ring is MMCX".to_owned()),
        });
        return;
    }
    let Some(socket) = &parts.socket else { return };
    let all = each(&cable.ids, &socket.ids, |c, s| {
        let converted = parts.converters.iter().any(|k| {
            joint_cable_socket(c, &k.cables[0]).verdict == Verdict::Ok
                && joint_cable_socket(&k.sockets[0], s).verdict == Verdict::Ok
        });
        if converted {
            Joint::new(Verdict::Ok, "the converter you have joins the two")
        } else {
            joint_cable_socket(c, s)
        }
    });
    let name = match parts.model {
        Some(i) => format!("{} ({})", models[i].name, known.connector_name(&socket.ids[0])),
        None => known.connector_name(&socket.ids[0]),
    };
    let names = [format!("cable {}", known.connector_name(&cable.ids[0])), name];
    let ask = cable.ask.clone().or(socket.ask.clone());
    combine(["cable", "iem"], names, &all, ask, report);
}

fn source_joint(parts: &Parts, report: &mut CheckReport) {
    let (Some(plug), Some(source)) = (&parts.plug, &parts.source) else { return };
    let known = knowledge();
    let mut all = Vec::new();
    for id in &plug.ids {
        for jacks in &source.candidates {
            let judged = jacks.iter().map(|jack| (jack.id.as_str(), plug_into(id, plug, jack, source, &parts.between)));
            if let Some((jack, joint)) = judged.min_by_key(|(_, j)| (j.verdict, j.buy.len())) {
                all.push((id.as_str(), jack, joint));
            }
        }
    }
    let Some((_, jack, _)) = all.first() else { return };
    let to =
        if source.device { format!("{} ({})", source.name, known.jack_short(jack)) } else { known.jack_short(jack) };
    let names = [format!("plug {}", known.plug_short(&plug.ids[0])), to];
    combine(["plug", "source"], names, &all, plug.ask.clone().or(source.ask.clone()), report);
}

/// A plug in one jack of a source, through given parts.
fn plug_into(plug: &str, named: &Candidates, jack: &JackOfSource, source: &Source, between: &[Part]) -> Joint {
    let same_maker = named.maker.is_some() && named.maker == source.maker;
    let ifi = named.maker.as_deref() == Some("ifi") && jack.id == "3.5-s-bal";
    if plug == "3.5-bal" && between.is_empty() && ((same_maker && jack.id == "3.5-bal") || ifi) {
        return Joint::new(Verdict::Ok, "plug and jack follow the same maker's order of contacts");
    }
    if between.is_empty() {
        return joint_plug_jack(plug, &jack.id);
    }
    let known = knowledge();
    let names: Vec<&str> = between.iter().map(|p| p.name.as_str()).collect();
    let names = names.join(", then ");
    let passive_usb_c = between.iter().any(|p| p.kind == "passive-usb-c");
    if passive_usb_c && source.device && source.passive_usb_c.as_deref() == Some("no") {
        return Joint::new(
            Verdict::No,
            "this device puts no analogue sound on its USB-C port: it needs a dongle with electronics",
        );
    }
    match adapters::judge(plug, &jack.id, between) {
        Given::Connects if passive_usb_c => Joint::new(
            Verdict::Caution,
            "a passive adapter works only on the few phones with analogue sound on USB-C: is yours one?",
        ),
        Given::Connects => match between.iter().find_map(|p| p.costs.as_deref()) {
            Some(cost) => Joint::new(Verdict::Caution, cost),
            None => Joint::new(Verdict::Ok, format!("{names}: joins the two safely")),
        },
        Given::Unsafe => Joint::new(
            Verdict::Unsafe,
            format!("{}. No adapter changes that.", joint_plug_jack(plug, &jack.id).because.trim_end_matches('.')),
        ),
        Given::DoesNotReach => Joint::new(
            Verdict::No,
            format!(
                "{names}: does not go between the {} plug and the {}",
                known.plug_short(plug),
                known.jack_short(&jack.id)
            ),
        ),
        Given::WrongSignal => Joint::new(Verdict::No, joint_plug_jack(plug, &jack.id).because),
    }
}

/// One joint from all candidates: a common verdict stands, otherwise it is a question.
fn combine(
    between: [&'static str; 2],
    names: [String; 2],
    all: &[(&str, &str, Joint)],
    ask: Option<String>,
    report: &mut CheckReport,
) {
    let Some((from, to, first)) = all.first().cloned() else { return };
    let same = all.iter().all(|(_, _, j)| j.verdict == first.verdict);
    let mut joint = JointReport {
        between,
        from: from.to_owned(),
        to: to.to_owned(),
        names,
        verdict: first.verdict,
        because: first.because.clone(),
        fix: first.fix.clone(),
    };
    if same {
        report.buy.extend(first.buy);
    } else {
        let unsafe_one = all.iter().find(|(_, _, j)| j.verdict == Verdict::Unsafe);
        let mut text = ask.unwrap_or_else(|| "which of these is it?".to_owned());
        if let Some((_, _, j)) = unsafe_one {
            text = format!("Careful, one of them can damage the source ({}). {text}", j.because);
            report.maybe_unsafe = true;
        }
        let several_firsts = all.iter().any(|(f, _, _)| *f != from);
        let candidate = |(f, t, j): &(&str, &str, Joint)| Candidate {
            id: if several_firsts { (*f).to_owned() } else { (*t).to_owned() },
            verdict: j.verdict,
        };
        report.question = Some(Question { text: text.clone(), candidates: all.iter().map(candidate).collect() });
        joint.verdict = Verdict::Caution;
        joint.because = text;
        joint.fix = None;
    }
    report.joints.push(joint);
}

/// The verdict of the whole chain.
fn settle(parts: &Parts, request: &Request, report: &mut CheckReport) {
    let worst = report.joints.iter().map(|j| j.verdict).filter(|v| *v != Verdict::Unknown).max();
    let unknown = report.joints.iter().any(|j| j.verdict == Verdict::Unknown);
    report.verdict = match worst {
        // What is certain to fail fails, whatever else is not known.
        Some(v @ (Verdict::Adapter | Verdict::No | Verdict::Unsafe)) => Some(v),
        _ if unknown => Some(Verdict::Unknown),
        Some(v) => Some(v),
        None if parts.cable.is_some() && parts.plug.is_some() => Some(Verdict::Ok),
        None if [&request.cable, &request.plug, &request.iem, &request.source].iter().any(|p| p.is_some()) => {
            report.notes.push("nothing to compare with: name a second part".to_owned());
            Some(Verdict::Caution)
        }
        None => None,
    };
}

/// Level, noise and damping, where an earphone and a source are known or given in numbers.
fn electrical_match(parts: &Parts, request: &Request, models: &[Earpiece]) -> Option<Electrical> {
    let numbers = &request.numbers;
    let model = parts.model.map(|i| &models[i]);
    let source = parts.source.as_ref().filter(|s| s.device);
    if !numbers.any() && (model.is_none() || source.is_none()) {
        return None;
    }
    let jack = source.and_then(|s| s.candidates.first()).and_then(|jacks| {
        let plug = parts.plug.as_ref().map(|p| p.ids[0].as_str());
        jacks.iter().min_by_key(|j| plug.map(|p| joint_plug_jack(p, &j.id).verdict))
    });
    let impedance = numbers.impedance_ohm.or(model.and_then(|m| m.impedance_ohm));
    let given = model.and_then(|m| Some((m.sensitivity_db?, m.sensitivity_ref.unwrap_or(SensitivityRef::Unknown))));
    let sensitivity = numbers.sensitivity.or(given);
    let output = numbers.output_impedance_ohm.or(jack.and_then(|j| j.output_impedance_ohm));
    let volts = numbers.max_vrms.or(jack.and_then(|j| j.max_vrms));
    let noise = numbers.noise_uv.or(jack.and_then(|j| j.noise_uv)).map(|uv| uv * 1e-6);

    let mut out = Electrical::default();
    let mut need = |name: &str, known: bool| {
        if !known {
            out.unknown.push(name.to_owned());
        }
    };
    need("impedance of the earphone (ohm)", impedance.is_some());
    need("sensitivity of the earphone (dB/mW or dB/V)", sensitivity.is_some());
    need("output impedance of the source (ohm)", output.is_some());
    need("largest voltage of the source (V)", volts.is_some());
    need("noise of the source (microvolt)", noise.is_some());
    need("impedance curve of the earphone", false);
    if let (Some(z), Some(zo)) = (impedance, output) {
        out.damping_ratio = (zo > 0.0).then(|| z / zo);
        if let Some(s) = sensitivity {
            let range = sensitivity_range(s, z);
            let level = |volts: f64| range.map(|s| electrical::level_db_spl(s, volts, z, zo));
            let headroom = volts.map(|v| level(v).map(|l| l - 110.0));
            let hiss = noise.map(level);
            (out.loudness_headroom_db, out.loudness_headroom_range_db) = single_or_range(headroom);
            (out.hiss_db_spl, out.hiss_range_db_spl) = single_or_range(hiss);
        }
    }
    Some(out)
}

/// Lowest and highest sensitivity in dB/V that the figure can mean.
fn sensitivity_range((db, unit): (f64, SensitivityRef), impedance_ohm: f64) -> [f64; 2] {
    let from_mw = electrical::db_per_v(db, impedance_ohm);
    match unit {
        SensitivityRef::Volt => [db, db],
        SensitivityRef::MilliWatt => [from_mw, from_mw],
        SensitivityRef::Unknown => [db.min(from_mw), db.max(from_mw)],
    }
}

fn single_or_range(range: Option<[f64; 2]>) -> (Option<f64>, Option<[f64; 2]>) {
    match range {
        Some([low, high]) if low == high => (Some(low), None),
        other => (None, other),
    }
}
