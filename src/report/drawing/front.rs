//! Jacks, and plugs whose face says most: from the front; a round jack also cut open.

use super::pen::{EDGE, Paint, Pen, SMALL, SOURCE_PX_MM, Style, TEXT, Type, WIDTH, number};
use super::round::{labelled, middles};
use super::words::label;
use crate::fit::{Body, Centre, Look};

fn filled(paint: Paint) -> Style {
    Style::fill(paint).and_line(Paint::Ink, 1.5)
}

/// Half the height of a face, px.
fn reach(look: &Look) -> f64 {
    match look.body {
        Body::Xlr => 79.0,
        Body::Posts => 56.0,
        Body::Slot | Body::Tongue => 26.0,
        Body::Block | Body::Window => 40.0,
        Body::None => 30.0,
        _ => look.diameter_mm.map_or(44.0, |mm| mm * SOURCE_PX_MM / 2.0 + 20.0),
    }
}

/// All views below a place; gives the place below them.
pub(super) fn views(pen: &mut Pen, look: &Look, top: f64) -> f64 {
    let half = reach(look);
    pen.text((EDGE, top + 10.0), SMALL, "From the front");
    let at = (EDGE + half.max(56.0), top + 18.0 + half);
    front(pen, look, at);
    names(pen, look, at, half);
    let below = at.1 + half + 6.0;
    if look.body == Body::Barrel { section(pen, look, below + 6.0) } else { below }
}

/// The face as one looks at it.
pub(super) fn front(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    match look.body {
        Body::Barrel => {
            let hole = look.diameter_mm.unwrap_or_default() * SOURCE_PX_MM / 2.0;
            pen.circle((x, y), hole + 16.0, filled(Paint::Shell));
            pen.circle((x, y), hole + 7.0, filled(Paint::Metal));
            pen.circle((x, y), hole, Style::fill(Paint::Hole));
        }
        Body::Xlr => xlr(pen, look, (x, y)),
        Body::Slot => slot(pen, look, (x, y)),
        Body::Tongue => tongue(pen, look, (x, y)),
        Body::Block => block(pen, look, (x, y)),
        Body::Rca => {
            let tube = look.size_mm.first().copied().unwrap_or_default() * SOURCE_PX_MM / 2.0;
            pen.circle((x, y), tube, filled(Paint::Metal).contact());
            pen.circle((x, y), tube - 6.0, filled(Paint::Grip));
            pen.circle((x, y), 11.0, Style::fill(Paint::Metal).and_line(Paint::Ink, 1.0).dashed_if(true).contact());
            pen.circle((x, y), 7.0, Style::fill(Paint::Hole));
        }
        Body::Posts => {
            for (n, name) in look.contacts.iter().enumerate() {
                let at = (x - 24.0 + 48.0 * (n / 2) as f64, y - 24.0 + 48.0 * (n % 2) as f64);
                let ring = if name.ends_with('+') { Paint::Bad } else { Paint::Hole };
                pen.circle(at, 19.0, filled(ring));
                pen.circle(at, 9.0, filled(Paint::Metal).contact());
            }
        }
        Body::Window => {
            let outline = filled(Paint::Hole).dashed_if(true);
            pen.path((x - 22.0, y + 26.0), "v-38l14-14h16l14 14v38Z", outline);
            pen.path((x - 15.0, y + 20.0), "v-28l9-10h12l9 10v28Z", Style::fill(Paint::Grip));
            pen.circle((x, y + 2.0), 5.0, Style::fill(Paint::Bad));
        }
        Body::None => {
            let arc = Style::line(Paint::Ink, 2.0);
            pen.circle((x, y), 4.0, Style::fill(Paint::Ink));
            pen.path((x - 8.0, y - 9.0), "q-10 9 0 18", arc);
            pen.path((x + 8.0, y - 9.0), "q10 9 0 18", arc);
            pen.path((x - 16.0, y - 16.0), "q-18 16 0 32", arc);
            pen.path((x + 16.0, y - 16.0), "q18 16 0 32", arc);
        }
        _ => {
            let outline = Style::fill(Paint::Paper).and_line(Paint::Ink, 1.5).dashed_if(true);
            pen.around((x, y), (104.0, 62.0), 10.0, outline);
            let kind = Type { bold: true, ..TEXT }.middle();
            let lines = kind.lines(look.short, 96.0, 3);
            pen.paragraph((x, y - 8.0 * lines.len() as f64 - 2.0), kind, &lines);
        }
    }
}

