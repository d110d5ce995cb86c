//! All integration tests in one binary: one link step.

mod advice;
mod catalogue;
mod cli;
mod compat;
mod completions;
mod curve_scores;
mod curves;
mod curves_kinds;
mod curves_more;
mod diagnostics;
mod docs;
mod drawings;
mod electrical;
mod expressions;
mod gear;
mod graph;
mod house;
mod impedance;
mod language;
mod learn;
mod learnt;
mod likeness;
mod mutations;
mod oracles;
mod own;
mod pages;
mod people;
mod properties;
mod quiz;
mod readings;
mod readings_kinds;
mod screens;
mod signatures;
mod snapshots;
mod support;
mod surface;
mod taste;
mod ten_people;
#[cfg(feature = "serve")]
mod web;
#[cfg(feature = "serve")]
mod web_models;
#[cfg(feature = "serve")]
mod web_reference;
#[cfg(feature = "serve")]
mod web_server;
mod wishes;
mod wrong_calls;
