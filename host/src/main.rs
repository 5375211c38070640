//! `frontdoor`: builds, checks, serves, fills, measures and tests the front door.
//!
//! Each verb has a file of its own. Exit codes: 0 success, 1 a finding or a failure, 2 wrong use.

mod accounts;
mod apology;
mod assets;
mod audit;
mod bench;
mod build;
mod check;
mod credentials;
mod desk;
mod forms;
mod log;
mod mailbox;
mod openapi;
mod places;
mod progress;
mod project;
mod rules;
mod secrets;
mod seed;
mod testing;
mod ticker;
mod toolchain;
mod up;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo frontdoor",
    about = "Builds, checks, serves, fills, measures and tests the front door.",
    after_help = "Example: cargo frontdoor up"
)]
struct Options {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Builds what is needed and serves it, with people to sign in as.
    Up(up::Options),
    /// Builds the components into target/components.
    Build(build::Options),
    /// Holds walls, powers, sizes, forms and rules against what must be true of them.
    Check(check::Options),
    /// Fills the databases with made-up contacts and care accounts.
    Seed(seed::Options),
    /// Brings in care accounts from other systems.
    Accounts(accounts::Options),
    /// Brings whole postcodes into the places that contacts are routed by.
    Places(places::Options),
    /// Publishes versions of forms on a running front door.
    Forms(forms::Options),
    /// Tries rules on contacts that a running front door keeps, and proposes them there.
    Rules(rules::Options),
    /// Looks after the audit logs.
    Audit(audit::Options),
    /// Sets up what the tests need, and runs them all.
    Test(testing::Options),
    /// Rebuilds the stylesheet, the icon and the examples that our markup is held against; needs npm.
    Assets,
    /// Measures the system beside a native server that does the same work.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let options = Options::parse();
    let done = match options.verb {
        Verb::Up(options) => up::run(options),
        Verb::Build(options) => build::run(&options),
        Verb::Check(options) => check::run(&options),
        Verb::Seed(options) => seed::run(&options),
        Verb::Accounts(options) => accounts::run(&options),
        Verb::Places(options) => places::run(&options),
        Verb::Forms(options) => forms::run(&options),
        Verb::Rules(options) => rules::run(&options),
        Verb::Audit(options) => audit::run(&options),
        Verb::Test(options) => testing::run(&options),
        Verb::Assets => assets::rebuild(),
        Verb::Bench(options) => bench::run(&options),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("frontdoor: {error:#}");
            ExitCode::from(1)
        }
    }
}
