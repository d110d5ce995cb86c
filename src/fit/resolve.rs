//! Names as people write them to ids, with all candidates where a name is ambiguous.

use std::sync::LazyLock;

use super::chain::Earpiece;
use super::parts::{Converter, DeviceJack, Goes, Part, knowledge};
use crate::names::{self, Index};

/// What a name can mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidates {
    pub(super) ids: Vec<String>,
    /// The question that would settle it.
    pub(super) ask: Option<String>,
    /// Words that no table knows.
    pub(super) ignored: Vec<String>,
    /// The maker that a name carries, where order of contacts depends on it.
    pub(super) maker: Option<String>,
}

impl Candidates {
    fn one(id: &str) -> Self {
        Self { ids: vec![id.to_owned()], ask: None, ignored: Vec::new(), maker: None }
    }
}

static CONNECTORS: LazyLock<Index<String>> = LazyLock::new(|| {
    Index::new(
        knowledge()
            .connectors
            .iter()
            .flat_map(|c| c.aliases.iter().chain([&c.id, &c.name]).map(|name| (name.clone(), c.id.clone()))),
    )
});
static PLUGS: LazyLock<Index<String>> = LazyLock::new(|| {
    Index::new(
        knowledge()
            .plugs
            .iter()
            .flat_map(|p| p.aliases.iter().chain([&p.id, &p.name]).map(|name| (name.clone(), p.id.clone()))),
    )
});
static JACKS: LazyLock<Index<String>> = LazyLock::new(|| {
    Index::new(
        knowledge().jacks.iter().flat_map(|j| j.aliases.iter().chain([&j.id]).map(|name| (name.clone(), j.id.clone()))),
    )
});
static DEVICES: LazyLock<Index<String>> = LazyLock::new(|| {
    let index = Index::new(knowledge().devices.iter().flat_map(|d| {
        let except = d.except.iter().flat_map(|e| e.names.iter());
        d.aliases.iter().chain([&d.id, &d.name]).chain(except).map(|name| (name.clone(), d.id.clone()))
    }));
    index.with_endings()
});
static HINTS: LazyLock<Index<String>> = LazyLock::new(|| {
    let index = Index::new(
        knowledge()
            .hints
            .iter()
            .flat_map(|h| h.names.iter().chain([&h.model]).map(|name| (name.clone(), h.socket.clone()))),
    );
    index.with_endings()
});
static PARTS: LazyLock<Index<String>> = LazyLock::new(|| {
    Index::new(
        knowledge()
            .parts
            .iter()
            .flat_map(|p| p.aliases.iter().chain([&p.id, &p.name]).map(|name| (name.clone(), p.id.clone()))),
    )
});

fn exactly(text: &str, names: &[String]) -> bool {
    names.iter().any(|name| names::normalise(name) == names::normalise(text))
}

/// Words that are used for several connectors or plugs.
fn loose(text: &str, ids: fn(&super::parts::Loose) -> &Vec<String>) -> Option<Candidates> {
    let found = knowledge().loose.iter().find(|l| exactly(text, &l.aliases) && !ids(l).is_empty())?;
    let ask = (ids(found).len() > 1).then(|| format!("{}: {}", found.term, found.ask));
    Some(Candidates { ids: ids(found).clone(), ask, ignored: Vec::new(), maker: None })
}

fn from_index(index: &Index<String>, text: &str) -> Option<Candidates> {
    let found = index.find(text)?;
    let ask = (found.ids.len() > 1).then(|| format!("\"{text}\" can be {}: which one is it?", found.ids.join(" or ")));
    Some(Candidates { ids: found.ids, ask, ignored: found.ignored, maker: None })
}

fn unknown(what: &str, text: &str, nearest: &[String]) -> String {
    match nearest {
        [] => format!("there is no {what} \"{text}\""),
        names => format!("there is no {what} \"{text}\"; the nearest are {}", names.join(", ")),
    }
}

