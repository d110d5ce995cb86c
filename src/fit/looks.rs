//! What connectors, plugs and jacks look like: the `drawing` of each row of `data/fit`, made ready
//! and checked by the build script. A size that nobody recorded is missing, never guessed.

/// What a part is, as seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// A round snap: a ring with a pin or a hole in its middle.
    Coaxial,
    /// Two pins side by side.
    Pins,
    /// Pins in a round, behind a locking ring.
    Ring,
    /// A flat push plug.
    Blade,
    /// No socket: a cable that cannot be taken off.
    Wire,
    /// A round plug with its contacts one behind the other.
    Barrel,
    /// Pins in a metal shell.
    Xlr,
    /// A flat oval with its contacts inside.
    Slot,
    /// A solid tab with its contacts on it.
    Tongue,
    /// A rectangular port.
    Block,
    /// A tube with a hole in its middle.
    Rca,
    /// Screw terminals.
    Posts,
    /// An optical output.
    Window,
    /// A cable with exchangeable tips.
    Tips,
    /// No socket at all.
    None,
    /// A shape that is not recorded, or several.
    Outline,
}

/// How a socket sits in its shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seat {
    /// In a flat face.
    Flush,
    /// At the bottom of a well.
    Well,
    /// On a stub that stands out.
    Stub,
}

/// What is in the middle of a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Centre {
    /// A hole for the plug's pin.
    Hole,
    /// A pin.
    Pin,
}

/// All that a drawing of a part is made from.
#[derive(Debug)]
pub(crate) struct Look {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// Its name in a few letters.
    pub(crate) short: &'static str,
    pub(crate) body: Body,
    pub(crate) seat: Seat,
    /// Whether it goes in one way only.
    pub(crate) keyed: bool,
    /// Whether its plug stands at an angle.
    pub(crate) angled: bool,
    pub(crate) centre: Option<Centre>,
    /// Width and height, or the one diameter of an RCA socket.
    pub(crate) size_mm: &'static [f64],
    /// Diameter of a round plug, and of the plug that goes into a jack.
    pub(crate) diameter_mm: Option<f64>,
    /// Its length from the tip to the handle.
    pub(crate) length_mm: Option<f64>,
    /// Diameter of the pins: one for all, or one each.
    pub(crate) pins_mm: &'static [f64],
    /// From the middle of a pin to the middle of the next.
    pub(crate) pitch_mm: Option<f64>,
    /// Names of the contacts in order, `?` where their meaning is each maker's own.
    pub(crate) contacts: &'static [&'static str],
    /// Contacts of a jack that an amplifier drives.
    pub(crate) driven: &'static [&'static str],
    /// Number of contacts that are too many to name.
    pub(crate) pads: u8,
    /// How to recognise it.
    pub(crate) looks: &'static str,
    /// Where that is known from.
    pub(crate) evidence: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/looks.rs"));

fn find(rows: &'static [Look], id: &str) -> Option<&'static Look> {
    rows.iter().find(|look| look.id == id)
}

/// What a connector at the ear looks like.
pub(crate) fn connector_look(id: &str) -> Option<&'static Look> {
    find(CONNECTORS, id)
}

/// What a plug looks like.
pub(crate) fn plug_look(id: &str) -> Option<&'static Look> {
    find(PLUGS, id)
}

/// What a jack looks like.
pub(crate) fn jack_look(id: &str) -> Option<&'static Look> {
    find(JACKS, id)
}
