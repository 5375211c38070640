//! Where the project is, and which components it has.

use anyhow::{Context, Result};
use runtime::Manifest;
use std::path::{Path, PathBuf};

/// The project's folder: the nearest one above the current folder, or the one this program was built in.
pub fn root() -> Result<PathBuf> {
    let here = std::env::current_dir().context("failed to find the current folder")?;
    let above = here
        .ancestors()
        .find(|folder| folder.join("spin.toml").is_file() && folder.join("components").is_dir());
    let built_in = || {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .map(Path::to_owned)
    };
    above
        .map(Path::to_owned)
        .or_else(built_in)
        .context("there is no spin.toml here, nor in any folder above")
}

/// Where cargo puts what it builds.
pub fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// Where `build` puts the components, and `spin.toml` looks for them.
pub fn components(root: &Path) -> PathBuf {
    root.join("target/components")
}

/// Where compiled code is kept: below the data folder, unless `FRONTDOOR_COMPILED` names a folder that
/// many short-lived copies share, as in the tests.
pub fn compiled(data: &Path) -> PathBuf {
    std::env::var_os("FRONTDOOR_COMPILED").map_or_else(|| data.join("compiled"), PathBuf::from)
}

/// The project's own manifest.
pub fn manifest(root: &Path) -> Result<Manifest> {
    Manifest::read(&root.join("spin.toml"))
}

/// The component that is built pure: its type imports nothing.
pub const PURE: &str = "referral-routing";