/// The connector of a cable: a connector, or a model's own cable.
pub(super) fn cable(text: &str, models: &[Earpiece]) -> Result<Candidates, String> {
    if let Some(found) = loose(text, |l| &l.connectors) {
        return Ok(found);
    }
    let connector = from_index(&CONNECTORS, text);
    let sure = connector.as_ref().is_some_and(|c| c.ignored.is_empty() && c.ids.len() == 1);
    if sure {
        return connector.ok_or_else(String::new);
    }
    if let Some(socket) = model_socket(text, models) {
        return Ok(socket);
    }
    connector.ok_or_else(|| unknown("connector", text, &CONNECTORS.nearest(text)))
}

/// The socket of an earpiece: a model's, or a socket named directly.
///
/// `Ok(None)` is a model whose socket nobody knows.
pub(super) fn socket(text: &str, models: &[Earpiece]) -> Result<(Option<Candidates>, Option<usize>), String> {
    if let Some(found) = loose(text, |l| &l.connectors) {
        return Ok((Some(found), None));
    }
    let index = Index::new(
        models
            .iter()
            .enumerate()
            .flat_map(|(i, m)| m.aliases.iter().chain([&m.name, &m.id]).map(move |name| (name.clone(), i))),
    );
    let model =
        index.find(text).filter(|f| f.ids.len() == 1 && f.sureness <= names::Sureness::Within).map(|f| f.ids[0]);
    let connector = from_index(&CONNECTORS, text);
    let named = connector.as_ref().is_some_and(|c| c.ignored.is_empty() && knowledge_has(&c.ids, text));
    if named && model.is_none() {
        return Ok((connector, None));
    }
    if let Some(i) = model {
        let known = models[i].socket.as_deref().map(Candidates::one);
        let mut found = known.or_else(|| from_index(&HINTS, text)).or(if named { connector } else { None });
        if let Some(found) = &mut found {
            found.ignored.clear();
        }
        return Ok((found, Some(i)));
    }
    if let Some(found) = from_index(&HINTS, text).or(connector) {
        return Ok((Some(found), None));
    }
    match index.find(text) {
        Some(found) => {
            let names: Vec<&str> = found.ids.iter().map(|i| models[*i].name.as_str()).collect();
            Err(format!("\"{text}\" can be {}; write one of them", crate::diag::list(names)))
        }
        None => Err(unknown("model or socket", text, &index.nearest(text))),
    }
}

/// Whether a text is an alias of one of these connectors to the letter.
fn knowledge_has(ids: &[String], text: &str) -> bool {
    knowledge().connectors.iter().any(|c| ids.contains(&c.id) && (exactly(text, &c.aliases) || c.id == text))
}

/// The socket of a model named in a text, by hint or catalogue.
fn model_socket(text: &str, models: &[Earpiece]) -> Option<Candidates> {
    let index = Index::new(models.iter().filter_map(|m| Some((m, m.socket.clone()?))).flat_map(|(m, socket)| {
        m.aliases.iter().chain([&m.name, &m.id]).map(|name| (name.clone(), socket.clone())).collect::<Vec<_>>()
    }));
    from_index(&HINTS, text).or_else(|| from_index(&index, text))
}

/// The plug of a cable.
pub(super) fn plug_candidates(text: &str) -> Result<Candidates, String> {
    if let Some(found) = loose(text, |l| &l.plugs) {
        return Ok(found);
    }
    let Some(mut found) = from_index(&PLUGS, text) else {
        return Err(unknown("plug", text, &PLUGS.nearest(text)));
    };
    found.maker = maker(text);
    // A plug with exchangeable tips and a tip named: it is that tip.
    if found.ids == ["modular"]
        && let Some(tip) = from_index(&PLUGS, &found.ignored.join(" ")).filter(|t| t.ids.len() == 1)
        && !found.ignored.is_empty()
    {
        found.ids = tip.ids;
        found.ignored.clear();
    }
    Ok(found)
}

fn maker(text: &str) -> Option<String> {
    let words = names::words(text).concat();
    let named = |(_, signs): &(&String, &Vec<String>)| signs.iter().any(|s| words.contains(&names::normalise(s)));
    knowledge().makers.iter().find(named).map(|(maker, _)| maker.clone())
}

