//! A plug at the source end of a cable, from the side; one that is flat also from the front.

use super::front;
use super::pen::{EDGE, Paint, Pen, SMALL, SOURCE_PX_MM, Style, TEXT, Type, WIDTH, number};
use super::round::{barrel, labelled, middles};
use crate::fit::{Body, Look};

/// Where the tip of a round plug begins, px: left of it stands its thickness.
const TIP: f64 = 66.0;
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

fn round(pen: &mut Pen, look: &Look, top: f64) -> f64 {
    let thick = look.diameter_mm.unwrap_or_default() * SOURCE_PX_MM;
    let y = top + LABELS + thick.max(40.0) / 2.0;
    let end = TIP + look.length_mm.unwrap_or_default() * SOURCE_PX_MM;
    barrel(pen, look, (TIP, y), (WIDTH - 2.0 - end).clamp(8.0, 90.0));
    let places: Vec<(usize, (f64, f64))> = middles(look).into_iter().map(|x| (TIP + x, y)).enumerate().collect();
    labelled(pen, look, top, &places);
    // Its thickness, measured.
    let half = thick / 2.0;
    let measure = format!("h-8m4 0v{}m-4 0h8", number(thick));
    pen.path((TIP - 4.0, y - half), &measure, Style::line(Paint::Faint, 1.0));
    let text = format!("{} mm", number(look.diameter_mm.unwrap_or_default()));
    pen.text((TIP - 14.0, y + 4.0), Type { paint: Paint::Ink, ..SMALL }.end(), &text);
    y + thick.max(40.0) / 2.0 + 14.0
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
