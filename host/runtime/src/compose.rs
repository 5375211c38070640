//! Joins a component with its dependencies, as Spin does: one instance of a dependency for each line of
//! the manifest, only the component's own imports are matched, and only its own exports stay.

use crate::manifest::{Component, Inherit, Manifest};
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use wac_graph::types::{ItemKind, Package, SubtypeChecker, Types, WorldId};
use wac_graph::{CompositionGraph, EncodeOptions, NodeId};

/// An import of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    pub name: String,
    /// It has no functions and no resources: nothing can be done with it.
    pub types_only: bool,
}

/// A component's `.wasm` and what it imports.
#[derive(Debug)]
pub struct Part {
    pub bytes: Vec<u8>,
    pub imports: Vec<Import>,
}

/// A dependency's `.wasm`, what it imports and what it inherits.
#[derive(Debug)]
pub struct DependencyPart {
    /// As the manifest names it, such as `front-door:case-store@0.1.0`.
    pub name: String,
    /// The component of the manifest that it is, if it is one.
    pub component: Option<String>,
    pub export: Option<String>,
    pub inherit: Inherit,
    pub bytes: Vec<u8>,
    pub imports: Vec<Import>,
}

/// A component and its dependencies, read but not yet joined.
#[derive(Debug)]
pub struct Parts {
    pub own: Part,
    pub dependencies: Vec<DependencyPart>,
    /// The imports of the component that a dependency satisfies.
    pub satisfied: BTreeSet<String>,
}

/// What a `.wasm` file imports.
pub fn imports(name: &str, bytes: &[u8]) -> Result<Vec<Import>> {
    let mut types = Types::default();
    let package = Package::from_bytes(name, None, bytes, &mut types)?;
    Ok(imports_of(&types, package.ty()))
}

fn imports_of(types: &Types, world: WorldId) -> Vec<Import> {
    types[world]
        .imports
        .iter()
        .map(|(name, kind)| Import {
            name: name.clone(),
            types_only: types_only(types, *kind),
        })
        .collect()
}

fn types_only(types: &Types, kind: ItemKind) -> bool {
    match kind {
        ItemKind::Type(_) => true,
        ItemKind::Instance(interface) => types[interface].exports.values().all(|export| {
            matches!(export, ItemKind::Type(ty) if !matches!(ty, wac_graph::types::Type::Resource(_)))
        }),
        _ => false,
    }
}

impl Parts {
    /// Reads the files of a component and its dependencies.
    pub fn read(manifest: &Manifest, id: &str, component: &Component) -> Result<Self> {
        let bytes = read(&manifest.source(component), id)?;
        let own = Part {
            imports: imports(id, &bytes)?,
            bytes,
        };
        let mut dependencies = Vec::new();
        let mut satisfied: BTreeMap<String, String> = BTreeMap::new();
        for (name, dependency) in &component.dependencies {
            let (path, library) = manifest.source_of(id, name, dependency)?;
            let bytes = read(&path, library.unwrap_or(name))?;
            let matched: Vec<&Import> = own
                .imports
                .iter()
                .filter(|import| matches_import(name, &import.name))
                .collect();
            ensure!(
                !matched.is_empty(),
                "the dependency \"{name}\" matches no import of the component `{id}`. Take its line out of spin.toml, or correct its name and version",
            );
            for import in matched {
                if let Some(other) = satisfied.insert(import.name.clone(), name.clone()) {
                    anyhow::bail!(
                        "the dependencies \"{other}\" and \"{name}\" of `{id}` both provide {}",
                        import.name
                    );
                }
            }
            dependencies.push(DependencyPart {
                imports: imports(name, &bytes)?,
                name: name.clone(),
                component: library.map(str::to_owned),
                export: dependency.export.clone(),
                inherit: Manifest::inherited(component, dependency),
                bytes,
            });
        }
        Ok(Self {
            own,
            dependencies,
            satisfied: satisfied.into_keys().collect(),
        })
    }

