//! The pages: one file each, a function from the site and what was asked to an answer.

mod compare;
mod graph;
mod home;
mod missing;
mod model;

pub(super) use compare::compare;
pub(super) use graph::{file as graph_file, graph, pasted as graph_pasted};
pub(super) use home::home;
pub(super) use missing::{missing, not_posted};
pub(super) use model::{equaliser, model};
