//! `bench`: builds the bench and runs it; it starts the system and its native counterpart by itself.

use crate::build::build_all;
use crate::progress;
use crate::project;
use crate::toolchain::cargo;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
#[command(after_help = "Example: cargo frontdoor bench --json bench.json")]
pub struct Options {
    /// Writes the figures to this file too.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Handed to the bench as they are.
    #[arg(last = true)]
    more: Vec<String>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let root = project::root()?;
    build_all(&root)?;
    progress::run(
        "building the bench",
        cargo(&root).args(["build", "--release", "-p", "bench", "-p", "native"]),
    )?;
    let mut bench = std::process::Command::new(project::target(&root).join("release/bench"));
    if let Some(json) = &options.json {
        bench.arg("--json").arg(std::path::absolute(json)?);
    }
    let status = bench.args(&options.more).current_dir(&root).status()?;
    Ok(ExitCode::from(
        u8::try_from(status.code().unwrap_or(1)).unwrap_or(1),
    ))
}
