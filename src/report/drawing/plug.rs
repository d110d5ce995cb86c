//! A plug at the source end of a cable, from the side; one that is flat also from the front.

use super::pen::{Paint, Pen, SMALL, Style, TEXT, Type, number};
use super::words::label;
use super::{EDGE, SOURCE_PX_MM, WIDTH, front};
use crate::fit::{Body, Look};

/// Where the tip of a round plug begins, px: left of it stands its thickness.
const TIP: f64 = 58.0;
/// Height of the labels above a round plug.
const LABELS: f64 = 46.0;

fn filled(paint: Paint) -> Style {
    Style::fill(paint).and_line(Paint::Ink, 1.5)
}

/// All views below a place; gives the place below them.
pub(super) fn views(pen: &mut Pen, look: &Look, top: f64) -> f64 {
    match look.body {
        Body::Barrel => round(pen, look, top),
        Body::Slot | Body::Tongue => flat(pen, look, top),
        Body::Tips => tips(pen, top),
        _ => front::views(pen, look, top),
    }
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
pub(super) fn spread(wanted: &[(f64, f64)], room: (f64, f64)) -> Vec<f64> {
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
        pen.path((place, top + 16.0), &bend, Style::line(Paint::Ink, 1.0));
    }
}

fn round(pen: &mut Pen, look: &Look, top: f64) -> f64 {
    let thick = look.diameter_mm.unwrap_or_default() * SOURCE_PX_MM;
    let y = top + LABELS + thick.max(40.0) / 2.0;
    let end = TIP + look.length_mm.unwrap_or_default() * SOURCE_PX_MM;
    barrel(pen, look, (TIP, y), (WIDTH - 4.0 - end).clamp(8.0, 90.0));
    let places: Vec<(usize, (f64, f64))> = middles(look).into_iter().map(|x| (TIP + x, y)).enumerate().collect();
    labelled(pen, look, top, &places);
    // Its thickness, measured.
    let half = thick / 2.0;
    let measure = format!("h-10m5 0v{}m-5 0h10", number(thick));
    pen.path((TIP - 4.0, y - half), &measure, Style::line(Paint::Faint, 1.0));
    let text = format!("{} mm", number(look.diameter_mm.unwrap_or_default()));
    pen.text((TIP - 16.0, y + 4.0), Type { paint: Paint::Ink, ..SMALL }.end(), &text);
    y + thick.max(40.0) / 2.0 + 14.0
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
            pen.rect((from - band, y - half), (band, thick), 0.0, Style::fill(Paint::Hole));
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

/// A flat plug: from the front, and from above with its handle.
fn flat(pen: &mut Pen, look: &Look, top: f64) -> f64 {
    let below = front::views(pen, look, top);
    let &[wide, _] = look.size_mm else { return below };
    let wide = wide * SOURCE_PX_MM;
    pen.text((EDGE, below + 14.0), SMALL, "From above");
    let (x, y) = (EDGE + 20.0, below + 24.0 + wide / 2.0 + 6.0);
    let long = 6.7 * SOURCE_PX_MM;
    pen.rect((x + long, y - wide / 2.0 - 8.0), (110.0, wide + 16.0), 6.0, filled(Paint::Grip));
    pen.rect((x + long + 110.0, y - 7.0), (60.0, 14.0), 0.0, filled(Paint::Grip));
    let round = if look.body == Body::Tongue { 8.0 } else { 3.0 };
    pen.path(
        (x + round, y - wide / 2.0),
        &format!(
            "h{0}v{1}h-{0}q-{2} 0-{2}-{2}v-{3}q0-{2} {2}-{2}Z",
            number(long - round),
            number(wide),
            number(round),
            number(wide - 2.0 * round)
        ),
        filled(if look.body == Body::Tongue { Paint::Grip } else { Paint::Shell }),
    );
    if look.body == Body::Tongue {
        for n in 0..look.pads {
            let step = (wide - 10.0) / f64::from(look.pads);
            let place = y - wide / 2.0 + 5.0 + step * f64::from(n);
            pen.rect((x + 8.0, place + 0.8), (18.0, step - 1.6), 1.0, Style::fill(Paint::Metal));
        }
    }
    y + wide / 2.0 + 12.0
}

/// A cable with its last piece taken off.
fn tips(pen: &mut Pen, top: f64) -> f64 {
    let y = top + 40.0;
    pen.rect((EDGE, y - 5.0), (50.0, 10.0), 0.0, filled(Paint::Grip));
    pen.rect((EDGE + 50.0, y - 18.0), (80.0, 36.0), 5.0, filled(Paint::Grip));
    pen.rect((EDGE + 130.0, y - 10.0), (16.0, 20.0), 2.0, filled(Paint::Metal).dashed_if(true));
    pen.path((EDGE + 168.0, y), "h-14m5-5-5 5 5 5", Style::line(Paint::Faint, 1.5));
    pen.rect((EDGE + 176.0, y - 18.0), (40.0, 36.0), 5.0, filled(Paint::Grip).dashed_if(true));
    let said = Type { bold: true, ..TEXT }.middle();
    pen.path(
        (EDGE + 216.0, y - 12.0),
        "h66q8 0 8 12t-8 12h-66Z",
        Style::fill(Paint::Paper).and_line(Paint::Ink, 1.5).dashed_if(true),
    );
    pen.text((EDGE + 250.0, y + 4.0), said, "any plug");
    pen.text((EDGE + 50.0, y + 36.0), SMALL, "cable");
    pen.text((EDGE + 176.0, y + 36.0), SMALL, "tip, exchanged");
    y + 46.0
}
