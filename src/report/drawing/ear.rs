//! A connector at the ear: the earpiece's socket from the front, then socket and cable from the side.

use super::pen::{EAR_PX_MM, EDGE, Paint, Pen, SMALL, Style, TEXT, Type, WIDTH, number};
use super::words::label;
use crate::fit::{Body, Centre, Look, Seat};

/// Radius of the piece of shell that is shown, px.
const SHELL: f64 = 60.0;
/// Thickness of pins of which it is not recorded, mm.
const USUAL_PIN: f64 = 0.8;
/// Distance of pins of which it is not recorded, mm.
const USUAL_PITCH: f64 = 2.0;
/// Height of the view from the side, px.
const SIDE: f64 = 100.0;

const OUTLINE: (Paint, f64) = (Paint::Ink, 1.5);

fn filled(paint: Paint) -> Style {
    Style::fill(paint).and_line(OUTLINE.0, OUTLINE.1)
}

/// Both views below a place; gives the place below them.
pub(super) fn views(pen: &mut Pen, look: &Look, top: f64) -> f64 {
    let middle = (EDGE + SHELL + 8.0, top + 16.0 + SHELL);
    pen.text((EDGE, top + 10.0), SMALL, "The earpiece, from the front");
    front(pen, look, middle);
    labels(pen, look, middle);
    let below = middle.1 + SHELL + 14.0;
    if look.body == Body::Outline {
        return below - 8.0;
    }
    pen.text((EDGE, below + 10.0), SMALL, "From the side: the earpiece cut open, the cable");
    side(pen, look, below + 18.0 + SIDE / 2.0);
    below + 18.0 + SIDE
}

/// The socket as one looks at it.
pub(super) fn front(pen: &mut Pen, look: &Look, at: (f64, f64)) {
    pen.circle(at, SHELL, Style::fill(Paint::Shell).and_line(Paint::Faint, 1.0));
    match look.body {
        Body::Coaxial => coaxial(pen, look, at),
        Body::Pins => holes(pen, look, at),
        Body::Ring => ring(pen, look, at),
        Body::Blade => blade(pen, at),
        Body::Wire => {
            pen.circle(at, 22.0, filled(Paint::Grip));
            pen.circle(at, 9.0, filled(Paint::Hole));
        }
        _ => unknown(pen, look, at),
    }
}

fn coaxial(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    if look.seat == Seat::Well {
        pen.circle((x, y), 50.0, filled(Paint::Hole));
        pen.circle((x, y), 43.0, Style::fill(Paint::Grip));
    }
    if look.keyed {
        pen.around((x, y - 49.0), (14.0, 15.0), 2.0, Style::fill(Paint::Hole));
    }
    pen.circle((x, y), 34.0, Style::fill(Paint::Metal).and_line(OUTLINE.0, OUTLINE.1).dashed_if(true).contact());
    pen.circle((x, y), 23.0, filled(Paint::Hole));
    let middle = Style::fill(Paint::Metal);
    match look.centre {
        // A split tube, into which the cable's pin goes.
        Some(Centre::Hole) => {
            pen.circle((x, y), 10.0, middle.contact());
            pen.circle((x, y), 5.5, Style::fill(Paint::Hole));
            pen.line((x - 10.5, y), (x + 10.5, y), Style::line(Paint::Hole, 2.0));
        }
        Some(Centre::Pin) => pen.circle((x, y), 6.0, middle.contact()),
        None => pen.circle((x, y), 8.0, Style::line(Paint::Metal, 2.0).dashed_if(true).contact()),
    }
}

/// Thickness in px of each pin, whether it is recorded, and half their distance.
fn pins(look: &Look) -> ([f64; 2], bool, f64) {
    let first = look.pins_mm.first().copied();
    let second = look.pins_mm.get(1).copied().or(first);
    let size = |mm: Option<f64>| mm.unwrap_or(USUAL_PIN) * EAR_PX_MM;
    let half = look.pitch_mm.unwrap_or(USUAL_PITCH) * EAR_PX_MM / 2.0;
    ([size(first), size(second)], first.is_some(), half)
}

