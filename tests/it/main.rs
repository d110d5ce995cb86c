//! All integration tests in one binary: one link step.

mod catalogue;
mod cli;
mod compat;
mod diagnostics;
mod language;
mod properties;
mod quiz;
mod snapshots;
mod support;
