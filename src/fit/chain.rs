//! The chain: earpiece - cable - plug - adapters - jack. Whole chain = worst joint, in the
//! order unsafe > no > adapter > caution > ok; ambiguous parts are judged for every candidate.

use super::answer::{Candidate, CheckReport, JointReport, Question, SourceReport};
use super::asked::{Misuse, Parts, Request, resolve_all};
use super::electrical::ImpedanceCurve;
use super::joints::{Joint, joint_cable_socket, joint_plug_jack, verdict_cable_socket, verdict_plug_jack};
use super::names::{self, Candidates, Source};
use super::path::{self, Given};
use super::sound::{self, Between, Electrical};
use super::tables::{self, Converter, Goes, JackOfSource, Kind, Part};
use super::{Earpiece, Models, Verdict, lists, tips};

/// Judges what was asked.
///
/// # Errors
/// A name that no table knows.
pub fn check<'a>(request: &Request, models: impl Into<Models<'a>>) -> Result<CheckReport, Misuse> {
    let models = models.into();
    let parts = resolve_all(request, models.shelf)?;
    let understood = parts.understood.clone();
    let mut report = CheckReport { schema: "iem-check-1", understood, notes: notes(&parts), ..CheckReport::default() };
    ear_joint(&parts, &mut report);
    source_joint(&parts, &mut report);
    settle(&parts, request, &mut report);
    unknown_plug(&parts, &mut report);
    doubt(&parts, &mut report);
    report.fits = lists::fits(&parts, request, models.shelf);
    report.electrical = electrical_match(&parts, request, models);
    report.notes.extend(device_note(&parts, &report));
    report.tips = parts.model.as_ref().and_then(tips::advice);
    report.title = lists::title(&parts);
    Ok(report)
}

/// Judges the same chain with several sources; the report is the best one's (the first of equals),
/// with each of them under `sources`.
///
/// # Errors
/// A name that no table knows.
pub fn check_all<'a>(
    request: &Request,
    sources: &[String],
    models: impl Into<Models<'a>>,
) -> Result<CheckReport, Misuse> {
    let models = models.into();
    let one = |source: &String| check(&Request { source: Some(source.clone()), ..request.clone() }, models);
    let reports: Vec<CheckReport> = sources.iter().map(one).collect::<Result<_, _>>()?;
    let each = |(source, r): (&String, &CheckReport)| SourceReport {
        source: source.clone(),
        name: names::device(source).map_or_else(|| source.clone(), |(_, name)| name.to_owned()),
        verdict: r.verdict,
        joints: r.joints.clone(),
        buy: r.buy.clone(),
        electrical: r.electrical.clone(),
        question: r.question.clone(),
    };
    let listed = if sources.len() > 1 { sources.iter().zip(&reports).map(each).collect() } else { Vec::new() };
    let Some(mut best) = reports.into_iter().min_by_key(|r| (r.verdict, r.maybe_unsafe)) else {
        return check(request, models);
    };
    best.sources = listed;
    Ok(best)
}

/// How loose names were understood.
fn notes(parts: &Parts) -> Vec<String> {
    let named = parts.cable.iter().chain(&parts.plug).chain(&parts.socket);
    let mut notes: Vec<String> = named.filter_map(|c| c.note.clone()).collect();
    if parts.stock_plug {
        notes.push("Judged with the plug of the cable in its box.".to_owned());
    }
    notes
}

/// Names of a part of which there are several candidates.
fn either<'a, T: AsRef<str>>(ids: &[&'a str], name: impl Fn(&'a str) -> T) -> String {
    let names: Vec<T> = ids.iter().map(|id| name(id)).collect();
    names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" or ")
}

/// A joint of one pair of candidates.
struct Judged {
    from: &'static str,
    to: &'static str,
    /// What the candidate that differs is called.
    id: String,
    joint: Joint,
}

fn ear_joint(parts: &Parts, report: &mut CheckReport) {
    let Some(cable) = &parts.cable else { return };
    let Some(socket) = &parts.socket else {
        if let Some(model) = &parts.model {
            socket_unknown(cable, model, report);
        }
        return;
    };
    let several_cables = cable.ids.len() > 1;
    let mut all = Vec::new();
    for from in &cable.ids {
        for to in &socket.ids {
            let id = if several_cables { from } else { to };
            all.push(Judged { from, to, id: (*id).to_owned(), joint: through_converters(from, to, &parts.converters) });
        }
    }
    let to = match &parts.model {
        Some(model) => model.name.to_string(),
        None => either(&socket.ids, tables::connector_short),
    };
    let names = [format!("cable {}", either(&cable.ids, tables::connector_short)), to];
    combine(["cable", "iem"], names, all, cable.ask.clone().or(socket.ask.clone()), report);
}

