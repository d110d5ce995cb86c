//! Drawings of connectors, plugs, jacks and of a whole chain: tables in, SVG text out.
//!
//! Keeps true: within a kind all drawings have one scale ([`EAR_PX_MM`], [`SOURCE_PX_MM`]), said by
//! a bar in each; a size that nobody recorded is dashed and named as such; the same content stands
//! in words in the description; nothing is told by colour alone; no style attributes.

mod chain;
mod ear;
mod front;
mod of;
mod part;
mod pen;
mod plug;
mod round;
mod sign;
mod words;

pub use chain::{Direction, chain};
pub use of::{model, topic};
pub use part::{Drawing, connector, jack, plug, sheet};
pub use pen::{EAR_PX_MM, SOURCE_PX_MM};
