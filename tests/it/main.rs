//! All integration tests in one binary: one link step.

mod advice;
mod catalogue;
mod cli;
mod compat;
mod curves;
mod diagnostics;
mod docs;
mod electrical;
mod expressions;
mod gear;
mod graph;
mod house;
mod impedance;
mod language;
mod likeness;
mod mutations;
mod oracles;
mod own;
mod people;
mod properties;
mod quiz;
mod signatures;
mod snapshots;
mod support;
mod surface;
mod taste;
