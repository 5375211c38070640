//! Asking for a code, beginning a session with it, and ending one.
//!
//! The answer to whoever asks for a code is one and the same; only what cannot be understood at all is refused.

use serde_json::json;
use vocabulary::Instant;
use web::{Problem, Reply, Request};

use super::bodies::Body;
use super::token;
use crate::stores::{Fault, Stores};

/// `POST /api/v1/care-accounts/access`
pub async fn ask(stores: &impl Stores, request: &Request, now: Instant) -> Result<Reply, Problem> {
    let json = request.json()?;
    let mut body = Body::of(&json, &["account_reference", "date_of_birth"]);
    let reference = body.text("account_reference");
    let born = body.day("date_of_birth");
    let (reference, born) = body.finish((reference, born))?;
    let address = address(stores, request).await?;
    stores
        .ask(&reference, &born, address.as_deref(), now)
        .await?;
    let said = "If these are those of an account that can be opened online, a code goes to the contact on record. \
                It is valid for 10 minutes.";
    Ok(Reply::json(202, &json!({ "detail": said })))
}

/// `POST /api/v1/care-accounts/sessions`
pub async fn enter(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let json = request.json()?;
    let mut body = Body::of(&json, &["account_reference", "code"]);
    let reference = body.text("account_reference");
    let code = body.text("code");
    let (reference, code) = body.finish((reference, code))?;
    let address = address(stores, request).await?;
    let begun = stores
        .enter(&reference, &code, address.as_deref(), now)
        .await?;
    let Some(begun) = begun else {
        let mut refused = Problem::unauthorised();
        "This code is not correct, or no longer works. Ask for a new one, or telephone."
            .clone_into(&mut refused.detail);
        return Err(refused);
    };
    Ok(Reply::json(
        201,
        &json!({"token": begun.token, "expires_at": begun.expires_at.to_string()}),
    ))
}

/// `DELETE /api/v1/care-accounts/sessions/current`. One that has ended already is not an error.
pub async fn leave(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    stores.leave(token(request)?, now).await?;
    Ok(Reply::text(204, ""))
}

/// The address that tries are counted by.
async fn address(stores: &impl Stores, request: &Request) -> Result<Option<String>, Fault> {
    let settings = stores.settings().await?;
    Ok(request.client_address(settings.trusted_proxy.as_deref()))
}
