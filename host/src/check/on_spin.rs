//! What Spin refuses in `spin.toml` and this host would serve: a dependency with powers of its own. It
//! has what its parent lets it inherit, and Spin takes lines that have no effect for a mistake.

use super::Finding;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// What Spin accepts below `[component.X]` of a dependency.
const ACCEPTED: [&str; 6] = [
    "source",
    "description",
    "exclude_files",
    "targets",
    "build",
    "tool",
];

/// Findings in the manifest's text.
pub fn check(text: &str) -> Vec<Finding> {
    let Some(components) = text
        .parse::<Table>()
        .ok()
        .and_then(|mut manifest| manifest.remove("component"))
    else {
        return Vec::new();
    };
    let components: Vec<(&String, &Table)> = tables(Some(&components)).collect();
    let depended_on: BTreeSet<&str> = components
        .iter()
        .flat_map(|(_, component)| tables(component.get("dependencies")))
        .filter_map(|(_, dependency)| dependency.get("component")?.as_str())
        .collect();
    components
        .into_iter()
        .filter(|(id, _)| depended_on.contains(id.as_str()))
        .flat_map(|(id, component)| {
            component
                .keys()
                .filter(|key| !ACCEPTED.contains(&key.as_str()))
                .map(|key| refused(text, id, key))
        })
        .collect()
}

fn tables(value: Option<&Value>) -> impl Iterator<Item = (&String, &Table)> {
    value
        .and_then(Value::as_table)
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name, value.as_table()?)))
}

fn refused(text: &str, id: &str, key: &str) -> Finding {
    let heading = format!("[component.{id}]");
    let line = (1..)
        .zip(text.lines())
        .find(|(_, line)| line.trim() == heading)
        .map_or(0, |(number, _)| number);
    Finding::new(
        "spin.toml",
        line,
        format!("`{id}` is a dependency and has `{key}` of its own, which Spin refuses"),
        format!("Write it below [component.{id}.tool.frontdoor], for the verbs of `frontdoor`"),
    )
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_dependency_with_powers_of_its_own_is_found() {
        let manifest = |powers: &str| {
            format!(
                r#"
                [component.forms]
                source = "forms.wasm"
                sqlite_databases = ["cases"]
                [component.forms.dependencies]
                "front-door:store@0.1.0" = {{ component = "store" }}
                "front-door:rules@0.1.0" = {{ path = "rules.wasm" }}
                [component.store]
                source = "store.wasm"
                description = "Keeps."
                {powers}
                sqlite_databases = ["cases"]
                variables = {{ sealing_key = "k" }}
                "#
            )
        };
        let found = check(&manifest(""));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|finding| finding.line == 8), "{found:?}");
        assert!(check(&manifest("[component.store.tool.frontdoor]")).is_empty());
    }
}
