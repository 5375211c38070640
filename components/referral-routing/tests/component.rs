//! The wall itself: the component that is shipped imports nothing that does anything.

use std::process::{Command, Stdio};

use serde_json::Value;
use wit_component::ComponentEncoder;
use wit_parser::WorldKey;
use wit_parser::decoding::{DecodedWasm, decode};

/// Builds the component as it is shipped, and reads its type from the bytes.
fn shipped() -> (Vec<u8>, DecodedWasm) {
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--package",
            "referral-routing",
            "--profile",
            "component",
        ])
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "--message-format",
            "json",
        ])
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo runs");
    assert!(built.status.success(), "the component builds");
    let module = String::from_utf8_lossy(&built.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == "referral_routing")
        .filter_map(|message| {
            let files = message["filenames"].as_array()?.clone();
            files
                .iter()
                .filter_map(Value::as_str)
                .find(|f| f.ends_with(".wasm"))
                .map(str::to_owned)
        })
        .next_back()
        .expect("cargo says where the module is");
    let module = std::fs::read(module).expect("the module is there");
    let encoder = ComponentEncoder::default()
        .module(&module)
        .expect("the module has a world");
    // No adapter: an import of WASI could not even be encoded.
    let component = encoder
        .validate(true)
        .encode()
        .expect("the module is a component");
    let decoded = decode(&component).expect("the component has a type");
    (component, decoded)
}

fn names<'a>(decoded: &DecodedWasm, keys: impl Iterator<Item = &'a WorldKey>) -> Vec<String> {
    keys.map(|key| decoded.resolve().name_world_key(key))
        .collect()
}

#[test]
fn routing_imports_nothing_but_the_types_that_do_nothing() {
    let (component, decoded) = shipped();
    let DecodedWasm::Component(resolve, world) = &decoded else {
        panic!("it is a component");
    };
    let world = &resolve.worlds[*world];
    assert_eq!(
        names(&decoded, world.imports.keys()),
        ["front-door:types/types@0.1.0"]
    );
    assert_eq!(
        names(&decoded, world.exports.keys()),
        [
            "front-door:referral-routing/routing@0.2.0",
            "front-door:referral-routing/review@0.2.0"
        ]
    );
    let functions = resolve
        .interfaces
        .iter()
        .filter(|(_, interface)| interface.name.as_deref() == Some("types"))
        .map(|(_, interface)| interface.functions.len())
        .sum::<usize>();
    assert_eq!(functions, 0, "the types have no functions");
    assert!(component.len() < 1_000_000, "{} bytes", component.len());
}
