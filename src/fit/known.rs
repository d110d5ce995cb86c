//! Everything of the tables that has a name: for lists of what can be typed.

use super::tables::{
    self, CONNECTOR_NAMES, DEVICE_NAMES, JACK_NAMES, Names, PART_NAMES, PLUG_NAMES, connector_name, jack_short,
    plug_short,
};

/// One of the names of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling {
    /// The part: its id is one of its names.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The words of this name, joined by spaces.
    pub words: &'static str,
}

fn spellings(names: &'static Names, title: fn(&'static str) -> &'static str) -> impl Iterator<Item = Spelling> {
    names.iter().map(move |(_, words, id)| Spelling { id, title: title(id), words })
}

/// Connectors at the ear.
pub fn connector_names() -> impl Iterator<Item = Spelling> {
    spellings(&CONNECTOR_NAMES, connector_name)
}

/// Plugs.
pub fn plug_names() -> impl Iterator<Item = Spelling> {
    spellings(&PLUG_NAMES, plug_short)
}

/// Jacks of sources.
pub fn jack_names() -> impl Iterator<Item = Spelling> {
    spellings(&JACK_NAMES, jack_short)
}

/// Devices.
pub fn device_names() -> impl Iterator<Item = Spelling> {
    spellings(&DEVICE_NAMES, |id| tables::device(id).map_or(id, |device| device.name))
}

/// Adapters, dongles, receivers.
pub fn part_names() -> impl Iterator<Item = Spelling> {
    spellings(&PART_NAMES, |id| tables::part(id).map_or(id, |part| &part.name))
}
