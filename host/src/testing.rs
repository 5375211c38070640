//! `test`: sets up what the tests need, and runs them all: format, lints, rules, journeys, checks.

mod set_up;

use crate::progress::{self, Work};
use crate::toolchain::{add_targets, cargo};
use crate::{build, check, project};
use anyhow::Result;
use clap::Args;
use std::path::Path;
use std::process::{Command, ExitCode};

#[derive(Args)]
#[command(after_help = "Example: cargo frontdoor test --only safeguarding")]
pub struct Options {
    /// Runs the journeys against a system that runs already, with BOOTSTRAP_TOKEN to begin with.
    #[arg(long)]
    against: Option<String>,
    /// Runs only the tests whose names contain this.
    #[arg(long)]
    only: Option<String>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let root = project::root()?;
    let only: Vec<&str> = options.only.as_deref().into_iter().collect();
    let mut results = Vec::new();
    set_up::bring(&root)?;
    if let Some(url) = &options.against {
        results.push(journeys(&root, &only, Some(url))?);
        return Ok(summary(&results));
    }
    add_targets(&root)?;
    build::build_all(&root)?;
    // Wasmtime is built with the features that this program needs, so that it is built only once: the
    // host's own tests stand apart from those of the rest.
    const HOST: [&str; 4] = ["-p", "frontdoor", "-p", "runtime"];
    const REST: [&str; 7] = [
        "--workspace",
        "--exclude",
        "frontdoor",
        "--exclude",
        "runtime",
        "--exclude",
        "tests",
    ];
    if only.is_empty() {
        results.push(step(
            "format",
            cargo(&root).args(["fmt", "--all", "--check"]),
        )?);
        results.push(step(
            "lints, native",
            cargo(&root).args([
                "clippy",
                "--release",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]),
        )?);
        results.push(step("lints, components", &mut component_lints(&root)?)?);
    }
    results.push(step(
        "rules",
        cargo(&root)
            .args(["test", "--release"])
            .args(REST)
            .arg("--")
            .args(&only),
    )?);
    results.push(step(
        "host",
        cargo(&root)
            .args(["test", "--release"])
            .args(HOST)
            .arg("--")
            .args(&only),
    )?);
    results.push(journeys(&root, &only, None)?);
    if only.is_empty() {
        let work = Work::begin("checks");
        let findings = check::findings(&root)?;
        work.end(&format!("{} findings", findings.len()));
        for finding in &findings {
            println!("{finding}");
        }
        results.push(("checks".to_owned(), findings.is_empty()));
    }
    Ok(summary(&results))
}

fn journeys(root: &Path, only: &[&str], against: Option<&str>) -> Result<(String, bool)> {
    let mut command = cargo(root);
    command
        .args(["test", "--release", "-p", "tests", "--"])
        .args(only)
        .env("FRONTDOOR_BIN", std::env::current_exe()?)
        .env("FRONTDOOR_COMPILED", root.join("target/compiled"));
    if let Some(url) = against {
        command.env("FRONTDOOR_AGAINST", url);
    }
    step("journeys", &mut command)
}

fn component_lints(root: &Path) -> Result<Command> {
    let mut command = cargo(root);
    command.args([
        "clippy",
        "--profile",
        "component",
        "--target",
        "wasm32-wasip2",
    ]);
    for component in project::manifest(root)?.component.keys() {
        command.args(["-p", component]);
    }
    command.args(["--", "-D", "warnings"]);
    Ok(command)
}

/// One part of the tests. When it fails, what it said is shown in full.
fn step(name: &str, command: &mut Command) -> Result<(String, bool)> {
    let (passed, said) = progress::watch(Work::begin(name), command)?;
    if passed {
        for line in said.iter().filter(|line| {
            line.starts_with("test result:") && !line.contains(" 0 passed; 0 failed")
        }) {
            println!("  {line}");
        }
    } else {
        println!("{}", said.join("\n"));
    }
    Ok((name.to_owned(), passed))
}

fn summary(results: &[(String, bool)]) -> ExitCode {
    println!();
    for (name, passed) in results {
        println!("{:7} {name}", if *passed { "passed" } else { "FAILED" });
    }
    ExitCode::from(u8::from(results.iter().any(|(_, passed)| !passed)))
}
