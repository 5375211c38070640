//! Everything is checked, sent once, and confirmed for as long as the browser stays open.

use form_model::{Finding, Journey};
use vocabulary::Channel;
use web::{FormPost, Reply};
use wording::Said;
use wording::phrase::{check, question};

use super::ask::{self, Around};
use super::equality;
use super::saving;
use super::visit::{Loaded, Visit};
use super::{broken, status, unreadable, with_retry};
use crate::guard;
use crate::screens::{
    CheckAnswers, Confirmation, address, check_answers_page, confirmation_page, nothing_here_page,
    nothing_to_check_page,
};
use crate::stores::{Fault, NotSubmitted, SentDraft, Stores, Submission};
use crate::submission::{self, Arrival, Prepared};

/// How often a draft that another tab keeps saving is read again.
const TRIES: usize = 8;

/// Everything that was answered so far.
pub async fn show<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    match visit.load().await {
        Ok(loaded) if loaded.stored.is_none() => {
            Reply::html(200, nothing_to_check_page(&loaded.published.form))
        }
        Ok(loaded) => {
            let form = &loaded.published.form;
            render(visit, &loaded, 200, ask::earlier(visit.request, form)).await
        }
        Err(fault) => broken(visit.site(), &fault),
    }
}

async fn render<S: Stores>(
    visit: &Visit<'_, S>,
    loaded: &Loaded,
    status: u16,
    notice: Option<Said<'_>>,
) -> Reply {
    // Without the names of places the slugs are said: a page is worth more.
    let districts = visit.districts(true).await.unwrap_or_default();
    let html = check_answers_page(CheckAnswers {
        aside: visit.site().aside,
        form: &loaded.published.form,
        draft: &loaded.draft,
        notice,
        token: visit.token().as_deref(),
        districts: &districts,
        coming_back: loaded.coming_back(false),
    });
    with_retry(Reply::html(status, html))
}

/// `Send` was pressed. Pressed twice, it is the same contact and the same confirmation.
pub async fn send<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.site(), visit.request, &problem),
    };
    for _ in 0..TRIES {
        if let Some(reply) = send_as_it_stands(visit, &post).await {
            return reply;
        }
    }
    not_sent(visit, &visit.blank(), &Fault::Unavailable).await
}

/// Sends the draft as it stands; none where another tab saved while it was read, so that nothing that
/// was saved is left out.
async fn send_as_it_stands<S: Stores>(visit: &Visit<'_, S>, post: &FormPost) -> Option<Reply> {
    let words = &visit.current.form.wording;
    // Whoever still has the page with all answers open may send them, however long it was open.
    let loaded = match visit.load_to_write().await {
        Ok(loaded) => loaded,
        Err(fault) => {
            return Some(not_sent(visit, &visit.blank(), &fault).await);
        }
    };
    let shown = || loaded.clone().shown();
    let confirmation = address(&loaded.published.form, "confirmation");
    if !guard::is_ours(
        visit.request,
        post,
        visit.cookie.as_deref(),
        &visit.settings.public_url,
    ) {
        return Some(render(visit, &shown(), 403, Some(words.say(check::STALE))).await);
    }
    if loaded.stored.is_none() {
        match visit.was_sent().await {
            Ok(true) => return Some(visit.go(&confirmation, None)),
            Ok(false) => {}
            Err(fault) => {
                return Some(not_sent(visit, &shown(), &fault).await);
            }
        }
    }
    let journey = Journey::of(&loaded.published.form, &loaded.draft.answers);
    let missing = journey.all_missing();
    if let Some(first) = missing.first() {
        if loaded.asleep {
            return Some(saving::asleep(visit));
        }
        return Some(ask_again(visit, &loaded, first, &missing).await);
    }
    let files = submission::files(journey.counted());
    let contact = match contact(visit, &loaded, post, journey).await {
        Ok(contact) => contact,
        Err(fault) => {
            return Some(not_sent(visit, &shown(), &fault).await);
        }
    };
    // Should it fail, they are kept when a worker opens the referral; nothing holds up what was sent.
    if !files.is_empty() && visit.stores.keep_files(files).await.is_err() {
        visit.log("failed to keep the files of a contact for longer than its draft");
    }
    let address = visit.address();
    match visit.stores.submit(contact, address.as_deref()).await {
        Ok(_) => Some(visit.go(&confirmation, None)),
        Err(NotSubmitted::DraftChanged) => None,
        Err(NotSubmitted::Failed(fault)) => Some(not_sent(visit, &shown(), &fault).await),
        Err(NotSubmitted::TooMany(wait)) => Some(
            render(visit, &shown(), 429, Some(words.say(check::TOO_MANY)))
                .await
                .with_header("retry-after", &wait.to_string()),
        ),
        // It has no key of its own, so this cannot be; were it to be, nothing was stored.
        Err(NotSubmitted::KeyReused) => Some(not_sent(visit, &shown(), &Fault::Internal).await),
    }
}