fn through_converters(cable: &'static str, socket: &'static str, converters: &[Converter]) -> Joint {
    let ok = |cable: &str, socket: &str| verdict_cable_socket(cable, socket) == Verdict::Ok;
    let joins =
        |c: &Converter| c.cables.iter().any(|own| ok(cable, own)) && c.sockets.iter().any(|own| ok(own, socket));
    match converters {
        [] => joint_cable_socket(cable, socket),
        all if all.iter().any(joins) => Joint::new(Verdict::Ok, "the converter you have joins the two"),
        _ => {
            let direct = joint_cable_socket(cable, socket);
            // A converter that does not belong here mends nothing, and need not be used where the two fit anyway.
            if direct.verdict <= Verdict::Caution {
                return direct;
            }
            let mut joint = Joint::new(Verdict::No, "the converter you have does not go between these two");
            joint.fix = direct.fix;
            joint
        }
    }
}

/// A cable and a model whose socket nobody recorded.
fn socket_unknown(cable: &Candidates, model: &Earpiece, report: &mut CheckReport) {
    let note = model.socket_note.as_deref().map(|note| format!(" ({note})")).unwrap_or_default();
    let text = format!("Which socket does the {} have{note}? Two holes are 2-pin, a small ring is MMCX.", model.name);
    let usual = ["2pin-0.78", "mmcx", "2pin-hooded-0.75"];
    let candidate = |id: &str| Candidate {
        id: id.to_owned(),
        name: tables::connector_short(id),
        verdict: verdict_cable_socket(cable.ids[0], id),
    };
    report.question = Some(Question { text, candidates: usual.map(candidate).into(), part: "iem" });
    report.joints.push(JointReport {
        between: ["cable", "iem"],
        from: cable.ids[0].to_owned(),
        to: String::new(),
        names: [format!("cable {}", either(&cable.ids, tables::connector_short)), model.name.to_string()],
        verdict: Verdict::Unknown,
        because: format!("which socket the {} has is not known{note}", model.name),
        fix: Some("look at the earpiece: two holes are 2-pin, a small ring is MMCX".to_owned()),
    });
}

fn source_joint(parts: &Parts, report: &mut CheckReport) {
    let (Some(plug), Some(source)) = (&parts.plug, &parts.source) else { return };
    let several_plugs = plug.ids.len() > 1 && !parts.stock_plug;
    let mut all = Vec::new();
    for from in &plug.ids {
        for (i, jacks) in source.candidates.iter().enumerate() {
            let reached = reached(from, &parts.between, jacks);
            let judged = reached.map(|jack| (jack.id, plug_into(from, plug, jack, source, &parts.between)));
            let Some((to, joint)) = judged.min_by_key(|(_, j)| (j.verdict, j.buy.len())) else { continue };
            let id = if several_plugs { from } else { source.names.get(i).unwrap_or(&to) };
            all.push(Judged { from, to, id: (*id).to_owned(), joint });
        }
    }
    if parts.stock_plug {
        // Any of the plugs in the box may be used: the best counts.
        all.sort_by_key(|j| j.joint.verdict);
        all.truncate(1);
    }
    let Some(first) = all.first() else { return };
    let jack = tables::jack_short(first.to);
    let to = match (source.is_device(), &source.names[..]) {
        (true, [device]) => format!("{jack} of {device}"),
        (true, _) => source.name.clone(),
        (false, _) => {
            let ids: Vec<&'static str> = source.candidates.iter().flatten().map(|jack| jack.id).collect();
            either(&ids, tables::jack_short)
        }
    };
    let plugs = if parts.stock_plug { &[first.from][..] } else { &plug.ids };
    let names = [format!("plug {}", either(plugs, tables::plug_short)), to];
    combine(["plug", "source"], names, all, plug.ask.clone().or(source.ask.clone()), report);
}