fn holes(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    let ([a, b], known, half) = pins(look);
    let plate = (42.0, 82.0);
    match look.seat {
        Seat::Flush => pen.around((x, y), plate, 8.0, Style::fill(Paint::Shell).and_line(Paint::Faint, 1.0)),
        Seat::Well => {
            pen.around((x, y), (plate.0 + 12.0, plate.1 + 12.0), 10.0, filled(Paint::Hole));
            pen.around((x, y), (plate.0 + 2.0, plate.1 + 2.0), 6.0, Style::fill(Paint::Grip));
        }
        Seat::Stub => {
            // Its shadow says that it stands out.
            pen.around((x + 5.0, y + 6.0), plate, 4.0, Style::fill(Paint::Grip));
            let round = if look.angled { 20.0 } else { 4.0 };
            pen.around((x, y), plate, round, Style::fill(Paint::Paper).and_line(Paint::Ink, 2.0));
        }
    }
    if look.keyed {
        pen.around((x - plate.0 / 2.0, y), (12.0, 18.0), 2.0, filled(Paint::Grip));
    }
    for (size, place) in [(a, y - half), (b, y + half)] {
        // Metal all around the hole; the hole has the pin's size.
        let rim = Style::fill(Paint::Metal).and_line(OUTLINE.0, OUTLINE.1).dashed_if(!known);
        pen.circle((x, place), size / 2.0 + 4.0, rim.contact());
        pen.circle((x, place), size / 2.0, Style::fill(Paint::Hole));
    }
}

/// Pins in a round; the places of more than their number are not recorded.
fn ring(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    pen.circle((x, y), 48.0, filled(Paint::Grip));
    for notch in 0..24 {
        let turn = f64::from(notch) * 15.0_f64.to_radians();
        let at = |r: f64| (x + r * turn.cos(), y + r * turn.sin());
        pen.line(at(42.0), at(47.0), Style::line(Paint::Ink, 1.0));
    }
    pen.circle((x, y), 40.0, filled(Paint::Hole));
    if look.keyed {
        pen.around((x, y - 38.0), (12.0, 12.0), 2.0, Style::fill(Paint::Grip));
    }
    let count = look.contacts.len();
    for place in 0..count {
        let turn = std::f64::consts::TAU * (place as f64 + 0.5) / count as f64 - std::f64::consts::FRAC_PI_2;
        let at = (x + 23.0 * turn.cos(), y + 23.0 * turn.sin());
        pen.circle(at, 7.0, Style::fill(Paint::Metal).contact());
    }
}

fn blade(pen: &mut Pen, (x, y): (f64, f64)) {
    pen.around((x, y), (30.0, 78.0), 6.0, filled(Paint::Hole).dashed_if(true));
    for place in [y - 18.0, y + 18.0] {
        pen.around((x, place), (10.0, 26.0), 2.0, Style::fill(Paint::Metal).contact());
    }
}

/// Nobody recorded the shape: an outline with its name.
fn unknown(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    pen.around((x, y), (104.0, 56.0), 10.0, Style::fill(Paint::Paper).and_line(Paint::Ink, 1.5).dashed_if(true));
    let kind = Type { paint: Paint::Ink, ..SMALL }.middle();
    let lines = kind.lines(look.name, 101.0, 3);
    let top = y - 7.5 * lines.len() as f64 - 1.0;
    pen.paragraph((x, top), kind, &lines);
}

/// Numbers and names of the contacts, with a line to each.
fn labels(pen: &mut Pen, look: &Look, (x, y): (f64, f64)) {
    let from = x + SHELL + 18.0;
    let mut put = |to: (f64, f64), row: f64, said: &str| {
        let leader = format!("L{} {}H{}", number(from - 12.0), number(row), number(from - 3.0));
        pen.leader(to, &leader);
        pen.text((from, row + 4.0), TEXT, said);
    };
    let named = |n: usize, what: &str| match look.contacts.get(n - 1).map(|name| label(name)) {
        Some("+") => format!("{n}  + in the {what}"),
        Some("-") => format!("{n}  - {what}"),
        Some("?") => format!("{n}  + or -"),
        _ => n.to_string(),
    };
    match look.body {
        Body::Coaxial => {
            put((x + 4.0, y), y - 20.0, &named(1, "middle"));
            put((x + 24.0, y + 15.0), y + 24.0, &named(2, "on the ring"));
        }
        Body::Pins => {
            let ([a, b], _, half) = pins(look);
            put((x + a / 2.0 + 2.0, y - half), y - half, &named(1, ""));
            put((x + b / 2.0 + 2.0, y + half), y + half, &named(2, ""));
        }
        Body::Blade => {
            put((x, y - 18.0), y - 18.0, &named(1, ""));
            put((x, y + 18.0), y + 18.0, &named(2, ""));
        }
        Body::Ring => {
            let count = look.contacts.len();
            let text = format!("{count} contacts; their places are not recorded");
            let lines = TEXT.lines(&text, WIDTH - EDGE - from, 4);
            pen.paragraph((from, y - 24.0), TEXT, &lines);
        }
        Body::Wire => pen.text((from, y + 4.0), TEXT, "no contacts to see"),
        _ => {
            let lines = TEXT.lines("Its contacts are not recorded.", WIDTH - EDGE - from, 3);
            pen.paragraph((from, y - 20.0), TEXT, &lines);
        }
    }
}

