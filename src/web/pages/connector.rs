//! A connector at the ear: what it is, what goes into it, which models have it.

use maud::{Markup, html};

use super::drawing::drawing_of;
use super::missing::{failed, no_such};
use super::parts::{self, Beside};
use crate::fit::about::{Connector, Diameter, connectors};
use crate::fit::joint_cable_socket;
use crate::web::answer::Answer;
use crate::web::find::Kind;
use crate::web::frame::{Sheet, framed};
use crate::web::query::Query;
use crate::web::{Site, address};
use crate::{Entry, Error};

/// The page of a connector.
pub(crate) fn connector(site: &Site, id: &str) -> Answer {
    match connectors().iter().find(|c| c.id == id) {
        Some(connector) => page(site, connector).unwrap_or_else(|error| failed(&error)),
        None => no_such(site, "connector", id, Kind::Connectors),
    }
}

fn page(site: &Site, c: &Connector) -> Result<Answer, Error> {
    let catalog = site.engine().catalog()?;
    let models: Vec<&Entry> = catalog.entries().filter(|e| e.model.socket.as_deref() == Some(c.id.as_str())).collect();
    let beside = |cable: &str, socket: &str, other: &Connector| Beside {
        to: address::part('c', &other.id),
        name: other.name.clone(),
        joint: joint_cable_socket(cable, socket),
    };
    let into: Vec<Beside> = connectors().iter().map(|other| beside(&other.id, &c.id, other)).collect();
    let onto: Vec<Beside> = connectors().iter().map(|other| beside(&c.id, &other.id, other)).collect();
    let checked = Query::of([("cable", c.id.as_str())]).at("/check");
    let main = html! {
        p.crumbs { a href="/search#connectors" { "All connectors" } }
        h1 { (c.name) }
        div.part {
            (drawing_of("connector", &c.id, 1))
            div { (what(c)) (parts::explained("connector", &c.id)) }
        }
        p.actions { a.button href=(checked) { "Check a cable with it" } }
        (parts::hazards(&c.hazards))
        h2 { "Cables for an earphone with this socket" }
        (parts::fits(&format!("Cable connectors into {}", c.name), "The cable has", into))
        h2 { "Earphones for a cable with this connector" }
        (parts::fits(&format!("Sockets for a cable with {}", c.name), "The earphone has", onto))
        h2 { "Models that have it" }
        (parts::models(models, "this socket"))
        (parts::sources(&c.facts))
    };
    Ok(Answer::page(200, framed(&Sheet { title: &c.name, main, part: "/learn", scripts: &[] })))
}

/// Shape, pins, polarity in words.
fn what(c: &Connector) -> Markup {
    let pins = c.geometry.pin_diameter_mm.map(|pins| match pins {
        Diameter::One(mm) => format!("{mm} mm thick"),
        Diameter::Two([a, b]) => format!("{a} and {b} mm thick"),
    });
    let apart = c.geometry.spacing_mm.map(|mm| format!("{mm} mm apart"));
    let pins: Vec<String> = pins.into_iter().chain(apart).collect();
    let turns = c.rotates.map(|turns| if turns { "yes" } else { "no: it sits one way" });
    let said = |text: &str| !text.is_empty() && text != "-";
    html! {
        dl.facts {
            dt { "Shape" } dd { (c.geometry.kind) @if said(&c.geometry.note) { "; " (c.geometry.note) } }
            @if !pins.is_empty() { dt { "Pins" } dd { (pins.join(", ")) } }
            @if let Some(turns) = turns { dt { "Turns in its socket" } dd { (turns) } }
            @if said(&c.polarity.marking) { dt { "Marked by" } dd { (c.polarity.marking) } }
            @if said(&c.polarity.positive) {
                dt { "Positive contact" }
                dd { (c.polarity.positive) @if c.polarity.reversible_by_user { ". Can be put in the wrong way round" } }
            }
            @if let Some(cycles) = &c.mating_cycles {
                dt { "Made for" }
                dd {
                    (cycles.value) " times in and out (" (parts::told(&cycles.evidence, &cycles.source)) ")"
                    @if !cycles.note.is_empty() { "; " (cycles.note) }
                }
            }
            @if !c.brands.is_empty() { dt { "Used by" } dd { (c.brands.join(", ")) } }
        }
    }
}
