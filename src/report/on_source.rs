//! A model on a person's source: its bands before and after the output impedance.

use serde_json::{Map, Value, json};

use super::Page;
use super::text::{HEAD, pad, paragraph, styled};
use crate::advice::link::Connection;
use crate::catalog::Entry;
use crate::sound::graph::Graph;
use crate::sound::{Bands, Known, impedance_of};

/// A model's sound on a source.
#[derive(Debug, Clone, Copy)]
pub struct OnSource<'a> {
    /// The model.
    pub entry: &'a Entry,
    /// The source as the person wrote it.
    pub source: &'a str,
    /// How the two connect.
    pub connection: &'a Connection,
}

impl OnSource<'_> {
    /// Bands on the source, where response and impedance curve are known.
    fn bands(&self) -> Option<Bands> {
        let shift = self.connection.tone.as_ref()?;
        Some(Bands::of(&shift.apply(&self.entry.measured.as_ref()?.curve)))
    }
}

/// Numbers before and after, `null` where they are not known.
pub fn json(on: OnSource) -> Value {
    let tone = on.connection.tone.as_ref();
    let named = |bands: &Bands| -> Value {
        bands.iter().map(|(band, db)| (format!("{}_db", band.id), json!(db))).collect::<Map<_, _>>().into()
    };
    json!({
        "source": on.source,
        "output_impedance_ohm": on.connection.output_impedance_ohm,
        "tone_shift_db": tone.map(crate::sound::Shift::span_db),
        "before": on.entry.bands().map(named),
        "after": on.bands().as_ref().map(named),
        "frequency_hz": tone.map(|t| t.curve().hz().to_vec()),
        "shift_db": tone.map(|t| t.curve().db().to_vec()),
    })
}

/// The same for people.
pub fn human(on: OnSource, page: Page) -> String {
    let known = impedance_of(&on.entry.model.id);
    let mut out = String::from("\n ");
    out += &styled(page, HEAD, &format!("On {}", on.source));
    out.push('\n');
    out += &match (on.connection.output_impedance_ohm, known, on.connection.tone.as_ref()) {
        (Some(ohm), Some(known), Some(tone)) => {
            let text = format!(
                "Its output impedance of {ohm} ohm changes the sound by up to {:.1} dB between 20 Hz and 10 kHz, \
                 because the earphone's own impedance runs from {:.0} to {:.0} ohm ({}).",
                tone.span_db(),
                known.impedance.lowest_ohm(),
                known.impedance.highest_ohm(),
                known.source
            );
            paragraph(page, " ", " ", &text) + &table(on) + &picture(on, page)
        }
        (None, _, _) => paragraph(page, " ", " ", "Its output impedance is not known, so no word on tone."),
        (Some(ohm), ..) => paragraph(page, " ", " ", &without_curve(on, ohm, known)),
    };
    out
}

fn without_curve(on: OnSource, ohm: f64, known: Option<&Known>) -> String {
    let nominal = on.entry.model.impedance_ohm;
    let rule = match nominal.map(|z| ohm * 8.0 <= z) {
        _ if known.is_some() => "",
        Some(true) => " As a rule of thumb an output impedance below an eighth of the earphone's changes little.",
        Some(false) => " It is more than an eighth of the earphone's: if its impedance varies, the tone may change.",
        None => "",
    };
    format!("Nobody's impedance curve of it is in the catalogue, so what {ohm} ohm do to its tone is not known.{rule}")
}

/// Height of the picture.
const ROWS: usize = 11;

/// The response as measured and as it sounds on the source, where the page can show it.
fn picture(on: OnSource, page: Page) -> String {
    let (Some(tone), Some(measured)) = (on.connection.tone.as_ref(), on.entry.measured.as_ref()) else {
        return String::new();
    };
    if !page.rich {
        return String::new();
    }
    let mut graph = Graph::default();
    graph.add(&on.entry.model.id, "as measured", measured);
    graph.add_curve("on-source", &format!("on {}", on.source), &tone.apply(&measured.curve));
    super::graph::human(&graph, page, ROWS)
}

fn table(on: OnSource) -> String {
    let (Some(before), Some(after)) = (on.entry.bands(), on.bands()) else { return String::new() };
    let mut out = format!("\n   {}{}\n", pad("against neutral", 18), "on 0 ohm    here  change");
    for ((band, was), (_, is)) in before.iter().zip(after.iter()) {
        out += &format!("   {}{was:+5.1} dB {is:+5.1} dB {:+5.1} dB\n", pad(band.title, 18), is - was);
    }
    out
}