/// Where the shell's face is in the view from the side, and the cable's barrel begins.
const FACE: f64 = 104.0;
const BARREL: f64 = 206.0;

/// Earpiece and cable from the side, around a height.
fn side(pen: &mut Pen, look: &Look, y: f64) {
    shell(pen, look, y);
    cable(pen, look, y);
    if look.body != Body::Wire {
        let arrow = "h-12m5-5-5 5 5 5";
        pen.path((FACE + 34.0, y + SIDE / 2.0 - 8.0), arrow, Style::line(Paint::Faint, 1.5));
    }
}

/// The earpiece cut open.
fn shell(pen: &mut Pen, look: &Look, y: f64) {
    let half = SIDE / 2.0 - 2.0;
    let round = format!("H{}q-34 0-34 {half}t34 {half}H{}Z", EDGE + 36.0, number(FACE));
    pen.path((FACE, y - half), &round, Style::fill(Paint::Shell).and_line(Paint::Faint, 1.0));
    let (face, hole) = match look.seat {
        Seat::Flush => (FACE, 0.0),
        Seat::Well => (FACE - 20.0, 20.0),
        Seat::Stub => (FACE + 18.0, 0.0),
    };
    if look.seat == Seat::Well {
        pen.rect((face, y - 43.0), (hole + 1.0, 86.0), 0.0, Style::fill(Paint::Paper));
        pen.path((FACE, y - 43.0), "h-20v86h20", Style::line(Paint::Faint, 1.0));
    }
    if look.seat == Seat::Stub {
        pen.rect((FACE, y - 37.0), (18.0, 74.0), 2.0, Style::fill(Paint::Shell).and_line(Paint::Faint, 1.0));
    }
    match look.body {
        Body::Pins => {
            let ([a, b], known, apart) = pins(look);
            for (size, place) in [(a, y - apart), (b, y + apart)] {
                let channel = Style::fill(Paint::Hole).and_line(Paint::Metal, 3.0).dashed_if(!known);
                pen.path((face, place - size / 2.0), &format!("h-16v{}h16", number(size)), channel);
            }
        }
        Body::Coaxial => {
            pen.rect((face - 24.0, y - 34.0), (24.0, 68.0), 0.0, Style::fill(Paint::Metal));
            pen.rect((face - 24.0, y - 23.0), (24.5, 46.0), 0.0, Style::fill(Paint::Hole));
            match look.centre {
                Some(Centre::Hole) => {
                    for edge in [-9.0, 4.5] {
                        pen.rect((face - 24.0, y + edge), (18.0, 4.5), 0.0, Style::fill(Paint::Metal));
                    }
                }
                Some(Centre::Pin) => pen.rect((face - 24.0, y - 4.0), (22.0, 8.0), 3.0, Style::fill(Paint::Metal)),
                None => {}
            }
        }
        Body::Ring => {
            pen.rect((face - 22.0, y - 36.0), (22.5, 72.0), 0.0, Style::fill(Paint::Hole));
        }
        Body::Blade => pen.rect((face - 26.0, y - 37.0), (26.5, 74.0), 0.0, Style::fill(Paint::Hole)),
        _ => {}
    }
}

