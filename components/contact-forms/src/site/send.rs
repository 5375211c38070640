//! Everything is checked, sent once, and confirmed for as long as the browser stays open.

use form_model::{Finding, Journey};
use vocabulary::Channel;
use web::Reply;

use super::ask::{self, Around};
use super::visit::{Loaded, Visit};
use super::{broken, status, unreadable, with_retry};
use crate::guard;
use crate::screens::{
    CheckAnswers, Confirmation, address, check_answers_page, confirmation_page, nothing_here_page,
    nothing_to_check_page,
};
use crate::stores::{Fault, Idempotency, NotSubmitted, Stores};
use crate::submission::{self, Arrival, Prepared};

const STALE: &str = "Nothing was sent yet, because we could not be sure that you pressed “Send” on this page. \
     Your answers are still here. Press “Send” again.";
const NOT_SENT: &str = "We could not send this just now, and nothing has reached us. Your answers are still here. \
     Wait a moment, then press “Send” again. If it cannot wait, call us.";

/// Everything that was answered so far.
pub async fn show<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    match visit.load().await {
        Ok(loaded) if loaded.stored.is_none() => {
            Reply::html(200, nothing_to_check_page(&loaded.published.form))
        }
        Ok(loaded) => render(visit, &loaded, 200, ask::earlier(visit.request)).await,
        Err(fault) => broken(&fault),
    }
}

async fn render<S: Stores>(
    visit: &Visit<'_, S>,
    loaded: &Loaded,
    status: u16,
    notice: Option<&str>,
) -> Reply {
    // Without the names of places the slugs are said: a page is worth more.
    let districts = visit.districts(true).await.unwrap_or_default();
    let html = check_answers_page(CheckAnswers {
        form: &loaded.published.form,
        draft: &loaded.draft,
        notice,
        errors: &[],
        token: visit.token().as_deref(),
        districts: &districts,
    });
    with_retry(Reply::html(status, html))
}

/// `Send` was pressed. Pressed twice, it is the same contact and the same confirmation.
pub async fn send<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.request, &problem),
    };
    let loaded = match visit.load().await {
        Ok(loaded) => loaded,
        Err(fault) => return render(visit, &visit.blank(), status(&fault), Some(NOT_SENT)).await,
    };
    let form = &loaded.published.form;
    let confirmation = address(form, "confirmation");
    if !guard::is_ours(
        visit.request,
        &post,
        visit.cookie.as_deref(),
        &visit.settings.public_url,
    ) {
        return render(visit, &loaded, 403, Some(STALE)).await;
    }
    if loaded.stored.is_none() {
        match visit.was_sent().await {
            Ok(true) => return visit.go(&confirmation, None),
            Ok(false) => {}
            Err(fault) => return render(visit, &loaded, status(&fault), Some(NOT_SENT)).await,
        }
    }
    let journey = Journey::of(form, &loaded.draft.answers);
    let missing = journey.all_missing();
    if let Some(first) = missing.first() {
        return ask_again(visit, &loaded, first, &missing).await;
    }
    let flags = guard::flags(
        &post,
        loaded.stored.as_ref().map(|stored| stored.started_at),
        visit.now,
    );
    match submit(visit, journey, flags).await {
        Ok(()) => visit.go(&confirmation, None),
        Err(fault) => render(visit, &loaded, status(&fault), Some(NOT_SENT)).await,
    }
}

/// The first page on which something is missing, with all that is missing there.
async fn ask_again<S: Stores>(
    visit: &Visit<'_, S>,
    loaded: &Loaded,
    first: &Finding,
    missing: &[Finding],
) -> Reply {
    let findings: Vec<Finding> = missing
        .iter()
        .filter(|finding| finding.page == first.page)
        .cloned()
        .collect();
    let around = Around {
        findings: &findings,
        returning: true,
        notice: visit.cookie.is_none().then_some(ask::GONE),
        ..Around::default()
    };
    match loaded.published.form.find_page(&first.page) {
        Some(page) => ask::render(visit, loaded, page, 422, &around).await,
        None => render(visit, loaded, 422, Some(&first.message)).await,
    }
}

async fn submit<S: Stores>(
    visit: &Visit<'_, S>,
    journey: Journey<'_>,
    flags: Vec<String>,
) -> Result<(), Fault> {
    let prepared = Prepared {
        facts: journey.facts(),
        journey,
        not_asked: Vec::new(),
    };
    let decision = visit.stores.decide(&prepared.facts, visit.now).await?;
    let calendar = visit.stores.calendar().await?;
    let arrival = Arrival {
        channel: Some(Channel::Web),
        // The same draft is the same contact, whatever another tab did to its answers meanwhile.
        idempotency: visit.cookie.as_deref().map(|cookie| Idempotency {
            key: submission::draft_key(cookie),
            body: String::new(),
        }),
        draft: visit.cookie.clone(),
        flags,
        entered_by: None,
    };
    let contact = submission::build(&prepared, decision, visit.now, &calendar, arrival);
    match visit.stores.submit(contact).await {
        Ok(_) => Ok(()),
        Err(NotSubmitted::Failed(fault)) => Err(fault),
        // One draft has one body, so this cannot be; were it to be, nothing was stored.
        Err(NotSubmitted::KeyReused) => Err(Fault::Internal),
    }
}

/// What was sent, for as long as this browser has the cookie. It reads, and so survives being reloaded.
pub async fn confirmation<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let form = &visit.current.form;
    let receipt = match &visit.cookie {
        Some(cookie) => {
            visit
                .stores
                .receipt(&form.id, &submission::draft_key(cookie))
                .await
        }
        None => Ok(None),
    };
    match receipt {
        Ok(Some(receipt)) => {
            let receipt = &receipt;
            let already = visit.request.query_value("already").is_some();
            let view = Confirmation {
                form,
                receipt,
                already,
            };
            Reply::html(200, confirmation_page(view))
        }
        Ok(None) => Reply::html(200, nothing_here_page(form)),
        Err(fault) => broken(&fault),
    }
}
