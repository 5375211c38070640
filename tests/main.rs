//! Everything that can only be shown on the running system: journeys of residents and workers,
//! the contract, refusals and faults. Rules are tested beside their code, not here.
//!
//! A guide to the harness. [`harness::Site`] is a running front door: one that most tests share, or
//! one of a test's own where it will be killed, starved or started wrongly. Its people are
//! [`harness::Resident`], [`harness::Worker`] and [`harness::Machine`]; they know HTTP and nothing
//! else, and whatever they ask for is counted in [`harness::visits`]. [`visited`] then holds the
//! count against the components' route tables, so that nothing is forgotten.
//!
//! `FRONTDOOR_AGAINST=http://...` runs what can be run against a system that runs already, such as
//! the same files on Spin; `BOOTSTRAP_TOKEN` is then the token to begin with.

mod browser;
mod commands;
mod contracts;
mod faults;
mod harness;
mod journeys;
mod neighbours;
mod powers;
mod visited;
