//! `seed`: made-up contacts, decided by the built-in rules and stored through `case-store` with what staff did
//! with them since, and made-up care accounts, stored through `accounts-store`.

mod contact;
mod worked;

use crate::accounts::made_up;
use crate::audit;
use crate::progress::Work;
use anyhow::{Result, bail};
use clap::Args;
pub use contact::{FAMILY, GIVEN};
use runtime::{App, CaseStore};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

#[derive(Args)]
#[command(after_help = "Example: cargo frontdoor seed --referrals 500 --accounts 200 --weeks 104")]
pub struct Options {
    /// How many contacts; 100 when nothing else is asked for.
    #[arg(long)]
    referrals: Option<u32>,
    /// Also what staff did with the contacts: half are closed, some of the rest are held by somebody.
    #[arg(long, requires = "referrals")]
    worked: bool,
    /// How many care accounts.
    #[arg(long)]
    accounts: Option<u32>,
    /// How many weeks each care account has, up to the last whole one.
    #[arg(long, default_value_t = 52, requires = "accounts")]
    weeks: u32,
    /// The folder of what is kept.
    #[arg(long, default_value = ".frontdoor")]
    data: PathBuf,
}

/// How many are stored in one transaction.
const AT_ONCE: u32 = 500;

pub fn run(options: &Options) -> Result<ExitCode> {
    std::fs::create_dir_all(&options.data)?;
    tokio::runtime::Runtime::new()?.block_on(seed(options))
}

async fn seed(options: &Options) -> Result<ExitCode> {
    let app = audit::open(&options.data).await?;
    let referrals = match (options.referrals, options.accounts) {
        (None, None) => 100,
        (referrals, _) => referrals.unwrap_or(0),
    };
    if referrals > 0 {
        contacts(&app, referrals, options.worked).await?;
    }
    if let Some(accounts) = options.accounts {
        made_up::seed(&app, accounts, options.weeks).await?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn contacts(app: &App, referrals: u32, worked: bool) -> Result<()> {
    let store = CaseStore::load(app)?;
    let Ok(ruleset) = referral_routing::built_in() else {
        bail!("the built-in rules cannot be used. Run: cargo frontdoor check")
    };
    let now = i64::try_from(
        SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)?
            .as_secs(),
    )?;
    let mut work = Work::begin("seeding contacts");
    let mut stored = 0;
    while stored < referrals {
        let until = referrals.min(stored + AT_ONCE);
        let made = (stored..until)
            .map(|number| match worked {
                true => worked::worked(&ruleset, number, now),
                false => worked::waiting(&ruleset, number, now),
            })
            .collect::<Result<_>>()?;
        store.load_contacts(made).await?;
        stored = until;
        work.now(&format!("{stored} of {referrals}"));
    }
    work.end(&format!("{stored} contacts"));
    Ok(())
}
