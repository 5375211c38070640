//! `cargo frontdoor bench`: load, as ratios against a native baseline in the same run.
//!
//! Starts what `cargo frontdoor bench` has built: the system, as `frontdoor up` does, and the native server of `bench/native`, which does the
//! same work with the same crates and the same durability, and drives them in turn: system, native,
//! system, native. It fails when an answer is wrong, when the two do not do the same work, or when a
//! contact that was answered 201 is not stored. It never fails for being slow.

mod accounts;
mod components;
mod contacts;
mod desk;
mod draft;
mod figures;
mod growth;
mod http;
mod instantiation;
mod likeness;
mod load;
mod report;
mod rows;
mod run;
mod server;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Parser;

/// Measures the system against a native server that does the same work.
#[derive(Parser)]
#[command(
    name = "frontdoor bench",
    after_help = "Example: cargo frontdoor bench --json bench.json"
)]
struct Options {
    /// Also write every figure to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// A few seconds, to see that the bench works; its figures mean nothing.
    #[arg(long)]
    quick: bool,
    /// How many times each server is measured at each kind of load.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=20))]
    rounds: u8,
    /// How long each measurement takes.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=60))]
    seconds: u64,
    /// The `frontdoor` program to measure, instead of the one beside this.
    #[arg(long, value_name = "PROGRAM")]
    frontdoor: Option<PathBuf>,
}

fn main() -> ExitCode {
    match bench(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("failed to measure: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn bench(options: &Options) -> anyhow::Result<()> {
    let folder = Scratch::make()?;
    let plan = run::Plan {
        frontdoor: match &options.frontdoor {
            Some(program) => program.clone(),
            None => beside_us("frontdoor")?,
        },
        native: beside_us("native")?,
        scratch: folder.0.clone(),
        components: house().join("target/components"),
        quick: options.quick,
        rounds: if options.quick {
            1
        } else {
            options.rounds.into()
        },
        stretch: if options.quick {
            Duration::from_millis(300)
        } else {
            Duration::from_secs(options.seconds)
        },
    };
    // One thread: the driver must leave the processors to the servers.
    let report = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(run::run(&plan))?;
    println!("{report}");
    if let Some(file) = &options.json {
        let text = serde_json::to_string_pretty(&report)? + "\n";
        std::fs::write(file, text)
            .with_context(|| format!("failed to write {}", file.display()))?;
        println!("written to {}", file.display());
    }
    Ok(())
}

/// The project's root.
fn house() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// A program that cargo has put beside this one.
fn beside_us(name: &str) -> anyhow::Result<PathBuf> {
    let program = std::env::current_exe()?.with_file_name(name);
    if !program.exists() {
        bail!(
            "{} is not there; `cargo build --release -p {name}` makes it",
            program.display()
        );
    }
    Ok(program)
}

/// A folder for both servers' databases, on the disk that the build is on: in a memory disk no
/// commit would cost anything. It is removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn make() -> anyhow::Result<Self> {
        let folder =
            std::env::current_exe()?.with_file_name(format!("bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
