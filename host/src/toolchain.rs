//! The targets that components are built for: added when missing.

use crate::progress;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

const TARGETS: [&str; 2] = ["wasm32-wasip2", "wasm32-unknown-unknown"];

/// Adds the targets that are not installed. Without rustup it is left to the compiler to complain.
pub fn add_targets(root: &Path) -> Result<()> {
    let Ok(listed) = Command::new("rustup")
        .args(["target", "list", "--installed"])
        .current_dir(root)
        .output()
    else {
        return Ok(());
    };
    let installed = String::from_utf8(listed.stdout).context("rustup answered no text")?;
    for target in TARGETS {
        if !installed.lines().any(|line| line.trim() == target) {
            progress::run(
                &format!("adding the target {target}"),
                Command::new("rustup")
                    .args(["target", "add", target])
                    .current_dir(root),
            )?;
        }
    }
    Ok(())
}

/// Cargo, in the project's folder, with nothing of the run that started this program.
pub fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_")
            || name.starts_with("CARGO_MANIFEST")
            || name == "CARGO_PRIMARY_PACKAGE"
        {
            cargo.env_remove(name);
        }
    }
    cargo
}