/// The cable's end, its contacts to the left.
pub(super) fn cable(pen: &mut Pen, look: &Look, y: f64) {
    if look.body == Body::Wire {
        pen.path((FACE, y - 18.0), "l46 8v20l-46 8Z", filled(Paint::Grip));
        pen.rect((FACE + 46.0, y - 5.0), (WIDTH - EDGE - FACE - 46.0, 10.0), 0.0, filled(Paint::Grip));
        return;
    }
    match look.body {
        Body::Pins => pin_end(pen, look, y),
        Body::Coaxial => snap_end(pen, look, y),
        Body::Ring => {
            pen.rect((BARREL - 34.0, y - 34.0), (34.0, 68.0), 3.0, filled(Paint::Hole));
            pen.rect((BARREL - 26.0, y - 46.0), (30.0, 92.0), 4.0, filled(Paint::Grip));
            for row in 0..8 {
                let place = y - 38.0 + 11.0 * f64::from(row);
                pen.line((BARREL - 22.0, place), (BARREL, place), Style::line(Paint::Ink, 1.0));
            }
        }
        Body::Blade => {
            pen.rect((BARREL - 44.0, y - 35.0), (48.0, 70.0), 4.0, filled(Paint::Grip).dashed_if(true));
            for place in [y - 28.0, y + 8.0] {
                pen.rect((BARREL - 38.0, place), (26.0, 20.0), 2.0, Style::fill(Paint::Metal));
            }
        }
        _ => {}
    }
    barrel(pen, look, y);
}

/// The barrel that one holds, and the cable behind it.
fn barrel(pen: &mut Pen, look: &Look, y: f64) {
    let end = WIDTH - EDGE;
    let slim = look.seat == Seat::Well && look.body == Body::Coaxial;
    let half = if slim { 37.0 } else { 44.0 };
    let long = 50.0;
    if look.angled {
        pen.path(
            (BARREL + 10.0, y - half),
            &format!("h34q36 0 36 36v{}h-22v-{}q0-8-12-8h-36Z", half - 2.0, half - 16.0),
            filled(Paint::Grip),
        );
    } else {
        pen.path((BARREL + long, y - 12.0), "l24 5v14l-24 5Z", filled(Paint::Grip));
        pen.rect((BARREL + long + 24.0, y - 6.0), (end - BARREL - long - 24.0, 12.0), 0.0, filled(Paint::Grip));
    }
    pen.rect((BARREL, y - half), (long, 2.0 * half), 8.0, filled(Paint::Grip));
    if look.keyed && look.body == Body::Coaxial {
        pen.rect((BARREL - 18.0, y - half - 5.0), (34.0, 9.0), 2.0, filled(Paint::Grip));
    }
}

fn pin_end(pen: &mut Pen, look: &Look, y: f64) {
    let ([a, b], known, apart) = pins(look);
    let collar = look.seat == Seat::Well;
    if collar {
        pen.rect((BARREL - 20.0, y - 36.0), (24.0, 72.0), 3.0, filled(Paint::Grip));
    }
    let tip = BARREL - if collar { 72.0 } else { 58.0 };
    for (size, place) in [(a, y - apart), (b, y + apart)] {
        let to = if collar { BARREL - 20.0 } else { BARREL };
        let pin = Style::fill(Paint::Metal).and_line(Paint::Ink, 1.0).dashed_if(!known);
        pen.rect((tip, place - size / 2.0), (to - tip, size), size / 3.0, pin);
    }
    if look.seat == Seat::Stub {
        // The hood cut open, so that the pins in it are seen.
        for place in [y - 44.0, y + 38.0] {
            pen.rect((BARREL - 40.0, place), (48.0, 6.0), 2.0, filled(Paint::Grip));
        }
    }
    if look.keyed {
        pen.rect((BARREL - 26.0, y - 8.0), (30.0, 16.0), 2.0, filled(Paint::Grip));
    }
}

fn snap_end(pen: &mut Pen, look: &Look, y: f64) {
    let long = if look.seat == Seat::Well { 12.0 } else { 0.0 };
    let start = BARREL - 32.0 - long;
    if look.centre != Some(Centre::Pin) {
        let pin = Style::fill(Paint::Metal).and_line(Paint::Ink, 1.0).dashed_if(look.centre.is_none());
        pen.rect((start - 14.0, y - 4.0), (20.0, 8.0), 3.0, pin);
    }
    if long > 0.0 {
        pen.rect((BARREL - long, y - 30.0), (long + 6.0, 60.0), 2.0, filled(Paint::Grip));
    }
    // The collar with the bulge that snaps.
    pen.path((start, y - 21.0), "q7-5 14 0h20v42h-20q-7 5-14 0Z", filled(Paint::Metal));
    if look.centre == Some(Centre::Pin) {
        pen.rect((start - 0.5, y - 5.0), (22.0, 10.0), 0.0, Style::fill(Paint::Hole));
    }
}
