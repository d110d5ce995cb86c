//! `iem learn`.
