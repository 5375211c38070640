//! Care accounts are in one hand: the manifest and the types of the components show that nothing else reaches them.

use std::collections::BTreeMap;

use toml::{Table, Value};
use wit_component::DecodedWasm;

use crate::harness::manifest::Manifest;

const DATABASE: &str = "accounts";
const STORE: &str = "accounts-store";
const WALL: &str = "front-door:accounts-store/";
const PARENT: &str = "care-accounts";

/// Every component of the manifest.
fn components(manifest: &Manifest) -> impl Iterator<Item = (&str, &Table)> {
    let all = manifest.table["component"].as_table().expect("components");
    all.iter()
        .map(|(id, component)| (id.as_str(), component.as_table().expect("a component")))
}

/// The databases that a table names, and those that it names for when the host calls it directly.
fn databases(component: &Table) -> Vec<&str> {
    let direct = component.get("tool").and_then(|tool| tool.get("frontdoor"));
    [
        component.get("sqlite_databases"),
        direct.and_then(|tool| tool.get("sqlite_databases")),
    ]
    .into_iter()
    .flatten()
    .filter_map(Value::as_array)
    .flatten()
    .filter_map(Value::as_str)
    .collect()
}

#[test]
fn one_component_and_its_store_have_the_database_of_accounts() {
    let manifest = Manifest::of_today();
    let holders: Vec<&str> = components(&manifest)
        .filter(|(_, component)| databases(component).contains(&DATABASE))
        .map(|(id, _)| id)
        .collect();
    assert_eq!(holders, [STORE, PARENT]);
    let store = components(&manifest).find(|(id, _)| *id == STORE);
    let (_, store) = store.expect("the store");
    assert_eq!(databases(store), [DATABASE], "it has no other");
    let parent = components(&manifest).find(|(id, _)| *id == PARENT);
    let (_, parent) = parent.expect("its parent");
    assert!(
        !databases(parent).contains(&"cases"),
        "accounts and cases are never in one hand"
    );
    let composed: Vec<&str> = components(&manifest)
        .filter(|(id, _)| manifest.needed_by(id).iter().any(|needed| needed == STORE))
        .map(|(id, _)| id)
        .collect();
    assert_eq!(composed, [PARENT]);
}

/// The imports of every component that was built, by its id.
fn imports(manifest: &Manifest) -> BTreeMap<&str, Vec<String>> {
    components(manifest)
        .map(|(id, component)| {
            let source = component["source"].as_str().expect("a file");
            let wasm = std::fs::read(source).expect("a component that was built");
            let DecodedWasm::Component(resolve, world) =
                wit_component::decode(&wasm).expect("a component's types")
            else {
                panic!("{id} is no component");
            };
            let names = resolve.worlds[world].imports.keys();
            (id, names.map(|name| resolve.name_world_key(name)).collect())
        })
        .collect()
}

#[test]
fn one_component_can_speak_to_the_store_and_the_store_to_nobody() {
    let manifest = Manifest::of_today();
    let imports = imports(&manifest);
    let speak: Vec<&str> = imports
        .iter()
        .filter(|(_, names)| names.iter().any(|name| name.starts_with(WALL)))
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(speak, [PARENT]);
    let of_parent = &imports[PARENT];
    assert!(
        !of_parent
            .iter()
            .any(|name| name.starts_with("front-door:case-store/") || name.contains("sqlite")),
        "{of_parent:?}"
    );
    let of_store = &imports[STORE];
    for name in of_store {
        let known = [
            "wasi:",
            "spin:sqlite/",
            "spin:variables/",
            "front-door:types/",
        ];
        assert!(
            known.iter().any(|known| name.starts_with(known)),
            "the store may use {name}"
        );
    }
}
