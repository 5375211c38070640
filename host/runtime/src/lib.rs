//! Runs the components of a Spin manifest on wasmtime, embedded.
//!
//! The same `spin.toml` and the same `.wasm` files as under Spin: routes, dependencies composed, least
//! power, spin:sqlite, spin:variables, spin:key-value, WASI 0.2 and 0.3. It knows nothing of cases,
//! forms or pages; words that people read are handed in. What touches wasmtime stands in this crate,
//! which rarely changes, because it takes long to build.
//!
//! A program opens an [`App`], makes a [`Front`] of it, and serves that with a [`Server`].

mod app;
mod bindings;
mod body;
mod compiled;
mod compose;
mod engine;
mod front;
mod guest;
mod guest_log;
mod headers;
mod key_value;
mod library;
mod manifest;
mod metrics;
mod outbound;
mod powers;
mod routes;
mod server;
mod service;
mod sockets;
mod sqlite;
mod variables;

pub use app::{App, Loaded, Setup};
pub use compose::{Import, imports};
pub use front::{Apology, Fault, Front, Page, Pages};
pub use library::{CaseStore, StaffAccess, care_accounts, loading, maintenance, upkeep, words};
pub use manifest::{Component, Limits, Manifest};
pub use metrics::{give_memory_back, resident_memory};
pub use routes::Routes;
pub use server::Server;
pub use service::Failure;
