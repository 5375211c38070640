//! Least power: what a component may reach, and the refusal to load one that imports more.
//!
//! Every import of a component, and of each of its dependencies, is either harmless, satisfied by a
//! dependency, or a power that the manifest must grant. Refusing at load, before anything is served,
//! is stricter than Spin, which answers `access-denied` when the component asks.
//!
//! One thing is as on Spin: a dependency that could open connections, inside a component that names no
//! address to open one to, is loaded, and every connection is refused (`sockets`). The same library scans
//! files inside one component and only keeps them inside another.

use crate::compose::Parts;
use crate::manifest::{Component, Manifest};
use crate::sockets::is_for_tcp;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A capability that only the manifest can give.
struct Power {
    /// What the names of its interfaces begin with.
    interfaces: &'static [&'static str],
    /// The manifest's word for it, which `inherit_configuration` uses too.
    kind: &'static str,
    /// What the manifest might name, where nothing in it says.
    example: &'static str,
}

const SQLITE: Power = Power {
    interfaces: &["spin:sqlite/"],
    kind: "sqlite_databases",
    example: "default",
};

const POWERS: [Power; 5] = [
    SQLITE,
    Power {
        interfaces: &["spin:variables/"],
        kind: "variables",
        example: "",
    },
    Power {
        interfaces: &["spin:key-value/"],
        kind: "key_value_stores",
        example: "default",
    },
    Power {
        interfaces: &["wasi:http/client", "wasi:http/outgoing-handler"],
        kind: "allowed_outbound_hosts",
        example: "https://example.org",
    },
    Power {
        interfaces: &[SOCKETS],
        kind: "allowed_outbound_hosts",
        example: "tcp://127.0.0.1:3310",
    },
];

const SOCKETS: &str = "wasi:sockets/";

impl Power {
    /// Whether it has this power at all, whatever it may reach with it.
    fn granted(&self, component: &Component) -> bool {
        let names = names(component, self.kind);
        match self.is_for_tcp() {
            true => names.iter().any(|host| is_for_tcp(host)),
            false => names.iter().any(|name| !name.starts_with("tcp://")),
        }
    }

    fn is_for_tcp(&self) -> bool {
        self.interfaces == [SOCKETS]
    }
}

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
            if !power.granted(component) {
                let line = line_to_add(manifest, component, power);
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
                if power.is_for_tcp() && !power.granted(component) {
                    continue;
                }
                refusals.push(format!(
                    "the dependency \"{}\" of the component `{id}` imports {}, which it does not inherit. If it should have it, add to its line in spin.toml below [component.{id}.dependencies]: inherit_configuration = [\"{}\"]",
                    dependency.name, import.name, power.kind,
                ));
            } else if !power.granted(component) {
                let line = line_to_add(manifest, component, power);
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
    let line = line_to_add(manifest, component, &SQLITE);
    Some(format!(
        "the component `{id}` uses `{library}`, whose databases the manifest does not grant to `{id}`. Change in spin.toml below {}: {line}",
        manifest.powers_table(id),
    ))
}

fn harmless(interface: &str) -> bool {
    HARMLESS.iter().any(|start| interface.starts_with(start))
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
fn line_to_add(manifest: &Manifest, component: &Component, power: &Power) -> String {
    let kind = power.kind;
    let libraries = component
        .dependencies
        .iter()
        .filter_map(|(name, dependency)| manifest.source_of("", name, dependency).ok()?.1)
        .filter_map(|library| manifest.component.get(library));
    let mut wanted = names(component, kind);
    wanted.extend(libraries.flat_map(|library| names(library, kind)));
    if power.is_for_tcp() && !wanted.iter().any(|host| is_for_tcp(host)) {
        wanted.insert(power.example.to_owned());
    }
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
        wanted.insert(power.example.to_owned());
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
    fn a_library_that_could_open_connections_is_loaded_where_there_is_nobody_to_reach() {
        let sockets = ["wasi:sockets/types@0.3.0"];
        for granted in ["", "allowed_outbound_hosts = [\"https://api.example.org\"]"] {
            assert_eq!(refused(granted, &[], &sockets, &[]), Vec::<String>::new());
        }
        let named = "allowed_outbound_hosts = [\"tcp://{{ clamd_address }}\"]";
        let inherits = ["allowed_outbound_hosts"];
        assert_eq!(
            refused(named, &[], &sockets, &inherits),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_power_that_was_not_granted_is_refused_with_the_line_to_add() {
        type Words = &'static [&'static str];
        let cases: [(&str, Words, Words, Words, Words); 10] = [
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
                &["allowed_outbound_hosts = [\"tcp://127.0.0.1:3310\"]"],
            ),
            (
                "allowed_outbound_hosts = [\"https://api.example.org\"]",
                &["wasi:sockets/types@0.3.0"],
                &[],
                &[],
                &["\"https://api.example.org\", \"tcp://127.0.0.1:3310\""],
            ),
            (
                "allowed_outbound_hosts = [\"tcp://127.0.0.1:3310\"]",
                &["wasi:http/client@0.3.0"],
                &[],
                &[],
                &["which the manifest does not grant"],
            ),
            (
                "allowed_outbound_hosts = [\"tcp://127.0.0.1:3310\"]",
                &[],
                &["wasi:sockets/types@0.3.0"],
                &[],
                &["which it does not inherit"],
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
