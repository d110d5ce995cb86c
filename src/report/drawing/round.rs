//! What round plugs and their jacks share: where the contacts are, the labels above them, the plug.

use super::pen::{Paint, Pen, SOURCE_PX_MM, Style, TEXT, Type, WIDTH, number};
use super::words::label;
use crate::fit::Look;

fn filled(paint: Paint) -> Style {
    Style::fill(paint).and_line(Paint::Ink, 1.5)
}

/// Where the contacts of a round plug begin and end, as shares of its length: the tip longer than
/// the rings, the sleeve as long as what is left.
fn segments(count: usize) -> Vec<(f64, f64)> {
    let tip = 0.26;
    let ring = if count > 4 { 0.14 } else { 0.16 };
    let ends: Vec<f64> = (0..count).map(|n| if n + 1 == count { 1.0 } else { tip + ring * n as f64 }).collect();
    let starts = std::iter::once(0.0).chain(ends.iter().copied());
    starts.zip(ends.iter().copied()).collect()
}

/// Middles of the contacts of a round plug from its tip on, px.
pub(super) fn middles(look: &Look) -> Vec<f64> {
    let length = look.length_mm.unwrap_or_default() * SOURCE_PX_MM;
    segments(look.contacts.len()).iter().map(|(from, to)| f64::midpoint(*from, *to) * length).collect()
}

/// Places of labels around wanted ones, so that they do not overlap, within a room.
fn spread(wanted: &[(f64, f64)], room: (f64, f64)) -> Vec<f64> {
    let mut places: Vec<f64> = Vec::with_capacity(wanted.len());
    let mut free = room.0;
    for (middle, width) in wanted {
        let place = middle.max(free + width / 2.0);
        free = place + width / 2.0 + 8.0;
        places.push(place);
    }
    let mut limit = room.1;
    for (place, (_, width)) in places.iter_mut().zip(wanted).rev() {
        *place = place.min(limit - width / 2.0);
        limit = *place - width / 2.0 - 8.0;
    }
    places
}

/// Numbers and names above contacts, named by their index and place from left to right, each with
/// a line down to it.
pub(super) fn labelled(pen: &mut Pen, look: &Look, top: f64, contacts: &[(usize, (f64, f64))]) {
    let kind = Type { bold: true, ..TEXT }.middle();
    let name = |index: usize| look.contacts.get(index).map_or("", |name| label(name));
    let said: Vec<String> = contacts.iter().map(|(index, _)| format!("{} {}", index + 1, name(*index))).collect();
    let wanted: Vec<(f64, f64)> =
        contacts.iter().zip(&said).map(|((_, (x, _)), text)| (*x, kind.width(text))).collect();
    let places = spread(&wanted, (4.0, WIDTH - 4.0));
    for (((_, (x, y)), place), text) in contacts.iter().zip(places).zip(&said) {
        pen.text((place, top + 12.0), kind, text);
        let bend = format!("V{}L{} {}V{}", number(top + 20.0), number(*x), number(top + 36.0), number(*y));
        pen.leader((place, top + 16.0), &bend);
    }
}

/// The plug itself, its tip at a place, a piece of its handle behind it.
pub(super) fn barrel(pen: &mut Pen, look: &Look, (x, y): (f64, f64), handle: f64) {
    let thick = look.diameter_mm.unwrap_or_default() * SOURCE_PX_MM;
    let length = look.length_mm.unwrap_or_default() * SOURCE_PX_MM;
    let (half, end) = (thick / 2.0, x + length);
    let band = (thick * 0.12).clamp(3.0, 5.0);
    let (thickest, edge) = (half + 8.0, end + handle);
    let grip = format!("q0-3 3-3H{}V{}H{}q-3 0-3-3Z", number(edge), number(y + thickest), number(end + 3.0));
    pen.path((end, y - thickest + 3.0), &grip, filled(Paint::Grip));
    for (n, (from, to)) in segments(look.contacts.len()).into_iter().enumerate() {
        let (from, to) = (x + from * length, x + to * length);
        if n > 0 {
            pen.rect((from - band, y - half), (band, thick), 0.0, Style::fill(Paint::Hole).and_line(Paint::Ink, 1.0));
        }
        let last = n + 1 == look.contacts.len();
        let wide = to - from - if last { 0.0 } else { band };
        let metal = filled(Paint::Metal).contact();
        if n > 0 {
            pen.rect((from, y - half), (wide, thick), 0.0, metal);
            continue;
        }
        // A rounded nose, a waist behind it that the spring of the jack holds, then the full width.
        let (nose, waist) = (wide * 0.5, half * 0.66);
        let side = |sign: f64, to: f64| format!("L{} {}", number(to), number(y + sign * half));
        let path = format!(
            "Q{0} {1} {2} {1}L{3} {4}{5}V{6}L{3} {7}L{2} {8}Q{0} {8} {9} {10}Z",
            number(x),
            number(y - half),
            number(x + nose * 0.6),
            number(x + nose),
            number(y - waist),
            side(-1.0, x + wide),
            number(y + half),
            number(y + waist),
            number(y + half),
            number(x),
            number(y)
        );
        pen.path((x, y), &path, metal);
    }
}
