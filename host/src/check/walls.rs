//! The walls: a component's own `.wasm` imports exactly what the line `# may use:` above its
//! `[component.X]` names, besides WASI and interfaces without functions. `# may use: nothing` is for a
//! component that must not even have WASI, `# may use: nothing but WASI` for one that answers by itself.

use super::Finding;
use crate::project;
use runtime::{Import, Manifest};
use std::collections::BTreeSet;
use std::path::Path;

const SAYS: &str = "# may use:";

/// A component's line, where it stands and what it names.
struct MayUse {
    line: u32,
    names: BTreeSet<String>,
    /// Not even WASI.
    pure: bool,
}

/// Findings of all components that are built.
pub fn check(root: &Path, manifest: &Manifest, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, component) in &manifest.component {
        let path = manifest.source(component);
        let shown = path.strip_prefix(root).unwrap_or(&path).to_owned();
        let (heading, may_use) = stated(text, id);
        let Some(may_use) = may_use else {
            findings.push(Finding::new(
                "spin.toml",
                heading,
                format!("`{id}` does not say what it may use"),
                format!("Write above [component.{id}]: {SAYS} nothing, or the interfaces that it may use"),
            ));
            continue;
        };
        match std::fs::read(&path)
            .map_err(anyhow::Error::from)
            .and_then(|bytes| runtime::imports(id, &bytes))
        {
            Ok(imports) => findings.extend(compare(id, &may_use, &imports)),
            Err(error) => findings.push(Finding::new(
                shown,
                0,
                format!("`{id}` cannot be read: {error:#}"),
                "Run: cargo frontdoor build",
            )),
        }
        let expected = project::components(root).join(format!("{id}.wasm"));
        if path != expected {
            findings.push(Finding::new(
                "spin.toml",
                heading,
                format!("`{id}` is not where it is built"),
                format!("Write: source = \"target/components/{id}.wasm\""),
            ));
        }
        let command = format!("cargo frontdoor build {id}");
        if component
            .build
            .as_ref()
            .is_none_or(|build| build.command != command)
        {
            findings.push(Finding::new(
                "spin.toml",
                heading,
                format!("`{id}` does not say how Spin builds it"),
                format!("Write: [component.{id}.build] command = \"{command}\""),
            ));
        }
    }
    findings
}

fn compare(id: &str, may_use: &MayUse, imports: &[Import]) -> Vec<Finding> {
    let pure = may_use.pure;
    let used: BTreeSet<String> = imports
        .iter()
        .filter(|import| !import.types_only && (pure || !import.name.starts_with("wasi:")))
        .map(|import| {
            import
                .name
                .split('@')
                .next()
                .unwrap_or(&import.name)
                .to_owned()
        })
        .collect();
    let beyond = used.difference(&may_use.names).map(|name| {
        Finding::new(
            "spin.toml",
            may_use.line,
            format!("`{id}` uses {name}, which it may not"),
            format!("Take the use out of components/{id}, or, if it should have it, add {name} to the line `{SAYS}`"),
        )
    });
    let unused = may_use.names.difference(&used).map(|name| {
        Finding::new(
            "spin.toml",
            may_use.line,
            format!("`{id}` may use {name}, but does not"),
            format!("Take {name} out of the line `{SAYS}`"),
        )
    });
    beyond.chain(unused).collect()
}

/// The line of `[component.X]`, and what the comment above it says.
fn stated(text: &str, id: &str) -> (u32, Option<MayUse>) {
    let heading = format!("[component.{id}]");
    let mut may_use = None;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim() == heading {
            return (number, may_use);
        }
        if let Some(named) = line.strip_prefix(SAYS) {
            let names = named
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty() && !name.starts_with("nothing"))
                .map(str::to_owned);
            may_use = Some(MayUse {
                line: number,
                names: names.collect(),
                pure: named.trim() == "nothing",
            });
        } else if !line.starts_with('#') {
            may_use = None;
        }
    }
    (0, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Words.\n# may use: a:store/contacts, a:store/drafts\n# more words\n[component.forms]\nx = 1\n\n# may use: nothing\n[component.rules]\n\n# may use: nothing but WASI\n[component.meter]\n[component.other]\n";

    fn imports(names: &[(&str, bool)]) -> Vec<Import> {
        names
            .iter()
            .map(|(name, types_only)| Import {
                name: (*name).to_owned(),
                types_only: *types_only,
            })
            .collect()
    }

    fn said(id: &str, names: &[(&str, bool)]) -> Vec<String> {
        let (_, may_use) = stated(TEXT, id);
        compare(id, &may_use.unwrap(), &imports(names))
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn a_component_that_uses_what_it_says_is_left_alone() {
        let used = [
            ("wasi:clocks/x@0.3.0", false),
            ("a:types/types@0.1.0", true),
            ("a:store/contacts@0.1.0", false),
            ("a:store/drafts@0.1.0", false),
        ];
        assert_eq!(said("forms", &used), Vec::<String>::new());
        assert_eq!(
            said("rules", &[("a:types/types@0.1.0", true)]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_component_that_reaches_over_a_wall_is_found() {
        let used = [
            ("a:store/contacts@0.1.0", false),
            ("spin:sqlite/sqlite@3.1.0", false),
        ];
        assert_eq!(
            said("forms", &used),
            [
                "`forms` uses spin:sqlite/sqlite, which it may not",
                "`forms` may use a:store/drafts, but does not"
            ]
        );
        assert_eq!(
            said("rules", &[("wasi:random/random@0.2.6", false)]),
            ["`rules` uses wasi:random/random, which it may not"]
        );
        assert!(stated(TEXT, "other").1.is_none());
        assert_eq!(stated(TEXT, "forms").0, 4);
    }
}
