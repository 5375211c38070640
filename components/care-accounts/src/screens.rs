//! The pages for the person whose account it is, and for those who act for them.
//!
//! None of them shows the contact on record, an address, a date of birth, or the account's number other than where
//! it was typed. Whoever is not signed in, or no longer, sees the start page.

mod ended;
mod frame;
mod provider;
mod sign_in;
mod something_wrong;
mod statement;
mod summary;
mod weeks;

pub use frame::{Subject, refusal};

use account_model::Seen;
use accounts::policy::SchemeStatus;
use metering::Metering;
use vocabulary::{Date, Instant};
use web::{Params, Reply, Request, cookie_name};
use working_calendar::local_date;

use crate::look::look;
use crate::policy;
use crate::stores::{Fault, Settings, Stores};

/// Where these pages are, and their files.
pub const PREFIX: &str = "/care-account";
/// The cookie of a session.
pub const SESSION_COOKIE: &str = "care-account";

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Start,
    /// Ask for a code.
    Ask,
    /// The page for the code, whose address is only posted to.
    Code,
    /// Sign in with it.
    Enter,
    /// Go to the provider that somebody has linked.
    Provider,
    /// Come back from it.
    CameBack,
    Linking,
    BeginLinking,
    Linked,
    Summary,
    Months,
    Month,
    Statements,
    Statement,
    StatementCsv,
    SomethingWrong,
    SignOut,
    SendSignOut,
}

/// Somebody who is looking at an account.
pub struct Visit {
    pub seen: Seen,
    pub status: SchemeStatus,
    pub today: Date,
    pub now: Instant,
    /// What people call the provider that they may link; none for somebody who acts for them.
    pub provider: Option<String>,
    token: String,
}

impl Visit {
    /// How far the account has come towards a cap; none unless such figures may be shown.
    pub fn metering(&self) -> Option<Metering> {
        match self.status.shows_figures() {
            true => policy::meter(&self.seen.account, self.today),
            false => None,
        }
    }
}

/// Answers a page.
pub async fn answer(
    stores: &impl Stores,
    page: Page,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Reply {
    let settings = match stores.settings().await {
        Ok(settings) => settings,
        Err(fault) => return frame::fault(&fault),
    };
    match page {
        Page::Start => return sign_in::show(stores, request, &settings, now).await,
        Page::Ask => return sign_in::ask(stores, request, &settings, now).await,
        Page::Code => return Reply::see_other(PREFIX),
        Page::Enter => return sign_in::enter(stores, request, &settings, now).await,
        Page::Provider => return provider::go(stores, &settings, now).await,
        Page::CameBack => return provider::come_back(stores, request, &settings, now).await,
        Page::BeginLinking => {
            return provider::begin_linking(stores, request, &settings, now).await;
        }
        Page::SendSignOut => return ended::send(stores, request, &settings, now).await,
        _ => {}
    }
    let Some(token) = session(request, &settings) else {
        return Reply::see_other(PREFIX);
    };
    match open(stores, token, &settings, now).await {
        Ok(Some(visit)) => shown(stores, page, &visit, params).await,
        Ok(None) => ended::over(&settings),
        Err(fault) => frame::fault(&fault),
    }
}

async fn open(
    stores: &impl Stores,
    token: &str,
    settings: &Settings,
    now: Instant,
) -> Result<Option<Visit>, Fault> {
    let today = local_date(now);
    let Some(seen) = look(stores, token, settings, now).await? else {
        return Ok(None);
    };
    let provider = match seen.delegate {
        Some(_) => None,
        None => stores.provider().await,
    };
    Ok(Some(Visit {
        seen,
        provider,
        status: policy::status(today, settings.demonstration),
        today,
        now,
        token: token.to_owned(),
    }))
}

async fn shown(stores: &impl Stores, page: Page, visit: &Visit, params: &Params) -> Reply {
    match page {
        Page::Months => weeks::months(visit),
        Page::Month => weeks::month(visit, params.get("month")),
        Page::Statements => statement::list(visit),
        Page::Statement => statement::show(stores, visit, params.get("id")).await,
        Page::StatementCsv => statement::csv(stores, visit, params.get("id")).await,
        Page::SomethingWrong => something_wrong::show(visit),
        Page::Linking => provider::linking(stores, visit).await,
        Page::Linked => provider::linked(visit),
        Page::SignOut => ended::show(stores, visit).await,
        _ => summary::show(visit),
    }
}

/// The session that the browser has, if any.
fn session<'r>(request: &'r Request, settings: &Settings) -> Option<&'r str> {
    request
        .cookie(&cookie_name(&settings.public_url, SESSION_COOKIE))
        .filter(|value| !value.is_empty())
}
