//! How large the components are, before composition.

use std::path::Path;

use serde::Serialize;

/// What residents wait for: every component but those that only staff use.
const FOR_STAFF_ONLY: &[&str] = &[
    "routing-rules",
    "service-figures",
    "staff-access",
    "staff-contacts",
    "staff-desk",
    "staff-people",
];

/// One file of `target/components`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Size {
    pub component: String,
    pub bytes: u64,
    pub resident_facing: bool,
}

/// Every `.wasm` of a folder, by name.
pub fn sizes(folder: &Path) -> std::io::Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(component) = name.strip_suffix(".wasm") {
            sizes.push(Size {
                component: component.to_owned(),
                bytes: entry.metadata()?.len(),
                resident_facing: !FOR_STAFF_ONLY.contains(&component),
            });
        }
    }
    sizes.sort_by(|one, other| one.component.cmp(&other.component));
    Ok(sizes)
}
