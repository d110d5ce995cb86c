//! The page: the same questions, advice, check and graphs in a browser, and the documents of `--json` as an
//! interface for programs.
//!
//! [`Site`] turns an [`Ask`] (path and query of an address, or a pasted text) into an [`Answer`], without a
//! server: pages are pure functions of what the [`crate::Engine`] answers. `query` and `given` read
//! addresses, with the definitions of the flags; `pages` has one file a page, `api` the documents; `frame`,
//! `form`, `facets` (wishes), `graph`, `find` (names), `markdown` (our own texts) and `assets` are what pages
//! share. `server` listens, keeps limits and knows nothing of pages.

mod address;
mod answer;
mod api;
mod assets;
mod facets;
mod find;
mod form;
mod frame;
mod given;
mod graph;
mod guard;
mod kept;
mod lines;
mod markdown;
mod marks;
mod pages;
mod query;
mod routes;
mod server;
mod site;

pub use answer::{Answer, Ask};
pub use query::{Query, QueryError};
pub use routes::EXAMPLES;
pub use server::{Listening, ServeError, Service, serve};
pub use site::Site;