/// A jack with what is known of it electrically.
#[derive(Debug, Clone, PartialEq)]
pub struct JackOfSource {
    /// Its id.
    pub id: String,
    /// Largest voltage, V rms.
    pub max_vrms: Option<f64>,
    /// Output impedance, ohm.
    pub output_impedance_ohm: Option<f64>,
    /// Noise, microvolt.
    pub noise_uv: Option<f64>,
}

impl JackOfSource {
    /// A jack of which only the kind is known.
    pub fn plain(id: &str) -> Self {
        Self { id: id.to_owned(), max_vrms: None, output_impedance_ohm: None, noise_uv: None }
    }

    fn of(jack: &DeviceJack) -> Self {
        Self {
            id: jack.jack.clone(),
            max_vrms: jack.max_vrms,
            output_impedance_ohm: jack.output_impedance_ohm,
            noise_uv: jack.noise_uv,
        }
    }
}

/// A source: the jacks it offers (the best one counts), or candidates of one jack.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Source {
    pub(super) name: String,
    /// Alternatives; each is what the source would be.
    pub(super) candidates: Vec<Vec<JackOfSource>>,
    pub(super) ask: Option<String>,
    pub(super) ignored: Vec<String>,
    pub(super) maker: Option<String>,
    pub(super) device: bool,
    /// Whether the device puts analogue sound on USB-C, where that is known.
    pub(super) passive_usb_c: Option<String>,
}

/// The source by name.
pub(super) fn source(text: &str) -> Result<Source, String> {
    let jack = from_index(&JACKS, text);
    let plain = |found: Candidates| Source {
        name: text.to_owned(),
        candidates: found.ids.iter().map(|id| vec![JackOfSource::plain(id)]).collect(),
        ask: found.ask,
        ignored: found.ignored,
        maker: maker(text),
        device: false,
        passive_usb_c: None,
    };
    let exact_jack = knowledge().jacks.iter().any(|j| exactly(text, &j.aliases) || j.id == text);
    if exact_jack && let Some(found) = jack {
        return Ok(plain(found));
    }
    if let Some(found) = DEVICES.find(text).filter(|f| f.sureness < names::Sureness::Typo || jack.is_none()) {
        return Ok(devices(text, &found.ids, &found.ignored));
    }
    if let Some(found) = jack {
        return Ok(plain(found));
    }
    let mut nearest = DEVICES.nearest(text);
    nearest.extend(JACKS.nearest(text));
    Err(unknown("device or jack", text, &nearest))
}

fn devices(text: &str, ids: &[String], ignored: &[String]) -> Source {
    let known = knowledge();
    let found: Vec<&super::parts::Device> = known.devices.iter().filter(|d| ids.contains(&d.id)).collect();
    let candidates: Vec<Vec<JackOfSource>> = found
        .iter()
        .map(|d| match &d.except {
            Some(except) if exactly(text, &except.names) => vec![JackOfSource::plain(&except.jack)],
            _ => narrowed(d.jacks.iter().map(JackOfSource::of).collect(), ignored),
        })
        .map(|jacks| if jacks.is_empty() { vec![JackOfSource::plain("none")] } else { jacks })
        .collect();
    let names: Vec<&str> = found.iter().map(|d| d.name.as_str()).collect();
    Source {
        name: names.join(" or "),
        ask: (candidates.len() > 1).then(|| format!("\"{text}\" can be {}: which one is it?", names.join(" or "))),
        candidates,
        ignored: ignored.to_vec(),
        maker: maker(text),
        device: true,
        passive_usb_c: found.first().and_then(|d| d.passive_usb_c.clone()),
    }
}

/// A device's jacks, only the one that further words name if they do ("2i2 rear").
fn narrowed(jacks: Vec<JackOfSource>, words: &[String]) -> Vec<JackOfSource> {
    let named = from_index(&JACKS, &words.join(" ")).filter(|_| !words.is_empty());
    match named {
        Some(found) if jacks.iter().any(|j| found.ids.contains(&j.id)) => {
            jacks.into_iter().filter(|j| found.ids.contains(&j.id)).collect()
        }
        _ => jacks,
    }
}

/// Something given with `--adapter`.
#[derive(Debug, Clone)]
pub(super) enum Given {
    /// Between plug and jack.
    Part(Box<Part>),
    /// Between cable and earpiece.
    Converter(Converter),
}

