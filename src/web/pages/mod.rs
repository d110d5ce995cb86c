//! The pages: one file each, a function from the site and what was asked to an answer.

mod home;
mod missing;

pub(super) use home::home;
pub(super) use missing::{missing, not_posted};
