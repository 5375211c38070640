//! Least power: what a component may reach, and the refusal to load one that imports more.
//!
//! Every import of a component, and of each of its dependencies, is either harmless, satisfied by a
//! dependency, or a power that the manifest must grant. Refusing at load, before anything is served,
//! is stricter than Spin, which answers `access-denied` when the component asks.

use crate::compose::Parts;
use crate::manifest::{Component, Manifest};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A capability that only the manifest can give.
struct Power {
    /// What the names of its interfaces begin with.
    interfaces: &'static [&'static str],
    /// The manifest's word for it, which `inherit_configuration` uses too.
    kind: &'static str,
}

const POWERS: [Power; 4] = [
    Power {
        interfaces: &["spin:sqlite/"],
        kind: "sqlite_databases",
    },
    Power {
        interfaces: &["spin:variables/"],
        kind: "variables",
    },
    Power {
        interfaces: &["spin:key-value/"],
        kind: "key_value_stores",
    },
    Power {
        interfaces: &["wasi:http/client", "wasi:http/outgoing-handler"],
        kind: "allowed_outbound_hosts",
    },
];

/// Interfaces that reach nothing outside the instance but the clock, chance and the log.
const HARMLESS: [&str; 6] = [
    "wasi:cli/",
    "wasi:clocks/",
    "wasi:random/",
    "wasi:io/",
    "wasi:http/types",
    "wasi:filesystem/",
];

fn power(interface: &str) -> Option<&'static Power> {
    POWERS.iter().find(|power| {
        power
            .interfaces
            .iter()
            .any(|start| interface.starts_with(start))
    })
}

/// Everything that a component imports without being granted it, each as a sentence with the line to add.
pub fn refusals(
    manifest: &Manifest,
    id: &str,
    component: &Component,
    parts: &Parts,
) -> Vec<String> {
    let mut refusals = Vec::new();
    for import in &parts.own.imports {
        if let Some(power) = power(&import.name) {
            if !granted(component, power.kind) {
                let line = line_to_add(manifest, component, power.kind);
                refusals.push(format!(
                    "the component `{id}` imports {}, which the manifest does not grant. If it should have it, add to spin.toml below {}: {line}",
                    import.name,
                    manifest.powers_table(id),
                ));
            }
        } else if !import.types_only
            && !harmless(&import.name)
            && !parts.satisfied.contains(&import.name)
        {
            let package = import.name.split('/').next().unwrap_or(&import.name);
            refusals.push(format!(
                "the component `{id}` imports {}, which nothing provides. Add to spin.toml below [component.{id}.dependencies]: \"{package}\" = {{ component = \"...\" }}",
                import.name,
            ));
        }
    }
    for dependency in &parts.dependencies {
        for import in &dependency.imports {
            let Some(power) = power(&import.name) else {
                if !import.types_only && !harmless(&import.name) {
                    refusals.push(format!(
                        "the dependency \"{}\" of the component `{id}` imports {}, which a dependency cannot have",
                        dependency.name, import.name,
                    ));
                }
                continue;
            };
            if !dependency.inherit.covers(power.kind) {
                refusals.push(format!(
                    "the dependency \"{}\" of the component `{id}` imports {}, which it does not inherit. If it should have it, add to its line in spin.toml below [component.{id}.dependencies]: inherit_configuration = [\"{}\"]",
                    dependency.name, import.name, power.kind,
                ));
            } else if !granted(component, power.kind) {
                let line = line_to_add(manifest, component, power.kind);
                refusals.push(format!(
                    "the dependency \"{}\" of the component `{id}` imports {}, which the manifest does not grant to `{id}`. If it should have it, add to spin.toml below {}: {line}",
                    dependency.name,
                    import.name,
                    manifest.powers_table(id),
                ));
            }
        }
        refusals.extend(
            dependency
                .component
                .as_ref()
                .and_then(|library| missing_names(manifest, id, component, library)),
        );
    }
    refusals.sort();
    refusals.dedup();
    refusals
}

/// A library's lines say which databases it uses; its parent must have them.
fn missing_names(
    manifest: &Manifest,
    id: &str,
    component: &Component,
    library: &str,
) -> Option<String> {
    let needed = &manifest.component.get(library)?.sqlite_databases;
    if component.sqlite_databases.is_empty() || needed.is_subset(&component.sqlite_databases) {
        return None;
    }
    let line = line_to_add(manifest, component, "sqlite_databases");
    Some(format!(
        "the component `{id}` uses `{library}`, whose databases the manifest does not grant to `{id}`. Change in spin.toml below {}: {line}",
        manifest.powers_table(id),
    ))
}

fn harmless(interface: &str) -> bool {
    HARMLESS.iter().any(|start| interface.starts_with(start))
}

fn granted(component: &Component, kind: &str) -> bool {
    !names(component, kind).is_empty()
}

fn names(component: &Component, kind: &str) -> BTreeSet<String> {
    match kind {
        "sqlite_databases" => component.sqlite_databases.clone(),
        "key_value_stores" => component.key_value_stores.clone(),
        "allowed_outbound_hosts" => component.allowed_outbound_hosts.clone(),
        _ => component.variables.keys().cloned().collect(),
    }
}

