//! The description of the API: each component describes its own part, and `build` merges them into the
//! document that front-door serves.

use crate::check::Finding;
use anyhow::{Context, Result, anyhow};
use std::path::Path;

/// The document, from the project's root.
const FILE: &str = "components/front-door/openapi.json";

/// The document as the code of the components has it.
fn merged() -> Result<String> {
    let fragments = [
        front_door::openapi::fragment(),
        care_accounts::openapi::fragment(),
        contact_forms::openapi::fragment(),
        carer_assessment::openapi::fragment(),
        routing_rules::openapi::fragment(),
        service_figures::openapi::fragment(),
        staff_desk::openapi::fragment(),
        staff_people::openapi::fragment(),
    ];
    let document = front_door::openapi::merge(&fragments).map_err(|clashes| {
        anyhow!(
            "the components describe the API differently: {}",
            clashes.join("; ")
        )
    })?;
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// Writes the document, if the code says something new.
pub fn write(root: &Path) -> Result<()> {
    let (path, document) = (root.join(FILE), merged()?);
    if std::fs::read_to_string(&path).ok().as_deref() == Some(&document) {
        return Ok(());
    }
    std::fs::write(&path, document).with_context(|| format!("cannot write {FILE}"))
}

/// A document that is not what the code says.
pub fn check(root: &Path) -> Result<Option<Finding>> {
    let written = std::fs::read_to_string(root.join(FILE)).unwrap_or_default();
    Ok((written != merged()?).then(|| {
        Finding::new(
            FILE,
            0,
            "The description of the API is not what the components say.",
            "Run `cargo frontdoor build`, and commit the file.",
        )
    }))
}