    /// Joins them into one component.
    pub fn join(self, id: &str) -> Result<Vec<u8>> {
        if self.dependencies.is_empty() {
            return Ok(self.own.bytes);
        }
        let mut graph = CompositionGraph::new();
        let (world, instance) = register(&mut graph, id, self.own.bytes)?;
        for dependency in self.dependencies {
            let package = dependency
                .name
                .split(['/', '@'])
                .next()
                .unwrap_or(&dependency.name)
                .to_owned();
            let (provided, provider) = register(&mut graph, &package, dependency.bytes)?;
            let wanted: Vec<String> = graph.types()[world]
                .imports
                .keys()
                .filter(|import| matches_import(&dependency.name, import))
                .cloned()
                .collect();
            for import in wanted {
                // A functions-free interface needs nobody to provide it.
                let export = dependency.export.as_ref().unwrap_or(&import);
                let offered = *graph.types()[provided]
                    .exports
                    .get(export)
                    .with_context(|| {
                        format!(
                            "the dependency \"{}\" of `{id}` does not export {export}",
                            dependency.name
                        )
                    })?;
                let asked = graph.types()[world].imports[&import];
                SubtypeChecker::new(&mut Default::default())
                    .is_subtype(offered, graph.types(), asked, graph.types())
                    .with_context(|| format!("the dependency \"{}\" of `{id}` exports {export}, but not as `{id}` imports it", dependency.name))?;
                let argument = graph.alias_instance_export(provider, export)?;
                graph.set_instantiation_argument(instance, &import, argument)?;
            }
        }
        for export in graph.types()[world]
            .exports
            .keys()
            .cloned()
            .collect::<Vec<_>>()
        {
            let alias = graph.alias_instance_export(instance, &export)?;
            graph.export(alias, &export)?;
        }
        Ok(graph.encode(EncodeOptions::default())?)
    }
}

fn read(path: &std::path::Path, id: &str) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| {
        format!(
            "cannot read {} of `{id}`. Build it with: cargo frontdoor build",
            path.display()
        )
    })
}

fn register(graph: &mut CompositionGraph, name: &str, bytes: Vec<u8>) -> Result<(WorldId, NodeId)> {
    let package = Package::from_bytes(name, None, bytes, graph.types_mut())?;
    let world = package.ty();
    let id = graph.register_package(package)?;
    Ok((world, graph.instantiate(id)))
}

/// Whether a dependency's name (`package`, `package/interface`, either with `@version`) matches an import.
fn matches_import(dependency: &str, import: &str) -> bool {
    let (name, version) = dependency
        .split_once('@')
        .map_or((dependency, None), |(name, version)| (name, Some(version)));
    let (imported, imported_version) = import
        .split_once('@')
        .map_or((import, None), |(name, version)| (name, Some(version)));
    if version.is_some() && version != imported_version {
        return false;
    }
    if name.contains('/') || !name.contains(':') {
        return name == imported;
    }
    imported
        .split_once('/')
        .is_some_and(|(package, _)| package == name)
}

#[cfg(test)]
mod tests {
    use super::matches_import;

    #[test]
    fn a_dependency_provides_the_imports_that_its_name_covers() {
        for (dependency, import, matches) in [
            (
                "front-door:case-store@0.1.0",
                "front-door:case-store/contacts@0.1.0",
                true,
            ),
            (
                "front-door:case-store",
                "front-door:case-store/contacts@0.1.0",
                true,
            ),
            (
                "front-door:case-store/contacts",
                "front-door:case-store/contacts@0.1.0",
                true,
            ),
            (
                "front-door:case-store@0.3.0",
                "front-door:case-store/contacts@0.1.0",
                false,
            ),
            (
                "front-door:case-store/contacts",
                "front-door:case-store/drafts@0.1.0",
                false,
            ),
            (
                "front-door:case",
                "front-door:case-store/contacts@0.1.0",
                false,
            ),
            ("plain-name", "plain-name", true),
        ] {
            assert_eq!(
                matches_import(dependency, import),
                matches,
                "{dependency} {import}"
            );
        }
    }
}
