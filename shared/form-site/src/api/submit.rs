//! A submission by the API: the same validation as on the pages, and one write to the store.

use vocabulary::{Channel, Instant, Role};
use web::{Problem, Reply, Request, cookie_name};

use super::{created, definitions};
use crate::stores::{Actor, Fault, NotSubmitted, Stores};
use crate::submission::{self, Arrival};

/// The cookie of a member of staff who is signed in to the staff desk.
const STAFF_COOKIE: &str = "staff-session";

/// The roles that may enter a contact for somebody.
const MAY_ENTER: [Role; 5] = [
    Role::Adviser,
    Role::Senior,
    Role::Safeguarding,
    Role::Manager,
    Role::Administrator,
];

pub async fn submit(
    stores: &impl Stores,
    request: &Request,
    form: &str,
    now: Instant,
) -> Result<Reply, Problem> {
    let body = request.json();
    let channel = body.as_ref().ok().and_then(submission::named_channel);
    let caller = match channel {
        Some(channel) if channel != Channel::Web => Some(caller(stores, request, now).await?),
        _ => None,
    };
    let published = definitions::find(stores, form).await?;
    let body = body?;
    let key = idempotency_key(request)?;
    let entered_by = caller.map(Caller::allowed).transpose()?;
    let (read, prepared) = match submission::read(&published.form, &body, now) {
        Ok(read) => read,
        Err(_) if used_before(stores, form, key).await? => return Err(key_reused()),
        Err(problems) => return Err(Problem::invalid(problems)),
    };
    let received_at = read.started_at.unwrap_or(now);
    let decision = stores.decide(&prepared.facts, received_at).await?;
    let arrival = Arrival {
        channel: Some(read.channel),
        idempotency: key.map(|key| submission::idempotency(key, &body)),
        entered_by,
        ..Arrival::default()
    };
    let calendar = stores.calendar().await?;
    let contact = submission::build(&prepared, decision, received_at, &calendar, arrival);
    // Whoever enters contacts for others enters many.
    let address = match contact.entered_by {
        Some(_) => None,
        None => request.client_address(stores.settings().await?.trusted_proxy.as_deref()),
    };
    let receipt = stores
        .submit(contact, address.as_deref())
        .await
        .map_err(refused)?;
    let reply = Reply::json(201, &created(&receipt, &prepared.not_asked));
    Ok(if receipt.replayed {
        reply.with_header("idempotent-replayed", "true")
    } else {
        reply
    })
}

/// Whether the key has made a contact already. No such contact had a body that cannot be accepted.
async fn used_before(stores: &impl Stores, form: &str, key: Option<&str>) -> Result<bool, Problem> {
    match key {
        Some(key) => Ok(stores.receipt(form, key).await?.is_some()),
        None => Ok(false),
    }
}

fn key_reused() -> Problem {
    Problem::conflict(
        "This Idempotency-Key was used with another body. Send a new key with a new contact.",
    )
}

fn refused(refusal: NotSubmitted) -> Problem {
    match refusal {
        NotSubmitted::KeyReused => key_reused(),
        NotSubmitted::TooMany(wait) => Problem::too_many(wait),
        // Nothing that comes this way was a draft.
        NotSubmitted::DraftChanged => Fault::Internal.into(),
        NotSubmitted::Failed(fault) => fault.into(),
    }
}

/// The key, if one was sent. It must be 1 to 255 visible characters of ASCII.
fn idempotency_key(request: &Request) -> Result<Option<&str>, Problem> {
    let mut values = request.headers.get_all("idempotency-key").iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    let visible =
        |bytes: &[u8]| (1..=255).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
    match value.to_str() {
        Ok(key) if visible(value.as_bytes()) && values.next().is_none() => Ok(Some(key)),
        _ => Err(Problem::bad_request(
            "The header Idempotency-Key must be there once, as 1 to 255 visible ASCII characters without spaces.",
        )),
    }
}

/// Who enters a contact for somebody, and whether the request is meant.
struct Caller {
    actor: Actor,
    /// A machine's requests always are; a browser's only with the session's token.
    meant: bool,
}

impl Caller {
    fn allowed(self) -> Result<Actor, Problem> {
        if !self.meant {
            return Err(Problem::forbidden(
                "Send the token of your session as the header X-CSRF-Token.",
            ));
        }
        if !MAY_ENTER.iter().any(|role| self.actor.has(*role)) {
            return Err(Problem::forbidden(
                "Your roles do not allow you to enter a contact for somebody.",
            ));
        }
        Ok(self.actor)
    }
}

/// Who is calling. A header `Authorization` decides alone, even where there is a cookie too.
async fn caller(stores: &impl Stores, request: &Request, now: Instant) -> Result<Caller, Problem> {
    if request.header("authorization").is_some() {
        let Some(token) = request.bearer().filter(|token| !token.is_empty()) else {
            return Err(Problem::unauthorised());
        };
        let actor = stores.service(token, now).await?;
        return actor
            .map(|actor| Caller { actor, meant: true })
            .ok_or_else(Problem::unauthorised);
    }
    let settings = stores.settings().await?;
    let cookie = request
        .cookie(&cookie_name(&settings.public_url, STAFF_COOKIE))
        .filter(|cookie| !cookie.is_empty());
    let session = match cookie {
        Some(cookie) => stores.session(cookie, now).await?,
        None => None,
    };
    let session = session.ok_or_else(Problem::unauthorised)?;
    let meant = !request.is_cross_site()
        && request
            .header("x-csrf-token")
            .is_some_and(|sent| crate::guard::same(sent, &session.csrf));
    Ok(Caller {
        actor: session.actor,
        meant,
    })
}
