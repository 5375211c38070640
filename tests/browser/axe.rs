//! axe-core, run on the page that a window shows.

use crate::harness::chromium::{Window, axe};

/// WCAG 2.2 A and AA, and what axe-core calls best practice.
const RULES: &str = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";

/// What axe-core finds on the page: rule, first place, and why.
pub fn findings(window: &Window) -> Vec<String> {
    if window.evaluate("return typeof axe === 'undefined'") == true {
        window.evaluate(&axe());
    }
    let found = window.script(&format!(
        "const done = arguments[arguments.length - 1];
         axe.run(document, {{runOnly: {RULES}}}).then(found => done(found.violations)).catch(e => done([{{id: String(e), nodes: []}}]));"
    ));
    found
        .as_array()
        .into_iter()
        .flatten()
        .map(|rule| {
            let place = &rule["nodes"][0];
            format!(
                "{}: {} {} {}",
                rule["id"], rule["help"], place["html"], place["failureSummary"]
            )
        })
        .collect()
}