/// The line that would grant the power: what the component has, and what its dependencies' own lines ask
/// for, or else what the other components have.
fn line_to_add(manifest: &Manifest, component: &Component, kind: &str) -> String {
    let libraries = component
        .dependencies
        .iter()
        .filter_map(|(name, dependency)| manifest.source_of("", name, dependency).ok()?.1)
        .filter_map(|library| manifest.component.get(library));
    let mut wanted = names(component, kind);
    wanted.extend(libraries.flat_map(|library| names(library, kind)));
    if wanted.is_empty() {
        wanted = manifest
            .component
            .values()
            .flat_map(|other| names(other, kind))
            .collect();
    }
    if kind == "variables" {
        let mut line = String::from("variables = { ");
        for name in &wanted {
            let _ = write!(line, "{name} = \"{{{{ {name} }}}}\", ");
        }
        let line = line.trim_end_matches([',', ' ']);
        return format!("{line} }}");
    }
    if wanted.is_empty() {
        wanted.insert(
            if kind == "allowed_outbound_hosts" {
                "https://example.org"
            } else {
                "default"
            }
            .to_owned(),
        );
    }
    let quoted: Vec<String> = wanted.iter().map(|name| format!("\"{name}\"")).collect();
    format!("{kind} = [{}]", quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::{DependencyPart, Import, Part};
    use crate::manifest::Inherit;

    fn imports(names: &[&str]) -> Vec<Import> {
        names
            .iter()
            .map(|name| Import {
                name: (*name).to_owned(),
                types_only: name.starts_with("front-door:types/"),
            })
            .collect()
    }

    fn refused(component: &str, own: &[&str], store: &[&str], inherit: &[&str]) -> Vec<String> {
        let manifest = Manifest::parse(&format!(
            r#"
            spin_manifest_version = 2
            application = {{ name = "x" }}
            [component.forms]
            source = "forms.wasm"
            {component}
            [component.forms.dependencies]
            "front-door:case-store@0.1.0" = {{ component = "case-store" }}
            [component.case-store]
            source = "case-store.wasm"
            [component.case-store.tool.frontdoor]
            sqlite_databases = ["cases"]
            variables = {{ sealing_key = "k" }}
            "#
        ))
        .unwrap();
        let parts = Parts {
            own: Part {
                bytes: Vec::new(),
                imports: imports(own),
            },
            dependencies: vec![DependencyPart {
                name: "front-door:case-store@0.1.0".into(),
                component: Some("case-store".into()),
                export: None,
                inherit: Inherit::Kinds(inherit.iter().map(|kind| (*kind).to_owned()).collect()),
                bytes: Vec::new(),
                imports: imports(store),
            }],
            satisfied: ["front-door:case-store/contacts@0.1.0".to_owned()].into(),
        };
        refusals(&manifest, "forms", &manifest.component["forms"], &parts)
    }

    #[test]
    fn a_component_with_what_it_was_granted_is_loaded() {
        let granted = "sqlite_databases = [\"cases\"]\nvariables = { sealing_key = \"k\" }";
        let own = [
            "wasi:clocks/system-clock@0.3.0",
            "wasi:http/types@0.3.0",
            "front-door:types/types@0.1.0",
            "front-door:case-store/contacts@0.1.0",
        ];
        assert_eq!(
            refused(
                granted,
                &own,
                &["spin:sqlite/sqlite@3.1.0", "spin:variables/variables@3.0.0"],
                &["sqlite_databases", "variables"]
            ),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_power_that_was_not_granted_is_refused_with_the_line_to_add() {
        type Words = &'static [&'static str];
        let cases: [(&str, Words, Words, Words, Words); 7] = [
            (
                "",
                &[],
                &["spin:sqlite/sqlite@3.1.0"],
                &["sqlite_databases"],
                &[
                    "`forms`",
                    "front-door:case-store@0.1.0",
                    "sqlite_databases = [\"cases\"]",
                ],
            ),
            (
                "sqlite_databases = [\"cases\"]",
                &[],
                &["spin:sqlite/sqlite@3.1.0"],
                &[],
                &[
                    "`forms`",
                    "does not inherit",
                    "inherit_configuration = [\"sqlite_databases\"]",
                ],
            ),
            (
                "sqlite_databases = [\"staff\"]",
                &[],
                &["spin:sqlite/sqlite@3.1.0"],
                &["sqlite_databases"],
                &[
                    "uses `case-store`",
                    "sqlite_databases = [\"cases\", \"staff\"]",
                ],
            ),
            (
                "",
                &["spin:variables/variables@3.0.0"],
                &[],
                &[],
                &[
                    "`forms` imports spin:variables",
                    "variables = { sealing_key = \"{{ sealing_key }}\" }",
                ],
            ),
            (
                "",
                &["wasi:http/client@0.3.0"],
                &[],
                &[],
                &["allowed_outbound_hosts = [\"https://example.org\"]"],
            ),
            (
                "",
                &["spin:key-value/key-value@3.0.0"],
                &[],
                &[],
                &["key_value_stores = [\"default\"]"],
            ),
            (
                "",
                &["wasi:sockets/types@0.3.0"],
                &[],
                &[],
                &["imports wasi:sockets/types@0.3.0, which nothing provides"],
            ),
        ];
        for (granted, own, store, inherit, said) in cases {
            let refused = refused(granted, own, store, inherit);
            assert_eq!(refused.len(), 1, "{refused:?}");
            for said in said {
                assert!(
                    refused[0].contains(said),
                    "{refused:?} does not say {said:?}"
                );
            }
        }
    }
}
