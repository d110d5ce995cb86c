//! The end at the ear: the connector of a cable, the socket of an earpiece, a model by name.

use super::lookup::{CONNECTORS, Candidates, HINTS, candidates, from_index, loose, single, unknown};
use crate::fit::earpiece::{Earpiece, Models, Shelf};
use crate::fit::tables::{self, GENERATIONS};
use crate::names::{self, Found, Sureness};

/// The connector of a cable: a connector, or a model's own cable.
pub(crate) fn cable(text: &str, models: Shelf<'_>) -> Result<Candidates, String> {
    if let Some(found) = loose(text, "connectors", |l| l.connectors) {
        return Ok(found);
    }
    let connector = from_index(&CONNECTORS, text);
    match connector {
        Some(sure) if sure.ignored.is_empty() && sure.ids.len() == 1 => Ok(sure),
        connector => model_socket(text, models)
            .or(connector)
            .ok_or_else(|| unknown("connector", text, &CONNECTORS.nearest(text))),
    }
}

/// What an earpiece is: its socket, and the model if it is one of the catalogue.
pub(crate) struct Ear {
    /// `None` for a model whose socket nobody knows.
    pub(crate) socket: Option<Candidates>,
    pub(crate) model: Option<usize>,
}

/// The socket of an earpiece: a model's, or a socket named directly.
pub(crate) fn socket(text: &str, models: Shelf<'_>) -> Result<Ear, String> {
    if let Some(found) = loose(text, "connectors", |l| l.connectors) {
        return Ok(Ear { socket: Some(found), model: None });
    }
    let exact = CONNECTORS.exact(text);
    let found = models.find(text);
    let sure = found.as_ref().filter(|f| f.ids.len() == 1 && f.sureness <= Sureness::Within).map(|f| f.ids[0]);
    match (exact, sure) {
        (Some(connector), model) => return Ok(named_like_a_connector(candidates(connector, text), model, models)),
        (None, Some(model)) => return Ok(Ear { socket: socket_of(&models.get(model), text), model: Some(model) }),
        (None, None) => {}
    }
    if let Some(hint) = from_index(&HINTS, text) {
        return Ok(Ear { socket: Some(hint), model: None });
    }
    // A model and words that no name has; a number among them could name another model.
    let near = found.as_ref().filter(|f| f.ids.len() == 1 && !f.leaves_number());
    if let Some(model) = near.map(|f| f.ids[0]) {
        let mut socket = socket_of(&models.get(model), text);
        let (ignored, name) = (found.map(|f| f.ignored).unwrap_or_default(), models.named(model).1);
        if let Some(socket) = &mut socket {
            socket.note = Some(format!("Read \"{text}\" as {name}."));
            socket.ignored = ignored;
        }
        return Ok(Ear { socket, model: Some(model) });
    }
    if let Some(connector) = CONNECTORS.find(text) {
        return Ok(Ear { socket: Some(candidates(connector, text)), model: None });
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
            HINTS.find(text).filter(|f| f.sureness <= Sureness::Ending).map(|f| candidates(f, text))
        }),
    }
}

/// The socket of a model named in a text, by hint or catalogue.
fn model_socket(text: &str, models: Shelf<'_>) -> Option<Candidates> {
    if let Some(found) = HINTS.find(text).filter(|f| !f.leaves_number()) {
        return Some(candidates(found, text));
    }
    let found = models.find(text).filter(|f| !f.leaves_number())?;
    let mut ids: Vec<&'static str> = Vec::new();
    for model in &found.ids {
        let id = models.socket(*model).and_then(tables::connector_id)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Some(candidates(Found { ids, sureness: found.sureness, ignored: found.ignored }, text))
}

/// The one connector of a name.
///
/// # Errors
/// An unknown or ambiguous name, in words.
pub fn connector(text: &str) -> Result<&'static str, String> {
    single(&cable(text, Shelf::Of(&[]))?, text)
}

/// Id of the one model that a text names.
pub fn model_id(text: &str, models: Models<'_>) -> Option<String> {
    let found = models.shelf.find(text).filter(|f| f.ids.len() == 1 && f.sureness <= Sureness::Within)?;
    Some(models.shelf.named(found.ids[0]).0.into_owned())
}

/// Name of the one model that a text names.
pub fn model_name(text: &str, models: Models<'_>) -> Option<String> {
    let found = models.shelf.find(text).filter(|f| f.ids.len() == 1 && f.sureness <= Sureness::Within)?;
    Some(models.shelf.named(found.ids[0]).1.into_owned())
}
