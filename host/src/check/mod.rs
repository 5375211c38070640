//! `check`: everything that must be true of the files of the project, all findings at once.
//!
//! - `locks`: what was published under a version never changes;
//! - `walls`: a component's `.wasm` imports what its lines in `spin.toml` say, and no more;
//! - `powers`: every line of power has a comment that says why;
//! - `on_spin`: Spin does not refuse the manifest;
//! - `sizes`: what residents wait for is small;
//! - the description of the API is what the components say;
//! - `texts`: rules, places, calendar, authorities, policies and forms can be used, and keep what the contract
//!   promises.

mod locks;
mod on_spin;
mod powers;
mod sizes;
mod texts;
mod walls;

use crate::progress::Work;
use crate::project;
use anyhow::Result;
use clap::Args;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
#[command(after_help = "Example: cargo frontdoor check --bless")]
pub struct Options {
    /// Locks versions of WIT packages, forms, rules and policies that are not locked yet. It never changes a lock.
    #[arg(long)]
    bless: bool,
}

/// Something that must be changed.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub file: PathBuf,
    /// From 1; 0 for the whole file.
    pub line: u32,
    pub what: String,
    pub remedy: String,
}

impl Finding {
    pub fn new(
        file: impl Into<PathBuf>,
        line: u32,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            file: file.into(),
            line,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file.display())?;
        if self.line > 0 {
            write!(out, ":{}", self.line)?;
        }
        write!(out, ": {}\n    {}", self.what, self.remedy)
    }
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let root = project::root()?;
    if options.bless {
        for locked in locks::bless(&root)? {
            println!("locked {locked}");
        }
    }
    let work = Work::begin("checking");
    let findings = findings(&root)?;
    work.end(&format!("{} findings", findings.len()));
    for finding in &findings {
        println!("{finding}");
    }
    Ok(ExitCode::from(u8::from(!findings.is_empty())))
}

/// Everything that must be changed.
pub fn findings(root: &Path) -> Result<Vec<Finding>> {
    let text = std::fs::read_to_string(root.join("spin.toml"))?;
    let manifest = match project::manifest(root) {
        Ok(manifest) => manifest,
        Err(error) => {
            return Ok(vec![Finding::new(
                "spin.toml",
                0,
                format!("{error:#}"),
                "Correct it; the other checks need it.",
            )]);
        }
    };
    let mut findings = locks::check(root)?;
    findings.extend(powers::check(&text));
    findings.extend(on_spin::check(&text));
    findings.extend(walls::check(root, &manifest, &text));
    findings.extend(sizes::check(root, &manifest));
    findings.extend(texts::check(root)?);
    findings.extend(crate::openapi::check(root)?);
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Where the versions of the policy of care accounts stand, from the project's root.
const POLICIES: &str = "shared/accounts/policies";

/// Where forms stand, from the project's root: a folder `forms` of whoever shows them.
fn form_folders(root: &Path) -> Result<Vec<String>> {
    let mut folders = Vec::new();
    for place in ["components", "shared"] {
        let Ok(listed) = std::fs::read_dir(root.join(place)) else {
            continue;
        };
        for owner in listed {
            let name = owner?.file_name().to_string_lossy().into_owned();
            let folder = format!("{place}/{name}/forms");
            if root.join(&folder).is_dir() {
                folders.push(folder);
            }
        }
    }
    folders.sort();
    Ok(folders)
}
