//! The pages: one file each, a function from the site and what was asked to an answer.

mod advice;
mod home;
mod missing;
mod quiz;

pub(super) use advice::advice;
pub(super) use home::home;
pub(super) use missing::{missing, not_posted};
pub(super) use quiz::quiz;
