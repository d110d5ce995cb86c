//! The end at the ear: the connector of a cable, the socket of an earpiece, a model by name.

use super::lookup::{CONNECTORS, Candidates, HINTS, PLUGS, candidates, loose, single, unknown};
use super::senses::{Doubt, Left};
use crate::fit::earpiece::{Earpiece, Models, Shelf};
use crate::fit::tables::{self, GENERATIONS};
use crate::names::{self, Found, Sureness, makers};

/// Groups of words about the other end of the cable, or of no consequence at the ear.
const NOT_HERE: &[&str] = &["balanced", "single-ended", "detachable", "male", "female", "stereo", "output"];

/// The connector of a cable: a connector, or a model's own cable.
pub(crate) fn cable(text: &str, models: Shelf<'_>) -> Result<Candidates, String> {
    if let Some(found) = loose(text, "connectors", |l| l.connectors)? {
        return Ok(found);
    }
    if let Some(exact) = CONNECTORS.exact(text) {
        return Ok(candidates(exact, text));
    }
    if let Some(why) =
        not_at_the_ear(text, "the end at the ear, such as mmcx or 2-pin; the plug at the player is --plug")
    {
        return Err(why);
    }
    let connector = || CONNECTORS.find(text).map(|found| connector_of(found, text));
    let nothing = || unknown("connector", text, &CONNECTORS.nearest(text));
    if names_maker(text) {
        // A maker's cable: that of its model, or one that says which connector it has.
        return model_socket(text, models).or_else(connector).ok_or_else(nothing);
    }
    match connector() {
        Some(sure) if sure.doubts.is_empty() && sure.ids.len() == 1 => Ok(sure),
        connector => model_socket(text, models).or(connector).ok_or_else(nothing),
    }
}

/// Why words name no end at the ear: all of them are about the other end, or about none.
fn not_at_the_ear(text: &str, write: &str) -> Option<String> {
    if let Some(plug) = PLUGS.exact(text).filter(|_| HINTS.exact(text).is_none() && !names_maker(text)) {
        let short = tables::plug_short(plug.ids[0]);
        let short = if short.contains("plug") { short.to_owned() } else { format!("{short} plug") };
        return Some(format!("\"{text}\" is no connector of earphones: it is read as the {short}; write {write}"));
    }
    let only = Left::of(&names::words(text)).is_only_physics() && HINTS.exact(text).is_none();
    only.then(|| format!("\"{text}\" does not say which connector it is; write {write}"))
}

fn names_maker(text: &str) -> bool {
    makers::named_in(text).any()
}

/// A connector with the words beside it.
fn connector_of(found: Found<&'static str>, text: &str) -> Candidates {
    let mut left = Left::of(&found.ignored);
    // "mmcx 4.4mm" and "mmcx usb-c" name both ends of the cable.
    let plug =
        PLUGS.find(&found.ignored.join(" ")).filter(|f| (left.has("size") || left.has("host")) && f.ids.len() == 1);
    let plug = plug.map(|found| {
        left = Left::of(&found.ignored);
        found.ids[0]
    });
    // "IE 300 MMCX" says the same thing twice.
    if let Some(again) = CONNECTORS.find(&found.ignored.join(" ")).filter(|_| plug.is_none()) {
        let family = |id: &str| id.split('-').next().map(str::to_owned);
        if again.ids.iter().any(|id| found.ids.iter().any(|own| family(own) == family(id))) {
            left = Left::of(&again.ignored);
        }
    }
    left.take_all(NOT_HERE);
    Candidates { plug, ..candidates(found, text).with_left(&left) }
}

/// What an earpiece is: its socket, and the model if it is one of the catalogue.
pub(crate) struct Ear {
    /// `None` for a model whose socket nobody knows.
    pub(crate) socket: Option<Candidates>,
    pub(crate) model: Option<usize>,
}

/// The socket of an earpiece: a model's, or a socket named directly.
pub(crate) fn socket(text: &str, models: Shelf<'_>) -> Result<Ear, String> {
    if let Some(found) = loose(text, "connectors", |l| l.connectors)? {
        return Ok(Ear { socket: Some(found), model: None });
    }
    let exact = CONNECTORS.exact(text);
    let found = models.find(text);
    let sure = found.as_ref().filter(|f| f.ids.len() == 1 && f.sureness <= Sureness::Within).map(|f| f.ids[0]);
    if exact.is_none()
        && found.as_ref().is_none_or(|f| f.sureness > Sureness::Ending)
        && let Some(why) = not_at_the_ear(text, "the name of the earphone, or its socket, such as mmcx or 2-pin")
    {
        return Err(why);
    }
    match (exact, sure) {
        (Some(connector), model) => return Ok(named_like_a_connector(candidates(connector, text), model, models)),
        (None, Some(model)) => return Ok(Ear { socket: socket_of(&models.get(model), text), model: Some(model) }),
        (None, None) => {}
    }
    if let Some(hint) = HINTS.find(text).filter(|f| f.sureness < Sureness::Typo) {
        return Ok(Ear { socket: Some(candidates(hint, text)), model: None });
    }
    // A model and words that no name has; a number among them could name another model.
    if let Some(near) = found.as_ref().filter(|f| f.ids.len() == 1 && !strange_number(f)) {
        return Ok(near_model(text, near, models));
    }
    if let Some(connector) = CONNECTORS.find(text) {
        let mut socket = connector_of(connector, text);
        if names_maker(text) && !of_connector(&socket, text) {
            let says = Some("it names a maker, of whom no model is known by the rest of the name");
            socket.doubts.push(Doubt { word: text.to_owned(), says });
        }
        return Ok(Ear { socket: Some(socket), model: None });
    }
    match found {
        Some(found) if found.ids.len() > 1 => {
            let names: Vec<_> = found.ids.iter().take(8).map(|at| models.named(*at).1).collect();
            let names = crate::diag::list(names.iter().map(AsRef::as_ref));
            Err(format!("\"{text}\" can be {names}; write one of them"))
        }
        _ => Err(unknown("model or socket", text, &models.index().nearest(text))),
    }
}