/// The jacks to judge: with adapters given those that the last plug goes into, if there is one.
fn reached<'a>(
    plug: &'a str,
    between: &'a [Part],
    jacks: &'a [JackOfSource],
) -> impl Iterator<Item = &'a JackOfSource> + 'a {
    let reaches = move |jack: &JackOfSource| path::reaches_jack(plug, between, jack.id);
    let any = !between.is_empty() && jacks.iter().any(reaches);
    jacks.iter().filter(move |jack| !any || reaches(jack))
}

/// A plug in one jack of a source, through given parts.
fn plug_into(plug: &'static str, named: &Candidates, jack: &JackOfSource, source: &Source, between: &[Part]) -> Joint {
    if named.analogue {
        // No adapter makes analogue sound of a data port, or data of an analogue cable.
        return if between.is_empty() { analogue_plug(plug, jack.id, source) } else { silent() };
    }
    if between.is_empty() {
        return same_order(plug, named, jack, source).unwrap_or_else(|| joint_plug_jack(plug, jack.id));
    }
    let names: Vec<&str> = between.iter().map(|p| p.name.as_ref()).collect();
    let names = names.join(", then ");
    let passive_usb_c = between.iter().any(|p| p.kind == Kind::PassiveUsbC);
    let lightning = between.iter().any(|p| p.kind == Kind::PassiveUsbC && p.to == Goes::Plug("lightning"));
    if lightning || (passive_usb_c && source.device.is_some_and(|d| d.passive_usb_c == Some("no"))) {
        return silent();
    }
    match path::judge(plug, jack.id, between) {
        Given::Connects if passive_usb_c => Joint::new(
            Verdict::Caution,
            "a passive adapter works only on the few phones with analogue sound on USB-C: is yours one?",
        ),
        Given::Connects => match caveat(between, source).or_else(|| between.iter().find_map(|p| p.costs)) {
            Some(cost) => Joint::new(Verdict::Caution, cost),
            None => Joint::new(Verdict::Ok, format!("{names}: joins the two safely")),
        },
        Given::Unsafe => {
            let because = joint_plug_jack(plug, jack.id);
            let because = if because.verdict == Verdict::Unsafe {
                because.because
            } else {
                format!("{names}: behind it, the cable's two returns are one, and this jack drives each of them")
            };
            Joint::new(Verdict::Unsafe, format!("{}. No adapter changes that.", because.trim_end_matches('.')))
        }
        Given::DoesNotReach if turned_is_unsafe(plug, jack.id, between) => Joint::new(
            Verdict::Unsafe,
            format!(
                "{names}: it does not go that way round, and the other way round it joins two outputs of the amplifier. \
                 No adapter changes that."
            ),
        ),
        Given::DoesNotReach => {
            let (plug, jack) = (tables::plug_short(plug), tables::jack_short(jack.id));
            Joint::new(Verdict::No, format!("{names}: does not go between the {plug} plug and the {jack}"))
        }
        Given::WrongSignal => Joint::new(Verdict::No, joint_plug_jack(plug, jack.id).because),
    }
}

fn silent() -> Joint {
    let mut joint = Joint::new(
        Verdict::No,
        "this device puts no analogue sound on its port: without a converter in between it stays silent",
    );
    joint.fix = Some("a dongle with electronics (a small DAC)".to_owned());
    joint
}

/// A USB-C or Lightning plug of a cable that has no converter.
fn analogue_plug(plug: &str, jack: &str, source: &Source) -> Joint {
    let direct = joint_plug_jack(plug, jack);
    if direct.verdict > Verdict::Caution {
        return direct;
    }
    match source.device.and_then(|d| d.passive_usb_c) {
        Some("yes") if plug == "usb-c" => Joint::new(
            Verdict::Caution,
            "this device is said to put analogue sound on its USB-C port: try before you buy",
        ),
        Some("no") => silent(),
        _ if plug == "lightning" => silent(),
        _ => Joint::new(
            Verdict::Caution,
            "an analogue plug plays only on the few devices with analogue sound on their port: is yours one?",
        ),
    }
}

/// What is to be known of a given dongle on the source's system.
fn caveat(between: &[Part], source: &Source) -> Option<&'static str> {
    let system = source.device.and_then(|d| d.system)?;
    let devices = between.iter().filter_map(|p| p.device).filter_map(tables::device);
    devices.flat_map(|d| d.caveats).find(|(on, _)| *on == system).map(|(_, say)| *say)
}

