//! `audit verify`: walks the whole audit log and says where it does not hold together.

use crate::progress::Work;
use crate::{project, secrets};
use anyhow::Result;
use clap::{Args, Subcommand};
use runtime::{App, CaseStore, Setup};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
#[command(after_help = "Example: cargo frontdoor audit verify --data .frontdoor")]
pub struct Options {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Verifies every event, every chain and every checkpoint.
    #[command(after_help = "Example: cargo frontdoor audit verify --data .frontdoor")]
    Verify {
        /// The folder of what is kept.
        #[arg(long, default_value = ".frontdoor")]
        data: PathBuf,
    },
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let Verb::Verify { data } = &options.verb;
    if !data.is_dir() {
        eprintln!(
            "frontdoor: there is nothing at {}. Name the folder of what is kept with --data",
            data.display()
        );
        return Ok(ExitCode::from(2));
    }
    tokio::runtime::Runtime::new()?.block_on(verify(data))
}

async fn verify(data: &Path) -> Result<ExitCode> {
    let store = open(data).await?;
    let mut work = Work::begin("verifying the audit log");
    let (mut after, mut checked, mut findings) = (0, 0_u64, Vec::new());
    loop {
        let part = store.verify_audit(after).await?;
        checked += u64::from(part.checked);
        findings.extend(part.findings);
        work.now(&format!("{checked} events"));
        match part.next {
            Some(next) => after = next,
            None => break,
        }
    }
    work.end(&format!("{checked} events, {} findings", findings.len()));
    for finding in &findings {
        println!("{finding}");
    }
    Ok(ExitCode::from(u8::from(!findings.is_empty())))
}

/// The store of what is kept in a folder, with the keys that are kept beside it.
pub async fn open(data: &Path) -> Result<CaseStore> {
    let root = project::root()?;
    let mut variables = secrets::keys(data)?;
    variables.insert("environment".to_owned(), "development".to_owned());
    let setup = Setup {
        manifest: root.join("spin.toml"),
        compiled: project::compiled(data),
        data: data.to_owned(),
        variables,
        clock_offset_seconds: 0,
    };
    CaseStore::load(&App::open(setup).await?)
}
