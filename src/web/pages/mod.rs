//! The pages: one file each, a function from the site and what was asked to an answer.

mod advice;
mod check;
mod compare;
mod connector;
mod data;
mod device;
mod drawing;
mod graph;
mod home;
mod learn;
mod missing;
mod quiz;

pub(super) use advice::advice;
pub(super) use check::check;
mod parts;
mod pasted;
mod plug;
mod rules;
mod search;
mod suggest;

pub(super) use connector::connector;
pub(super) use data::data;
pub(super) use device::device;
mod model;

pub(super) use compare::compare;
pub(super) use graph::{file as graph_file, graph, pasted as graph_pasted};
pub(super) use home::home;
pub(super) use learn::{learn, topic};
pub(super) use missing::{missing, not_posted};
pub(super) use model::{equaliser, model};
pub(super) use pasted::pasted;
pub(super) use plug::{jack, plug};
pub(super) use quiz::quiz;
pub(super) use rules::{rule, rules};
pub(super) use search::search;
pub(super) use suggest::suggest;