/// Whether the maker that is named uses this connector, or the words of the connector itself name it.
fn of_connector(socket: &Candidates, text: &str) -> bool {
    let named = makers::named_in(text);
    let uses = |brand: &&str| makers::named_in(brand).makers.iter().any(|m| named.makers.contains(m));
    socket.ids.iter().any(|id| tables::connector_brands(id).iter().any(uses))
}

/// Whether a number is left over that is no year and no length: it may name another model.
fn strange_number(found: &Found<usize>) -> bool {
    let doubts = Left::of(&found.ignored).doubts();
    doubts.iter().any(|doubt| doubt.word.starts_with(|c: char| c.is_ascii_digit()))
}

fn near_model(text: &str, near: &Found<usize>, models: Shelf<'_>) -> Ear {
    let model = near.ids[0];
    let mut socket = socket_of(&models.get(model), text);
    let mut left = Left::of(&near.ignored);
    left.take_all(NOT_HERE);
    if let Some(socket) = &mut socket {
        socket.note = Some(format!("Read \"{text}\" as {}.", models.named(model).1));
        socket.ignored.clone_from(&left.harmless);
        socket.doubts = left.doubts();
    }
    Ear { socket, model: Some(model) }
}

/// A name that is a connector's, and perhaps a model's too: "SE215" is both, "T2" is two things.
fn named_like_a_connector(mut socket: Candidates, model: Option<usize>, models: Shelf<'_>) -> Ear {
    let family = |id: &str| id.split('-').next().map(str::to_owned);
    let Some(at) = model else { return Ear { socket: Some(socket), model: None } };
    let own = models.socket(at);
    if own.is_none_or(|own| socket.ids.iter().any(|id| family(id) == family(own))) {
        return Ear { socket: Some(socket), model };
    }
    socket.note = Some(format!("Read as the connector; for the earphone write \"{}\"", models.named(at).1));
    Ear { socket: Some(socket), model: None }
}

/// The socket of a model: of the generation that its name means, else by its facts, else by hint.
fn socket_of(model: &Earpiece, text: &str) -> Option<Candidates> {
    let keys = [names::normalise(text), names::normalise(&model.name)];
    let generation = GENERATIONS.iter().find(|g| keys.iter().any(|key| g.keys.contains(&key.as_str())));
    let own = model.socket.as_deref().and_then(tables::connector_id).map(|id| Candidates::of(vec![id]));
    let named = HINTS.exact(text).filter(|f| f.ids.len() == 1).map(|f| f.ids[0]);
    match generation {
        // The name itself says which generation it is.
        Some(g) if named.is_some_and(|socket| g.plain != Some(socket)) => named.map(|id| Candidates::of(vec![id])),
        Some(g) if g.plain.is_none() => {
            Some(Candidates { ask: Some(g.ask.to_owned()), ..Candidates::of(g.sockets.to_vec()) })
        }
        Some(g) => own.map(|own| Candidates { note: Some(g.ask.to_owned()), ..own }),
        None => own.or_else(|| {
            // Only its own hint counts for a model: a similar name is another model.
            let own = |name: &str| HINTS.find(name).filter(|f| f.sureness <= Sureness::Ending);
            own(text).or_else(|| own(&model.name)).map(|f| candidates(f, text))
        }),
    }
}

/// The socket of a model named in a text, by hint or catalogue.
fn model_socket(text: &str, models: Shelf<'_>) -> Option<Candidates> {
    if let Some(found) = HINTS.find(text).filter(|f| !f.leaves_number() && f.sureness < Sureness::Typo) {
        return Some(connector_of(found, text));
    }
    let found = models.find(text).filter(|f| !strange_number(f))?;
    let mut ids: Vec<&'static str> = Vec::new();
    for model in &found.ids {
        let id = models.socket(*model).and_then(tables::connector_id)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Some(connector_of(Found { ids, sureness: found.sureness, ignored: found.ignored }, text))
}

/// The one connector of a name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn connector(text: &str) -> Result<&'static str, String> {
    single(&cable(text, Shelf::Of(&[]))?, text)
}

/// The model that a text surely names: nothing that could mean another is left over.
fn sure_model(text: &str, models: Models<'_>) -> Option<usize> {
    let found = models.shelf.find(text).filter(|f| f.ids.len() == 1 && f.sureness < Sureness::Typo)?;
    (Left::of(&found.ignored).weight() == 0).then_some(found.ids[0])
}

/// Id of the one model that a text names.
pub fn model_id(text: &str, models: Models<'_>) -> Option<String> {
    sure_model(text, models).map(|at| models.shelf.named(at).0.into_owned())
}

/// Name of the one model that a text names.
pub fn model_name(text: &str, models: Models<'_>) -> Option<String> {
    sure_model(text, models).map(|at| models.shelf.named(at).1.into_owned())
}

/// The models whose names are nearest to a text.
pub fn nearest_models(text: &str, models: Models<'_>) -> Vec<String> {
    models.shelf.index().nearest(text)
}
