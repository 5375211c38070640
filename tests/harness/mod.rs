//! What the tests stand on: a running site, the people who use it, and the pages that they read.

pub mod accounts;
pub mod address_service;
pub mod bodies;
pub mod chromium;
mod clamd;
mod client;
mod deadline;
mod frontdoor;
pub mod manifest;
pub mod openid_provider;
pub mod page;
mod people;
pub mod references;
mod site;
pub mod visits;

pub use clamd::{Clamd, eicar};
pub use client::{Answer, COMPONENT, Caller};
pub use deadline::until;
pub use frontdoor::{program, project, run, said, scratch};
pub use page::{Button, Form, Page};
pub use people::{Machine, Resident, Worker, resolve};
pub use site::{Site, Start};

pub use serde_json::{Value as Json, json};
