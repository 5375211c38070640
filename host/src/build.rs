//! `build`: the components, into `target/components/<name>.wasm`.

use crate::openapi;
use crate::progress;
use crate::project;
use crate::toolchain::{add_targets, cargo};
use anyhow::{Context, Result};
use clap::Args;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::{Command, ExitCode};
use wit_component::ComponentEncoder;

#[derive(Args)]
#[command(after_help = "Example: cargo frontdoor build contact-forms")]
pub struct Options {
    /// Builds this one only.
    component: Option<String>,
}

/// What was built.
pub struct Artefact {
    pub component: String,
    pub bytes: usize,
    pub digest: String,
    pub changed: bool,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let root = project::root()?;
    let manifest = project::manifest(&root)?;
    let mut wanted: Vec<&str> = manifest.component.keys().map(String::as_str).collect();
    if let Some(one) = &options.component {
        if !wanted.contains(&one.as_str()) {
            eprintln!(
                "frontdoor: there is no component `{one}`. There are: {}",
                wanted.join(", ")
            );
            return Ok(ExitCode::from(2));
        }
        wanted.retain(|component| component == one);
    }
    add_targets(&root)?;
    for artefact in build(&root, &wanted)? {
        println!(
            "{:18} {:>9} bytes  sha256:{}  {}",
            artefact.component,
            artefact.bytes,
            artefact.digest,
            if artefact.changed {
                "changed"
            } else {
                "unchanged"
            },
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds all components of the manifest, for the verbs that need them.
pub fn build_all(root: &Path) -> Result<()> {
    let manifest = project::manifest(root)?;
    let all: Vec<&str> = manifest.component.keys().map(String::as_str).collect();
    add_targets(root)?;
    build(root, &all)?;
    Ok(())
}

fn build(root: &Path, components: &[&str]) -> Result<Vec<Artefact>> {
    let (pure, usual): (Vec<&str>, Vec<&str>) = components
        .iter()
        .partition(|component| **component == project::PURE);
    openapi::write(root)?;
    if !usual.is_empty() {
        progress::run(
            "building components",
            &mut command(root, "wasm32-wasip2", &usual),
        )?;
    }
    if !pure.is_empty() {
        progress::run(
            "building pure components",
            &mut command(root, "wasm32-unknown-unknown", &pure),
        )?;
    }
    components
        .iter()
        .map(|component| place(root, component))
        .collect()
}

fn command(root: &Path, target: &str, components: &[&str]) -> Command {
    let mut command = cargo(root);
    command.args(["build", "--profile", "component", "--target", target]);
    for component in components {
        command.args(["-p", component]);
    }
    command
}

/// Puts what cargo built where the manifest looks for it.
fn place(root: &Path, component: &str) -> Result<Artefact> {
    let pure = component == project::PURE;
    let target = if pure {
        "wasm32-unknown-unknown"
    } else {
        "wasm32-wasip2"
    };
    let built = project::target(root)
        .join(target)
        .join("component")
        .join(format!("{}.wasm", component.replace('-', "_")));
    let mut bytes =
        std::fs::read(&built).with_context(|| format!("cannot read {}", built.display()))?;
    if pure {
        bytes =
            encode(&bytes).with_context(|| format!("`{component}` cannot be made a component"))?;
    }
    let folder = project::components(root);
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{component}.wasm"));
    let changed = std::fs::read(&path).ok().as_deref() != Some(&bytes);
    if changed {
        // A running `up` may be reading: it must find the old file or the new one, whole.
        let new = folder.join(format!("{component}.wasm.{}", std::process::id()));
        std::fs::write(&new, &bytes).with_context(|| format!("cannot write {}", new.display()))?;
        std::fs::rename(&new, &path).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let digest = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(Artefact {
        component: component.to_owned(),
        bytes: bytes.len(),
        digest,
        changed,
    })
}

/// Makes a component of a module without any adapter, so that it imports what its world imports, and no WASI.
fn encode(module: &[u8]) -> Result<Vec<u8>> {
    ComponentEncoder::default()
        .module(module)?
        .validate(true)
        .encode()
}
