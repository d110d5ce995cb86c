//! What of a topic and of a model can be drawn, on one sheet.

use super::part::{Drawing, connector, jack, plug, sheet};
use crate::catalog::Model;
use crate::fit::plug_id;
use crate::learn::Topic;

/// The connectors, plugs and jacks that a topic explains; `None` where it explains none.
pub fn topic(topic: &Topic) -> Option<Drawing> {
    let parts = topic.parts().filter_map(|(kind, id)| match kind {
        "connector" => connector(id),
        "plug" => plug(id),
        "jack" => jack(id),
        _ => None,
    });
    together(&topic.title, &parts.collect::<Vec<_>>())
}

/// The socket of a model and the plugs of its cable; `None` where nobody recorded either.
pub fn model(model: &Model) -> Option<Drawing> {
    let socket = model.socket.as_deref().and_then(connector);
    let plugs = model.stock_plugs.iter().flat_map(|plugs| plugs.iter()).filter_map(|word| plug(plug_id(*word)));
    together(&model.name(), &socket.into_iter().chain(plugs).collect::<Vec<_>>())
}

fn together(title: &str, drawings: &[Drawing]) -> Option<Drawing> {
    (!drawings.is_empty()).then(|| sheet(title, drawings, drawings.len().min(3)))
}
