//! What residents wait for is small: every component with a route is under 2 MB before composition.

use super::Finding;
use runtime::{Manifest, Routes};
use std::collections::BTreeSet;
use std::path::Path;

const MOST: u64 = 2_000_000;

/// Findings of the components that are built.
pub fn check(root: &Path, manifest: &Manifest) -> Vec<Finding> {
    let Ok(routes) = Routes::of(manifest) else {
        return Vec::new();
    };
    let facing: BTreeSet<&str> = routes.iter().map(|(_, component)| component).collect();
    let mut findings = Vec::new();
    for id in facing {
        let Some(component) = manifest.component.get(id) else {
            continue;
        };
        let path = manifest.source(component);
        let size = std::fs::metadata(&path).map_or(0, |file| file.len());
        if size >= MOST {
            findings.push(Finding::new(
                path.strip_prefix(root).unwrap_or(&path),
                0,
                format!(
                    "`{id}` has {size} bytes; a component that answers people has less than {MOST}"
                ),
                "Look at what it depends on, and at what it embeds",
            ));
        }
    }
    findings
}
