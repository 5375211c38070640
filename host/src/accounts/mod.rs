//! `accounts`: brings in care accounts and their weeks from a case-management or finance system.

mod file;
mod import;
pub mod made_up;
mod wall;

use crate::audit;
use crate::progress::Work;
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use file::Digested;
use import::{Came, import};
use runtime::App;
use runtime::care_accounts::{AccountsStore, Intake, importing, types};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Instant, SystemTime};

const EXAMPLE: &str =
    "Example: cargo frontdoor accounts import weeks.csv --data .frontdoor --dry-run";

#[derive(Args)]
#[command(after_help = EXAMPLE)]
pub struct Options {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Imports accounts and weeks from NDJSON or CSV, and names every line that is not taken.
    ///
    /// The same file again changes nothing, and an import that was interrupted goes on where it stopped. Exit 0:
    /// all is in; 1: some lines were not taken; 2: wrong use.
    #[command(after_help = EXAMPLE)]
    Import {
        /// A file whose name ends in .ndjson, .jsonl or .csv; another is known by its first bytes.
        file: PathBuf,
        /// The folder of what is kept.
        #[arg(long, default_value = ".frontdoor")]
        data: PathBuf,
        /// Says what would come of it, and keeps nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let Verb::Import {
        file,
        data,
        dry_run,
    } = &options.verb;
    if !file.is_file() {
        eprintln!(
            "frontdoor: {} is not a file that can be read",
            file.display()
        );
        return Ok(ExitCode::from(2));
    }
    if !data.is_dir() {
        eprintln!(
            "frontdoor: there is nothing at {}. Name the folder of what is kept with --data",
            data.display()
        );
        return Ok(ExitCode::from(2));
    }
    tokio::runtime::Runtime::new()?.block_on(import_file(file, data, *dry_run))
}

async fn import_file(path: &Path, data: &Path, dry_run: bool) -> Result<ExitCode> {
    let mut work = Work::begin("importing");
    work.now("reading the file");
    let digested = Digested::read(path)?;
    let mut taker = Taker::open(&audit::open(data).await?, 0).await?;
    let began = Instant::now();
    let came = import(path, &digested, &mut taker, dry_run, &mut work)
        .await
        .context("the import stopped, and the same command goes on where it did")?;
    let seconds = began.elapsed().as_secs_f64().max(0.001);
    work.end(&format!("{} lines", came.lines));
    report(&came, seconds, dry_run);
    Ok(ExitCode::from(u8::from(came.rejected > 0)))
}

/// What came of a file, in lines that other programs can read too.
fn report(came: &Came, seconds: f64, dry_run: bool) {
    if dry_run {
        println!("dry run: nothing was kept");
    }
    let counted = |what: &str, counts: &importing::Counts| {
        println!(
            "{what}: {} added, {} changed, {} unchanged",
            counts.added, counts.changed, counts.unchanged
        );
    };
    counted("accounts", &came.accounts);
    counted("weeks", &came.weeks);
    println!("lines not taken: {}", came.rejected);
    if came.unknown > 0 {
        println!(
            "{} of them are weeks of accounts that are not there: import the accounts, and then this file again",
            came.unknown
        );
    }
    #[allow(clippy::cast_precision_loss)]
    let rate = came.lines as f64 / seconds;
    println!("rate: {rate:.0} lines a second");
}

/// What takes lines: the store, or what stands for it in tests.
trait Takes {
    async fn progress(&mut self, digest: Vec<u8>) -> Result<u64>;
    async fn take(
        &mut self,
        lines: Vec<importing::Numbered>,
        source: Option<importing::Source>,
        dry_run: bool,
    ) -> Result<importing::Taken>;
}

/// The store, asked by whoever runs the program.
pub struct Taker {
    intake: Intake,
    /// How far from now its time is, in a development.
    clock_offset_seconds: i64,
}

impl Taker {
    pub async fn open(app: &App, clock_offset_seconds: i64) -> Result<Self> {
        Ok(Self {
            intake: AccountsStore::load(app)?.intake().await?,
            clock_offset_seconds,
        })
    }
}

impl Takes for Taker {
    async fn progress(&mut self, digest: Vec<u8>) -> Result<u64> {
        self.intake.progress(digest).await
    }

    async fn take(
        &mut self,
        lines: Vec<importing::Numbered>,
        source: Option<importing::Source>,
        dry_run: bool,
    ) -> Result<importing::Taken> {
        let by = types::Actor {
            id: "system".to_owned(),
            roles: vec!["worker".to_owned()],
        };
        let now = now()? + self.clock_offset_seconds;
        self.intake.take(lines, source, dry_run, by, now).await
    }
}

/// Seconds from 1970.
pub fn now() -> Result<i64> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    Ok(i64::try_from(since.as_secs())?)
}
