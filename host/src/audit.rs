//! `audit verify`: walks the whole audit log of each store and says where it does not hold together.

use crate::progress::Work;
use crate::{project, secrets};
use anyhow::Result;
use clap::{Args, Subcommand};
use runtime::care_accounts::AccountsStore;
use runtime::{App, CaseStore, Setup, StaffAccess};
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
    let app = open(data).await?;
    let cases = CaseStore::load(&app)?;
    let cases = walk("cases", async |after| {
        let part = cases.verify_audit(after).await?;
        Ok((part.checked, part.findings, part.next))
    });
    let mut findings = cases.await?;
    if app.manifest.component.contains_key("accounts-store") {
        let accounts = AccountsStore::load(&app)?;
        let accounts = walk("care accounts", async |after| {
            let part = accounts.verify_audit(after).await?;
            Ok((part.checked, part.findings, part.next))
        });
        findings += accounts.await?;
    }
    if app.manifest.component.contains_key("staff-access") {
        let staff = StaffAccess::load(&app)?;
        let staff = walk("staff", async |after| {
            let part = staff.verify_audit(after).await?;
            Ok((part.checked, part.findings, part.next))
        });
        findings += staff.await?;
    }
    Ok(ExitCode::from(u8::from(findings > 0)))
}

/// How many events a part of a log has, what is wrong with them, and where the next part begins.
type Part = (u32, Vec<String>, Option<u64>);

/// Walks the log of one store and prints what does not hold together; how much that is.
async fn walk(log: &str, part: impl AsyncFn(u64) -> Result<Part>) -> Result<usize> {
    let mut work = Work::begin(&format!("verifying the audit log of {log}"));
    let (mut from, mut events, mut findings) = (Some(0), 0_u64, 0);
    while let Some(after) = from {
        let (checked, found, next) = part(after).await?;
        events += u64::from(checked);
        findings += found.len();
        for finding in found {
            work.say(&format!("{log}: {finding}"));
        }
        work.now(&format!("{events} events"));
        from = next;
    }
    work.end(&format!("{events} events, {findings} findings"));
    Ok(findings)
}

/// The stores of what is kept in a folder, with the keys that are kept beside it.
pub async fn open(data: &Path) -> Result<App> {
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
    App::open(setup).await
}
