//! `assets`: rebuilds what pages embed from the npm package GOV.UK Frontend. The result is committed, so
//! that nothing else needs Node.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::{progress, project};

/// Fetches the packages that `package.json` pins and compiles them. What changed, git shows.
pub fn rebuild() -> Result<ExitCode> {
    let folder = project::root()?.join("shared/pages/assets");
    progress::run(
        "fetching GOV.UK Frontend and Sass",
        Command::new("npm").current_dir(&folder).args([
            "install",
            "--no-package-lock",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
        ]),
    )?;
    progress::run(
        "compiling the stylesheet",
        Command::new("npm")
            .current_dir(&folder)
            .args(["run", "build"]),
    )?;
    Ok(ExitCode::SUCCESS)
}