/// A given adapter: a part by name, or one described as "X female to Y male".
pub(super) fn adapter(text: &str) -> Result<Given, String> {
    let known = knowledge();
    let by_name = |found: Option<Candidates>| {
        let ids = found.filter(|c| c.ids.len() == 1)?.ids;
        known.parts.iter().find(|p| p.id == ids[0]).cloned()
    };
    if let Some(part) = known
        .parts
        .iter()
        .find(|p| exactly(text, &p.aliases) || exactly(text, std::slice::from_ref(&p.name)) || p.id == text)
    {
        return Ok(Given::Part(Box::new(part.clone())));
    }
    if let Some((from, to)) = halves(text) {
        let one = |found: Option<Candidates>| {
            found.filter(|c| c.ids.len() == 1 && c.ignored.is_empty()).map(|c| c.ids[0].clone())
        };
        if let (Some(a), Some(b)) = (one(from_index(&PLUGS, &from)), one(from_index(&PLUGS, &to))) {
            return Ok(Given::Part(Box::new(described(&a, &b))));
        }
        if let (Some(a), Some(b)) = (one(from_index(&CONNECTORS, &from)), one(from_index(&CONNECTORS, &to))) {
            return Ok(Given::Converter(Converter {
                name: format!("converter {} to {}", known.connector_name(&a), known.connector_name(&b)),
                cables: vec![a],
                sockets: vec![b],
                price_usd: None,
            }));
        }
    }
    by_name(from_index(&PARTS, text))
        .map(|part| Given::Part(Box::new(part)))
        .ok_or_else(|| unknown("adapter", text, &PARTS.nearest(text)))
}

/// "3.5 female to 4.4 male", "3.5f-to-4.4m", "3.5 to 4.4": socket first, plug second.
fn halves(text: &str) -> Option<(String, String)> {
    let lower = text.to_lowercase().replace("-to-", " to ");
    let (from, to) = lower.split_once(" to ")?;
    let bare = |half: &str, letter: char, word: &str| {
        let half = half
            .replace(word, " ")
            .replace("adapter", " ")
            .replace("plug", " ")
            .replace("socket", " ")
            .replace("jack", " ");
        let half = half.trim();
        let end = half.strip_suffix(letter).filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        end.unwrap_or(half).trim().to_owned()
    };
    let (from, to) = (bare(from, 'f', "female"), bare(to, 'm', "male"));
    (!from.is_empty() && !to.is_empty()).then_some((from, to))
}

/// A part that takes one plug and ends in another: a listed one, or as described.
fn described(from: &str, to: &str) -> Part {
    let known = knowledge();
    let listed = known.parts.iter().find(|p| {
        p.kind == "adapter" && p.from.iter().any(|f| f == from) && matches!(&p.to, Goes::Plug(plug) if plug == to)
    });
    listed.cloned().unwrap_or_else(|| Part {
        id: format!("{from}-to-{to}"),
        name: format!("adapter {} socket to {} plug", known.plug_short(from), known.plug_short(to)),
        aliases: Vec::new(),
        from: vec![from.to_owned()],
        to: Goes::Plug(to.to_owned()),
        active: false,
        kind: "adapter".to_owned(),
        price_usd: None,
        costs: None,
        jacks: Vec::new(),
    })
}

/// The one connector of a name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn connector(text: &str) -> Result<String, String> {
    single(cable(text, &[])?, text)
}

/// The one plug of a name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn plug(text: &str) -> Result<String, String> {
    single(plug_candidates(text)?, text)
}

fn single(found: Candidates, text: &str) -> Result<String, String> {
    match <[String; 1]>::try_from(found.ids) {
        Ok([id]) => Ok(id),
        Err(ids) => Err(format!("\"{text}\" can be {}; write one of them", ids.join(", "))),
    }
}

/// The jacks of a source by name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn source_jacks(text: &str) -> Result<Vec<JackOfSource>, String> {
    let found = source(text)?;
    match <[Vec<JackOfSource>; 1]>::try_from(found.candidates) {
        Ok([jacks]) => Ok(jacks),
        Err(_) => Err(found.ask.unwrap_or_default()),
    }
}
