//! What a person sees of their own account, as JSON.

use account_model::{Account, Earlier, Seen, StatementHead, Week};
use metering::Pence;
use serde_json::{Value, json};
use vocabulary::Instant;
use web::{Problem, Reply, Request};
use working_calendar::local_date;

use super::token;
use crate::costs::{Totals, by_month};
use crate::look::look;
use crate::policy;
use crate::statement::Content;
use crate::stores::{Settings, Stores};

/// `GET /api/v1/care-accounts/mine`
pub async fn answer(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let token = token(request)?;
    let settings = stores.settings().await?;
    let seen = look(stores, token, &settings, now).await?;
    let seen = seen.ok_or_else(Problem::unauthorised)?;
    Ok(Reply::json(200, &shape(&seen, &settings, now)))
}

/// `GET /api/v1/care-accounts/mine/statements/{id}`
pub async fn statement(
    stores: &impl Stores,
    request: &Request,
    id: &str,
    now: Instant,
) -> Result<Reply, Problem> {
    let token = token(request)?;
    if stores.current(token, now).await?.is_none() {
        return Err(Problem::unauthorised());
    }
    let statement = stores.statement(token, id, now).await?;
    let statement = statement.ok_or_else(Problem::not_found)?;
    let content = Content::read(&statement.content).map_err(|_| Problem::internal())?;
    let mut said = head(&statement.head);
    if let Some(members) = said.as_object_mut() {
        members.insert("content".to_owned(), json!(content));
    }
    Ok(Reply::json(200, &said))
}

fn shape(seen: &Seen, settings: &Settings, now: Instant) -> Value {
    let account = &seen.account;
    let today = local_date(now);
    let status = policy::status(today, settings.demonstration);
    let metering = status
        .shows_figures()
        .then(|| policy::meter(account, today))
        .flatten();
    let latest = account.weeks.last().map(|week| &week.figures);
    json!({
        "account": of_account(account),
        "delegate": seen.delegate,
        "scheme_status": status.id(),
        "budget": latest.map(|week| json!({
            "week_starting": week.week_starting.to_string(),
            "amount": week.budget.map(Pence::get),
            "arranged_by": week.arranged_by.id(),
            "setting": week.setting.id(),
        })),
        "charges": account.weeks.iter().map(charge).collect::<Vec<_>>(),
        "payments": account.weeks.iter().map(|week| json!({
            "week_starting": week.figures.week_starting.to_string(),
            "paid": week.figures.paid.get(),
        })).collect::<Vec<_>>(),
        "totals": totals(account),
        "metering": metering.map(|metering| metering.to_json()),
        "policy": policy::on(today).map(|policy| json!({"id": policy.id, "version": policy.version})),
        "statements": account.statements.iter().map(head).collect::<Vec<_>>(),
    })
}

/// Whose it is. The date of birth and the contact on record are shown to nobody.
fn of_account(account: &Account) -> Value {
    let figure = account.brought_forward.as_ref().map(|figure| {
        json!({"date": figure.date, "accrued": figure.accrued, "authority": figure.authority})
    });
    json!({
        "account_reference": account.account_reference,
        "given_name": account.given_name,
        "family_name": account.family_name,
        "requested_on": account.requested_on,
        "brought_forward": figure,
        "updated_at": account.updated_at.to_string(),
    })
}

fn charge(week: &Week) -> Value {
    let figures = &week.figures;
    json!({
        "week_starting": figures.week_starting.to_string(),
        "arranged_by": figures.arranged_by.id(),
        "setting": figures.setting.id(),
        "budget": figures.budget.map(Pence::get),
        "charged": figures.charged.get(),
        "corrections": week.earlier.iter().map(correction).collect::<Vec<_>>(),
    })
}

/// Figures that others took the place of, and why.
fn correction(earlier: &Earlier) -> Value {
    let figures = &earlier.figures;
    json!({
        "corrected_at": earlier.corrected_at.to_string(),
        "because": earlier.because,
        "arranged_by": figures.arranged_by.id(),
        "setting": figures.setting.id(),
        "budget": figures.budget.map(Pence::get),
        "charged": figures.charged.get(),
        "paid": figures.paid.get(),
    })
}

/// By month, the newest first.
fn totals(account: &Account) -> Vec<Value> {
    let months = by_month(&account.weeks).into_iter();
    months
        .map(|((year, month), weeks)| {
            let totals = Totals::of(weeks);
            json!({
                "month": format!("{year:04}-{month:02}"),
                "weeks": totals.weeks,
                "budget": totals.budget,
                "charged": totals.charged,
                "paid": totals.paid,
            })
        })
        .collect()
}

fn head(head: &StatementHead) -> Value {
    json!({
        "id": head.id,
        "number": head.number,
        "from": head.from,
        "to": head.to,
        "issued_at": head.issued_at.to_string(),
    })
}