/// Places of the pins of an XLR plug, seen from its front, as shares of the shell's radius. They are
/// numbered against the clock from the upper left; of three, the third is below in the middle.
fn pins(count: usize) -> &'static [(f64, f64)] {
    match count {
        3 => &[(-0.42, -0.26), (0.42, -0.26), (0.0, 0.46)],
        _ => &[(-0.4, -0.34), (-0.4, 0.38), (0.4, 0.38), (0.4, -0.34)],
    }
}

/// Place and number of each contact of an XLR, mirrored for the side that has the holes.
fn xlr_places(look: &Look, (x, y): (f64, f64), radius: f64) -> Vec<(f64, f64)> {
    let turn = if look.centre == Some(Centre::Hole) { -1.0 } else { 1.0 };
    let places = pins(look.contacts.len()).iter();
    places.map(|(across, down)| (x + turn * across * radius, y + down * radius)).collect()
}

fn xlr(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    let radius = look.diameter_mm.map_or(76.0, |mm| mm * SOURCE_PX_MM / 2.0);
    let holes = look.centre == Some(Centre::Hole);
    pen.circle((x, y), radius, filled(Paint::Shell).dashed_if(look.diameter_mm.is_none()));
    let inside = if holes { Paint::Grip } else { Paint::Hole };
    pen.circle((x, y), radius - 8.0, filled(inside));
    // The notch, and on the side with the holes the latch.
    pen.around(
        (x, y - radius + 12.0),
        (20.0, 16.0),
        3.0,
        if holes { filled(Paint::Shell) } else { Style::fill(Paint::Grip) },
    );
    for (at, n) in xlr_places(look, (x, y), radius - 8.0).into_iter().zip(1..) {
        pen.circle(at, 10.0, Style::fill(Paint::Metal).and_line(Paint::Ink, 1.0).contact());
        if holes {
            pen.circle(at, 6.5, Style::fill(Paint::Hole));
        }
        let beside = at.0 + if at.0 < x { 18.0 } else { -18.0 };
        let place = if (at.0 - x).abs() < 1.0 { (at.0, at.1 - 14.0) } else { (beside, at.1 + 5.0) };
        number_on(pen, place, n);
    }
}

/// A number on a disc of paper, readable on any ground.
fn number_on(pen: &mut Pen, (x, y): (f64, f64), n: usize) {
    pen.circle((x, y - 4.0), 8.0, Style::fill(Paint::Paper));
    pen.text((x, y), Type { bold: true, ..TEXT }.middle(), &n.to_string());
}

fn size(look: &Look) -> (f64, f64) {
    match look.size_mm {
        [wide, high] => (wide * SOURCE_PX_MM, high * SOURCE_PX_MM),
        _ => (60.0, 20.0),
    }
}

/// A flat oval: contacts on a tongue in its middle, or inside its rim where it is hollow.
fn slot(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    let (wide, high) = size(look);
    pen.around((x, y), (wide + 8.0, high + 8.0), high / 2.0 + 4.0, filled(Paint::Shell));
    pen.around((x, y), (wide, high), high / 2.0, Style::fill(Paint::Hole));
    let hollow = look.centre == Some(Centre::Hole);
    let rows = if look.pads > 8 { 2 } else { 1 };
    let each = usize::from(look.pads) / rows;
    let step = (wide - high) / each as f64;
    if !hollow {
        pen.around((x, y), (wide - high + 2.0, 6.0), 2.0, Style::fill(Paint::Grip));
    }
    let apart = if hollow { high / 2.0 - 2.0 } else { 3.5 };
    for row in 0..rows {
        let place = if row == 0 { y + apart } else { y - apart };
        for n in 0..each {
            let left = x - (wide - high) / 2.0 + step * (n as f64 + 0.5);
            pen.around((left, place), (step * 0.6, 3.0), 0.0, Style::fill(Paint::Metal).contact());
        }
    }
}

/// A solid tab with its contacts on it, seen end on.
fn tongue(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    let (wide, high) = size(look);
    pen.around((x, y), (wide + 36.0, high + 26.0), 8.0, filled(Paint::Shell));
    pen.around((x, y), (wide, high), high / 2.0, filled(Paint::Grip));
    let step = (wide - 10.0) / f64::from(look.pads);
    for n in 0..look.pads {
        let left = x - (wide - 10.0) / 2.0 + step * (f64::from(n) + 0.5);
        pen.around((left, y - high / 2.0 + 1.5), (step * 0.6, 3.0), 0.0, Style::fill(Paint::Metal).contact());
    }
}