/// Whether a single adapter between two plugs, taken the other way round, joins two outputs: people
/// name its ends in either order.
fn turned_is_unsafe(plug: &'static str, jack: &str, between: &[Part]) -> bool {
    let [part] = between else { return false };
    let (Goes::Plug(to), Some(from)) = (&part.to, part.from.first()) else { return false };
    part.jacks.is_empty() && path::judge(plug, jack, &[names::between_plugs(to, from)]) == Given::Unsafe
}

/// The two joints whose condition the names themselves can settle.
fn same_order(plug: &str, named: &Candidates, jack: &JackOfSource, source: &Source) -> Option<Joint> {
    let ok = |because: &str| Some(Joint::new(Verdict::Ok, because));
    let ifi = named.maker == Some("ifi") && jack.id == "3.5-s-bal";
    let same_maker = named.maker.is_some() && named.maker == source.maker && jack.id == "3.5-bal";
    if plug == "3.5-bal" && (same_maker || ifi) {
        return ok("plug and jack follow the same maker's order of contacts");
    }
    None
}

/// A candidate for people; a device already has its name.
fn called(id: &str) -> String {
    if tables::connector_id(id).is_some() {
        return tables::connector_short(id);
    }
    tables::plug(id).map(|p| p.short).or(tables::jack(id).map(|j| j.short)).unwrap_or(id).to_owned()
}

