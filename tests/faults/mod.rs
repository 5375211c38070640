//! What goes wrong: power cuts, wrong keys, a database that somebody else holds. Each test has a site
//! of its own, so none of them runs against a system elsewhere.

mod claiming;
mod discretion;
mod keys;
mod power_cut;
mod stopping;

use crate::harness::{Json, json};

/// A `safeguarding-concern` that says this.
fn concern(narrative: &str) -> Json {
    json!({"answers": {"narrative": narrative}, "channel": "web"})
}

const CONCERN: &str = "/api/v1/forms/safeguarding-concern/submissions";
