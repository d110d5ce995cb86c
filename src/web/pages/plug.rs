//! A plug, a jack: what it is, what goes together, which devices and models have it.

use maud::html;

use super::drawing::drawing_of;
use super::missing::{failed, no_such};
use super::parts::{self, Beside};
use crate::fit::about::{Device, Jack, Plug, devices, jacks, plugs};
use crate::fit::{Verdict, joint_plug_jack, plug_id};
use crate::report::text::count;
use crate::web::answer::Answer;
use crate::web::find::Kind;
use crate::web::frame::{Sheet, framed};
use crate::web::query::Query;
use crate::web::{Site, address};
use crate::{Entry, Error};

/// The page of a plug.
pub(crate) fn plug(site: &Site, id: &str) -> Answer {
    match plugs().iter().find(|p| p.id == id) {
        Some(plug) => plug_page(site, plug).unwrap_or_else(|error| failed(&error)),
        None => no_such(site, "plug", id, Kind::Plugs),
    }
}

/// The page of a jack.
pub(crate) fn jack(site: &Site, id: &str) -> Answer {
    match jacks().iter().find(|j| j.id == id) {
        Some(jack) => jack_page(jack),
        None => no_such(site, "jack", id, Kind::Jacks),
    }
}

fn plug_page(site: &Site, p: &Plug) -> Result<Answer, Error> {
    let catalog = site.engine().catalog()?;
    let has = |e: &&Entry| e.model.stock_plugs.iter().flat_map(|all| all.iter()).any(|plug| plug_id(*plug) == p.id);
    let models: Vec<&Entry> = catalog.entries().filter(has).collect();
    let into = jacks().iter().map(|jack| Beside {
        to: address::part('j', &jack.id),
        name: parts::title(&jack.short),
        joint: joint_plug_jack(&p.id, &jack.id),
    });
    let goes = |d: &&Device| d.jacks.iter().any(|jack| joint_plug_jack(&p.id, &jack.id).verdict == Verdict::Ok);
    let takes: Vec<&Device> = devices().iter().filter(goes).collect();
    let checked = Query::of([("plug", p.id.as_str())]).at("/check");
    let main = html! {
        p.crumbs { a href="/search#plugs" { "All plugs" } }
        h1 { (p.name) }
        div.part {
            (drawing_of("plug", &p.id, 1))
            div {
                dl.facts {
                    @if let Some(mm) = p.diameter_mm { dt { "Thick" } dd { (mm) " mm" } }
                    @if let Some(contacts) = &p.pinout_tip_to_sleeve {
                        dt { "Contacts, from the tip" } dd { (parts::contacts(contacts)) }
                    }
                }
                (parts::explained("plug", &p.id))
            }
        }
        p.actions { a.button href=(checked) { "Check a cable with it" } }
        (parts::hazards(&p.hazards))
        h2 { "Where it goes" }
        (parts::fits(&format!("Jacks for {}", p.short), "The device has", into.collect()))
        h2 { "Devices that it goes straight into" }
        (device_links(&takes))
        h2 { "Models with such a cable in the box" }
        (parts::models(models, "this plug"))
        (parts::sources(&p.facts))
    };
    Ok(Answer::page(200, framed(&Sheet { title: &p.name, main, part: "/learn", scripts: &[] })))
}

fn jack_page(j: &Jack) -> Answer {
    let into = plugs().iter().map(|plug| Beside {
        to: address::part('p', &plug.id),
        name: plug.name.clone(),
        joint: joint_plug_jack(&plug.id, &j.id),
    });
    let have: Vec<&Device> = devices().iter().filter(|d| d.jacks.iter().any(|jack| jack.id == j.id)).collect();
    let checked = Query::of([("source", j.id.as_str())]).at("/check");
    let main = html! {
        p.crumbs { a href="/search#jacks" { "All jacks" } }
        h1 { (j.name) }
        div.part {
            (drawing_of("jack", &j.id, 1))
            div {
                dl.facts {
                    dt { "Sort" } dd { (j.topology.replace('-', " ")) }
                    @if !j.driven.is_empty() { dt { "Driven contacts" } dd { (parts::contacts(&j.driven)) } }
                    @if !j.ground.is_empty() { dt { "Other contacts" } dd { (parts::contacts(&j.ground)) } }
                    @if !j.note.is_empty() { dt { "To know" } dd { (j.note) } }
                }
                (parts::explained("jack", &j.id))
            }
        }
        p.actions { a.button href=(checked) { "Check something with it" } }
        h2 { "What goes into it" }
        (parts::fits(&format!("Plugs into {}", j.short), "The cable has", into.collect()))
        h2 { "Devices that have it" }
        (device_links(&have))
        (parts::sources(&j.facts))
    };
    Answer::page(200, framed(&Sheet { title: &j.name, main, part: "/learn", scripts: &[] }))
}

fn device_links(all: &[&Device]) -> maud::Markup {
    let mut links: Vec<(String, String)> = all.iter().map(|d| (address::part('d', &d.id), d.name.clone())).collect();
    links.sort_by_key(|(_, name)| name.to_lowercase());
    html! {
        @if links.is_empty() {
            p { "No device that this program knows." }
        } @else {
            p.note { (count(links.len(), "device")) "." }
            (parts::names(&links, "more devices"))
        }
    }
}