/// One joint from all candidates: a common verdict stands, otherwise it is a question.
fn combine(
    between: [&'static str; 2],
    names: [String; 2],
    all: Vec<Judged>,
    ask: Option<String>,
    report: &mut CheckReport,
) {
    let same = all.windows(2).all(|pair| pair[0].joint.verdict == pair[1].joint.verdict);
    let unsafe_one = all.iter().find(|j| j.joint.verdict == Verdict::Unsafe).map(|j| j.joint.because.clone());
    let candidates: Vec<(&str, Candidate)> = all
        .iter()
        .map(|j| (j.from, Candidate { id: j.id.clone(), name: called(&j.id), verdict: j.joint.verdict }))
        .collect();
    // The part that is in question is the one of which there are several.
    let part = between[usize::from(candidates.windows(2).all(|pair| pair[0].0 == pair[1].0))];
    let Some(Judged { from, to, joint: first, .. }) = all.into_iter().next() else { return };
    let mut joint = JointReport {
        between,
        from: from.to_owned(),
        to: to.to_owned(),
        names,
        verdict: first.verdict,
        because: first.because,
        fix: first.fix,
    };
    if same {
        report.buy.extend(first.buy);
    } else {
        let mut text = ask.unwrap_or_else(|| "which of these is it?".to_owned());
        if let Some(because) = unsafe_one {
            text = format!("Careful, one of them can damage the source ({}). {text}", because.trim_end_matches('.'));
            report.maybe_unsafe = true;
        }
        joint.verdict = Verdict::Caution;
        joint.because.clone_from(&text);
        joint.fix = None;
        let candidates = candidates.into_iter().map(|(_, candidate)| candidate).collect();
        report.question = Some(Question { text, candidates, part });
    }
    report.joints.push(joint);
}

/// The verdict of the whole chain.
fn settle(parts: &Parts, request: &Request, report: &mut CheckReport) {
    let worst = report.joints.iter().map(|j| j.verdict).filter(|v| *v != Verdict::Unknown).max();
    let unknown = report.joints.iter().any(|j| j.verdict == Verdict::Unknown);
    let a_cable = parts.cable.is_some() && parts.plug.is_some();
    report.verdict = match worst {
        // What is certain to fail fails, whatever else is not known.
        Some(v @ (Verdict::Adapter | Verdict::No | Verdict::Unsafe)) => Some(v),
        // A joint that nobody can judge leaves a question; unknown is only what has no other joint.
        Some(_) if unknown => Some(Verdict::Caution),
        None if unknown && a_cable => Some(Verdict::Caution),
        _ if unknown => Some(Verdict::Unknown),
        Some(v) => Some(v),
        None if a_cable => Some(Verdict::Ok),
        None if [&request.cable, &request.plug, &request.iem, &request.source].iter().any(|p| p.is_some()) => {
            report.notes.push(
                "Nothing to compare with yet: name a second part (--cable, --plug, --iem, --source) to check both."
                    .to_owned(),
            );
            Some(Verdict::Caution)
        }
        None => None,
    };
}

/// A cable at an earpiece and a source, and nobody said which plug is between: half of it is not judged.
fn unknown_plug(parts: &Parts, report: &mut CheckReport) {
    let open = parts.cable.is_some() && parts.plug.is_none() && parts.source.is_some();
    if !open || report.verdict != Some(Verdict::Ok) {
        return;
    }
    report.verdict = Some(Verdict::Caution);
    let text = if parts.cable.as_ref().is_some_and(|cable| cable.plugless) {
        "This cable has no plug: it plays over Bluetooth. Does the source send Bluetooth? Only the end at the ear is \
         judged."
    } else {
        "Which plug does the cable have at the source (--plug 3.5mm, 4.4mm, ...)? Without it only the end at the ear is \
         judged."
    };
    report.question.get_or_insert(Question { text: text.to_owned(), candidates: Vec::new(), part: "plug" });
}

/// Words that nothing accounts for: never a plain fit.
fn doubt(parts: &Parts, report: &mut CheckReport) {
    let Some((flag, first)) = parts.doubts.first() else { return };
    let words: Vec<String> = parts.doubts.iter().map(|(_, doubt)| format!("\"{}\"", doubt.word)).collect();
    let text = match first.says {
        Some(says) => format!("{flag}: \"{}\" can change the answer ({says}). What does it say of yours?", first.word),
        None => format!(
            "{flag}: what does {} mean? Nothing here knows it; leave it out if it changes nothing.",
            words.join(" and ")
        ),
    };
    if report.verdict == Some(Verdict::Ok) {
        report.verdict = Some(Verdict::Caution);
    }
    if report.question.is_none() {
        let part = match *flag {
            "--cable" => "cable",
            "--plug" => "plug",
            "--iem" => "iem",
            _ => "source",
        };
        report.question = Some(Question { text, candidates: Vec::new(), part });
    } else {
        report.notes.push(text);
    }
}

/// What to know about the device whose figures were used.
fn device_note(parts: &Parts, report: &CheckReport) -> Option<String> {
    let source = parts.source.as_ref().and_then(|s| s.device);
    let feeding = parts.between.iter().find_map(|p| p.device).and_then(tables::device);
    let device = feeding.or(source).filter(|_| report.electrical.is_some())?;
    // What the joint said already is not said again.
    let said = |say: &str| report.joints.iter().any(|joint| joint.because == say);
    let caveats = device.caveats.iter().map(|(_, say)| *say).filter(|say| !said(say));
    // Where it was read stands in the data.
    let note = device.notes.split(" [").next().unwrap_or_default();
    let all: Vec<&str> = caveats.chain([note]).filter(|text| !text.is_empty()).collect();
    (!all.is_empty()).then(|| format!("{}: {}", device.name, all.join(" ")))
}

/// Level, noise and damping, where an earphone and a source are known or given in numbers.
fn electrical_match(parts: &Parts, request: &Request, models: Models<'_>) -> Option<Electrical> {
    let numbers = &request.numbers;
    let feeding = parts.between.iter().find_map(|p| p.device).and_then(tables::device);
    let jacks: &[JackOfSource] = match (feeding, &parts.source) {
        (Some(dongle), _) => dongle.jacks,
        (None, Some(source)) if source.is_device() => source.candidates.first().map_or(&[], Vec::as_slice),
        _ => &[],
    };
    if !numbers.any() && (parts.model.is_none() || jacks.is_empty()) {
        return None;
    }
    let plug = parts.plug.as_ref().map(|p| p.ids[0]);
    let direct = feeding.is_some() || parts.between.is_empty();
    let reached: Vec<&JackOfSource> = match plug {
        Some(plug) if !direct => reached(plug, &parts.between, jacks).collect(),
        _ => jacks.iter().collect(),
    };
    let jack = reached.into_iter().min_by_key(|j| plug.map(|p| verdict_plug_jack(p, j.id)));
    let between = Between {
        series_ohm: parts.between.iter().filter_map(|p| p.series_ohm).sum(),
        attenuated: parts
            .between
            .iter()
            .any(|p| p.kind == Kind::Attenuator || (p.kind == Kind::Resistor && p.series_ohm.is_none())),
    };
    let of_model = parts.model.as_ref().filter(|_| numbers.impedance_ohm.is_none());
    let curve = of_model.and_then(|m| (models.curve)(&m.id));
    let curve: Option<ImpedanceCurve<'_>> = curve.as_ref().map(|(hz, ohm)| (hz.as_slice(), ohm.as_slice()));
    Some(sound::electrical_match(&numbers.or_of(parts.model.as_ref()), jack, curve, between))
}