/// A rectangular port, two of its corners cut if it is keyed by its shape.
fn block(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    let (wide, high) = size(look);
    let (left, top) = (x - wide / 2.0, y - high / 2.0);
    let cut = if look.keyed { high * 0.32 } else { 0.0 };
    let path = format!(
        "h{}v{}l-{cut} {cut}h-{}l-{cut} -{cut}Z",
        number(wide),
        number(high - cut),
        number(wide - 2.0 * cut),
        cut = number(cut)
    );
    pen.path((left, top), &path, Style::fill(Paint::Hole).and_line(Paint::Grip, 5.0));
    let tongue = if look.keyed { y - 2.0 } else { y - high / 4.0 };
    pen.around((x, tongue), (wide * 0.82, if look.keyed { 6.0 } else { high * 0.36 }), 1.0, Style::fill(Paint::Grip));
    let rows = if look.pads > 8 { 2 } else { 1 };
    for n in 0..usize::from(look.pads) {
        let each = usize::from(look.pads).div_ceil(rows);
        let step = wide * 0.78 / each as f64;
        let place = x - wide * 0.39 + step * ((n % each) as f64 + 0.5);
        let down = if rows == 1 { tongue + high * 0.12 } else { tongue - 4.0 + 8.0 * (n / each) as f64 };
        pen.around((place, down), (step * 0.6, 3.5), 0.0, Style::fill(Paint::Metal).contact());
    }
}

/// What the contacts are called, right of the face.
fn names(pen: &mut Pen, look: &Look, (x, y): (f64, f64), half: f64) {
    let from = x + half.max(56.0) + 14.0;
    let room = WIDTH - EDGE - from;
    let kind = TEXT;
    let said: Vec<String> = match look.body {
        Body::Xlr | Body::Posts => {
            look.contacts.iter().zip(1..).map(|(name, n)| format!("{n}  {}", label(name))).collect()
        }
        Body::Rca => vec!["1  middle: signal".to_owned(), "2  tube: ground".to_owned()],
        Body::Barrel => vec![format!("{} mm hole", number(look.diameter_mm.unwrap_or_default()))],
        Body::None => vec!["no socket".to_owned()],
        Body::Outline => kind.lines("It comes in several shapes.", room, 3),
        _ if look.pads > 0 => vec![format!("{} contacts", look.pads)],
        _ => Vec::new(),
    };
    let step = 18.0;
    let first = y - step * (said.len() as f64 - 1.0) / 2.0 + 4.0;
    for (row, line) in said.iter().enumerate() {
        pen.text((from, first + step * row as f64), kind, line);
    }
    if look.body == Body::Posts {
        for n in 0..look.contacts.len() {
            let at = (x - 24.0 + 48.0 * (n / 2) as f64, y + 6.0 - 24.0 + 48.0 * (n % 2) as f64);
            number_on(pen, (at.0, at.1 - 1.0), n + 1);
        }
    }
}

/// A round jack cut open: the plug comes from the left, the springs wait for its contacts.
fn section(pen: &mut Pen, look: &Look, top: f64) -> f64 {
    pen.text((EDGE, top + 10.0), SMALL, "Cut open; the plug comes from the left");
    let top = top + 20.0;
    let hole = look.diameter_mm.unwrap_or_default() * SOURCE_PX_MM;
    let length = look.length_mm.unwrap_or_default() * SOURCE_PX_MM;
    let (face, y) = (EDGE + 20.0, top + 50.0 + hole / 2.0);
    let deep = face + length;
    pen.rect((face, y - hole / 2.0 - 10.0), (length + 8.0, hole + 20.0), 4.0, filled(Paint::Shell));
    pen.rect((face - 6.0, y - hole / 2.0 - 7.0), (14.0, hole + 14.0), 2.0, filled(Paint::Metal));
    pen.rect((face - 8.0, y - hole / 2.0), (length + 8.0, hole), 0.0, Style::fill(Paint::Hole));
    let places = middles(look).into_iter().map(|x| (deep - x, y - hole / 2.0 + 5.0));
    let mut springs: Vec<(usize, (f64, f64))> = places.enumerate().collect();
    for (_, (x, _)) in &springs {
        // A leaf that bends into the hole.
        let leaf = Style::line(Paint::Metal, 3.0).contact();
        pen.path((x - 9.0, y - hole / 2.0 - 3.0), "h4l5 9 5-9h4", leaf);
    }
    // The deepest contact has number 1 and stands on the right.
    springs.reverse();
    labelled(pen, look, top, &springs);
    pen.path((EDGE - 8.0, y), "h14m-5-5 5 5-5 5", Style::line(Paint::Faint, 1.5));
    y + hole / 2.0 + 14.0
}
