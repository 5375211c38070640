//! Copies of `spin.toml` with something changed.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::frontdoor::{project, scratch};

/// A manifest to change, with paths that hold wherever it is written.
#[derive(Debug, Clone)]
pub struct Manifest {
    pub table: Table,
}

impl Manifest {
    /// The project's own.
    pub fn of_today() -> Self {
        Self::of(project())
    }

    /// The one of another copy of the project.
    pub fn of(root: &Path) -> Self {
        let text = std::fs::read_to_string(root.join("spin.toml")).expect("spin.toml");
        let mut table: Table = text.parse().expect("a manifest in TOML");
        let all = table["component"].as_table_mut().expect("components");
        for (_, component) in all.iter_mut() {
            if let Some(Value::String(source)) = component.get_mut("source") {
                *source = root.join(&*source).display().to_string();
            }
            let dependencies = component
                .get_mut("dependencies")
                .and_then(Value::as_table_mut);
            for (_, dependency) in dependencies.into_iter().flatten() {
                if let Some(Value::String(path)) = dependency.get_mut("path") {
                    *path = root.join(&*path).display().to_string();
                }
            }
        }
        Self { table }
    }

    pub fn has(&self, id: &str) -> bool {
        self.table["component"].get(id).is_some()
    }

    /// A component.
    pub fn component(&mut self, id: &str) -> &mut Table {
        self.table["component"][id]
            .as_table_mut()
            .expect("a component")
    }

    /// The components that answer requests, each with its routes.
    pub fn http_components(&self) -> Vec<(String, Vec<String>)> {
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        for trigger in self.triggers() {
            let Some(route) = trigger["route"].as_str() else {
                continue;
            };
            let id = trigger["component"].as_str().expect("a component's id");
            match found.iter_mut().find(|(known, _)| known == id) {
                Some((_, routes)) => routes.push(route.to_owned()),
                None => found.push((id.to_owned(), vec![route.to_owned()])),
            }
        }
        found
    }

    fn triggers(&self) -> &[Value] {
        self.table["trigger"]["http"]
            .as_array()
            .expect("HTTP triggers")
    }

    /// Leaves only this component's routes, so that it stands alone.
    pub fn keep_only(&mut self, id: &str) {
        let alone: Vec<Value> = self
            .triggers()
            .iter()
            .filter(|trigger| trigger["component"].as_str() == Some(id))
            .cloned()
            .collect();
        self.table["trigger"]["http"] = Value::Array(alone);
        let needed: Vec<String> = self.needed_by(id);
        let all = self.table["component"].as_table_mut().expect("components");
        all.retain(|name, _| name == id || needed.iter().any(|needed| needed == name));
        let limits = self
            .table
            .get_mut("application")
            .and_then(|application| application.get_mut("tool"))
            .and_then(|tool| tool.get_mut("frontdoor"))
            .and_then(Value::as_table_mut);
        if let Some(limits) = limits {
            limits.retain(|name, _| name == id || needed.iter().any(|needed| needed == name));
        }
    }

    /// The components that satisfy this one's imports.
    pub fn needed_by(&self, id: &str) -> Vec<String> {
        let dependencies = self.table["component"][id].get("dependencies");
        let dependencies = dependencies.and_then(Value::as_table);
        dependencies
            .into_iter()
            .flatten()
            .filter_map(|(_, dependency)| dependency.get("component")?.as_str())
            .map(str::to_owned)
            .collect()
    }

    /// Takes a component, with what it composes, from another copy of the project. What it is called
    /// there stands beside what is called so here, since every parent carries its own copy.
    pub fn take(&mut self, id: &str, from: &Self) {
        let mut taken = from.table["component"][id].clone();
        let dependencies = taken.get_mut("dependencies").and_then(Value::as_table_mut);
        for (_, dependency) in dependencies.into_iter().flatten() {
            let Some(table) = dependency.as_table_mut() else {
                continue;
            };
            if let Some(name) = table.remove("component") {
                let name = name.as_str().expect("a component's id");
                let source = from.table["component"][name]["source"].clone();
                table.insert("path".to_owned(), source);
            }
        }
        self.table["component"][id] = taken;
    }

    /// Writes it where a site can start from it.
    pub fn write(&self, name: &str) -> PathBuf {
        let path = scratch(&format!("manifests/{name}")).join("spin.toml");
        std::fs::write(&path, self.table.to_string()).expect("a manifest can be written");
        path
    }
}
