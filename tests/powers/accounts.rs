//! Nothing but `care-accounts`, through `accounts-store`, reaches the database of care accounts: said by the
//! manifest, and by the types of the components that are built.

use std::collections::BTreeSet;

use toml::Value;
use wac_graph::types::{ItemKind, Package, Types};

use crate::harness::manifest::Manifest;

const STORE: &str = "accounts-store";
const PARENT: &str = "care-accounts";

/// The databases that a component's entry grants, for itself or for the verbs that call it directly.
fn databases(entry: &Value) -> BTreeSet<String> {
    let tool = entry.get("tool").and_then(|tool| tool.get("frontdoor"));
    [Some(entry), tool]
        .into_iter()
        .flatten()
        .filter_map(|of| of.get("sqlite_databases")?.as_array())
        .flatten()
        .filter_map(|label| label.as_str().map(str::to_owned))
        .collect()
}

fn entries() -> Vec<(String, Value)> {
    let manifest = Manifest::of_today();
    let all = manifest.table["component"].as_table().expect("components");
    all.iter()
        .map(|(id, entry)| (id.clone(), entry.clone()))
        .collect()
}

/// The interfaces with functions or resources that the built component imports, and those that it exports.
fn types_of(entry: &Value) -> (BTreeSet<String>, BTreeSet<String>) {
    let source = entry["source"].as_str().expect("a source");
    let bytes = std::fs::read(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    let mut types = Types::default();
    let package = Package::from_bytes("it", None, bytes, &mut types).expect("a component");
    let world = &types[package.ty()];
    let does_something = |kind: &ItemKind| match kind {
        ItemKind::Instance(interface) => types[*interface]
            .exports
            .values()
            .any(|export| !matches!(export, ItemKind::Type(_))),
        _ => true,
    };
    let names = |items: Vec<(&String, &ItemKind)>| {
        items
            .into_iter()
            .filter(|(_, kind)| does_something(kind))
            .map(|(name, _)| name.clone())
            .collect()
    };
    (
        names(world.imports.iter().collect()),
        names(world.exports.iter().collect()),
    )
}

#[test]
fn the_manifest_gives_the_database_of_accounts_to_nothing_else() {
    let mut with_accounts = BTreeSet::new();
    for (id, entry) in entries() {
        let databases = databases(&entry);
        assert!(
            !(databases.contains("accounts") && databases.contains("cases")),
            "{id} has both accounts and cases"
        );
        if databases.contains("accounts") {
            with_accounts.insert(id);
        }
    }
    assert_eq!(
        with_accounts,
        BTreeSet::from([STORE.to_owned(), PARENT.to_owned()])
    );
    let manifest = Manifest::of_today();
    for (id, _) in entries() {
        let uses = manifest.needed_by(&id).iter().any(|needed| needed == STORE);
        assert_eq!(uses, id == PARENT, "{id}");
    }
}

#[test]
fn the_types_of_the_components_let_nothing_else_reach_it() {
    let store = format!("front-door:{STORE}/");
    for (id, entry) in entries() {
        let (imports, exports) = types_of(&entry);
        let asks_the_store = imports.iter().any(|name| name.starts_with(&store));
        assert_eq!(asks_the_store, id == PARENT, "{id} imports {imports:?}");
        let is_the_store = exports.iter().any(|name| name.starts_with(&store));
        assert_eq!(is_the_store, id == STORE, "{id} exports {exports:?}");
        // Whoever speaks with a database itself is a library without a route.
        let speaks_sql = imports.iter().any(|name| name.starts_with("spin:sqlite/"));
        let has_routes = Manifest::of_today()
            .http_components()
            .iter()
            .any(|(with_routes, _)| *with_routes == id);
        assert!(!(speaks_sql && has_routes), "{id} speaks SQL itself");
    }
    let (imports, _) = types_of(
        &entries()
            .into_iter()
            .find(|(id, _)| id == STORE)
            .expect("it")
            .1,
    );
    let powers: Vec<&String> = imports
        .iter()
        .filter(|name| !name.starts_with("wasi:"))
        .collect();
    assert!(
        powers
            .iter()
            .all(|name| name.starts_with("spin:sqlite/") || name.starts_with("spin:variables/")),
        "{powers:?}"
    );
}