/// Nothing was sent, and everything is still there.
async fn not_sent<S: Stores>(visit: &Visit<'_, S>, loaded: &Loaded, fault: &Fault) -> Reply {
    let words = &loaded.published.form.wording;
    render(
        visit,
        loaded,
        status(fault),
        Some(words.say(check::NOT_SENT)),
    )
    .await
}

/// The draft as a contact, decided.
async fn contact<S: Stores>(
    visit: &Visit<'_, S>,
    loaded: &Loaded,
    post: &FormPost,
    journey: Journey<'_>,
) -> Result<Submission, Fault> {
    // What is stored is in the form's own language, which staff can read.
    let version = crate::stores::FormVersion {
        id: loaded.published.form.id.clone(),
        version: loaded.published.form.version,
    };
    let own = visit.stores.form(&version).await?;
    let journey = match &own {
        Some(own) => Journey::of(&own.form, &loaded.draft.answers),
        None => journey,
    };
    let mut flags = guard::flags(
        post,
        loaded.stored.as_ref().map(|stored| stored.started_at),
        visit.now,
    );
    flags.extend(
        visit
            .other_language()
            .map(|language| format!("read-in-{language}")),
    );
    let prepared = Prepared {
        facts: journey.facts(),
        journey,
        not_asked: Vec::new(),
    };
    let decision = visit.stores.decide(&prepared.facts, visit.now).await?;
    let calendar = visit.stores.calendar().await?;
    let stored = loaded.stored.as_ref();
    let arrival = Arrival {
        channel: Some(Channel::Web),
        draft: visit
            .cookie
            .clone()
            .zip(stored)
            .map(|(cookie, stored)| SentDraft {
                cookie,
                revision: stored.revision,
            }),
        flags,
        ..Arrival::default()
    };
    Ok(submission::build(
        &prepared, decision, visit.now, &calendar, arrival,
    ))
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
        notice: visit
            .cookie
            .is_none()
            .then(|| loaded.published.form.wording.say(question::GONE)),
        ..Around::default()
    };
    match loaded.published.form.find_page(&first.page) {
        Some(page) => ask::render(visit, loaded, page, 422, &around).await,
        None => render(visit, loaded, 422, Some(Said::here(&first.message))).await,
    }
}

/// What was sent, for as long as this browser has the cookie. It reads, and so survives being reloaded.
pub async fn confirmation<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let form = &visit.current.form;
    let receipt = match &visit.cookie {
        Some(cookie) => visit.stores.receipt_of_draft(&form.id, cookie).await,
        None => Ok(None),
    };
    match receipt {
        Ok(Some(receipt)) => {
            let receipt = &receipt;
            let already = visit.request.query_value("already").is_some();
            let view = Confirmation {
                aside: visit.site().aside,
                form,
                receipt,
                already,
                offers: equality::offers(visit).await.unwrap_or_default(),
            };
            Reply::html(200, confirmation_page(view))
        }
        Ok(None) => Reply::html(200, nothing_here_page(form)),
        Err(fault) => broken(visit.site(), &fault),
    }
}
