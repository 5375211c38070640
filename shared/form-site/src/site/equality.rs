//! Questions about equality, after a contact was sent: the choices, the questions as on every form, and
//! sending. Without a contact that this browser has sent and used lately, there are none.

use std::rc::Rc;

use form_model::{Form, Journey};
use web::{FormPost, Params, Reply};
use wording::Phrase;
use wording::phrase::equality as words;

use super::visit::{Loaded, Visit};
use super::{ask, broken, not_found, status, unreadable, with_retry};
use crate::equality::{Choice, Offers, questions};
use crate::guard;
use crate::routes::Page;
use crate::screens::{
    CheckEquality, address, check_equality_page, choices_page, not_offered_page, thank_you_page,
};
use crate::stores::{EqualityAnswers, Fault, FormVersion, SentDraft, Stores, Taken};
use crate::submission;

/// How often a draft that another tab keeps saving is read again.
const TRIES: usize = 8;

/// What this browser is offered; none where it has sent nothing, or nobody has used it lately.
pub async fn offers<S: Stores>(visit: &Visit<'_, S>) -> Result<Option<Offers>, Fault> {
    let Some(cookie) = &visit.cookie else {
        return Ok(None);
    };
    let form = &visit.current.form.id;
    let standing = visit.stores.afterwards(form, cookie, visit.now).await?;
    Ok(standing.map(|standing| Offers::of(form, &standing)))
}

/// Answers a page. `visit` is at the form of the contact.
pub async fn answer<S: Stores>(visit: &Visit<'_, S>, page: Page, params: &Params) -> Reply {
    let form = &visit.current.form;
    let named = params.get("choice");
    let choice = Choice::from_id(named);
    if choice.is_none() && !named.is_empty() {
        return not_found(visit.site(), visit.request);
    }
    let chosen = choice.unwrap_or(Choice::Statistics);
    let Some(published) = questions(&form.path(), chosen) else {
        return not_found(visit.site(), visit.request);
    };
    let asks = matches!(page, Page::EqualityAsk | Page::EqualityAnswer);
    let id = params.get("page");
    if asks && published.form.find_page(id).is_none() {
        return not_found(visit.site(), visit.request);
    }
    let offers = match offers(visit).await {
        Ok(Some(offers)) if offers.has(chosen) => offers,
        Ok(_) => return Reply::html(200, not_offered_page(form)),
        Err(fault) => return broken(visit.site(), &fault),
    };
    let thanks = || thank_you_page(form, chosen, offers);
    let first = published.form.page.first();
    let first = first.map_or("", |page| page.id.as_str());
    let inner = visit.apart(Rc::clone(&published), chosen.cookie(&form.id));
    let reply = match page {
        Page::EqualityThanks if offers.was_made(chosen) => Reply::html(200, thanks()),
        Page::EqualityAsk | Page::EqualityCheck if offers.was_made(chosen) => {
            Reply::html(200, thanks())
        }
        Page::EqualityAsk => ask::show(&inner, id).await,
        Page::EqualityAnswer => ask::answer(&inner, id).await,
        Page::EqualityCheck => match inner.load().await {
            Ok(loaded) => check(visit, &inner, &loaded, chosen, 200, None),
            Err(fault) => broken(visit.site(), &fault),
        },
        Page::EqualitySend => send(visit, &inner, &published.form, chosen).await,
        _ => Reply::html(200, choices_page(form, offers, first)),
    };
    inner.remembered(reply)
}

fn check<S: Stores>(
    visit: &Visit<'_, S>,
    inner: &Visit<'_, S>,
    loaded: &Loaded,
    choice: Choice,
    status: u16,
    notice: Option<Phrase>,
) -> Reply {
    let html = check_equality_page(CheckEquality {
        contact: &visit.current.form,
        form: &inner.current.form,
        choice,
        draft: &loaded.draft,
        notice,
        token: inner.token().as_deref(),
    });
    with_retry(Reply::html(status, html))
}

/// “Send my answers” was pressed. Pressed twice, they are taken once.
async fn send<S: Stores>(
    visit: &Visit<'_, S>,
    inner: &Visit<'_, S>,
    own: &Form,
    choice: Choice,
) -> Reply {
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.site(), visit.request, &problem),
    };
    for _ in 0..TRIES {
        if let Some(reply) = send_as_it_stands(visit, inner, own, choice, &post).await {
            return reply;
        }
    }
    check(
        visit,
        inner,
        &inner.blank(),
        choice,
        503,
        Some(words::NOT_SENT),
    )
}

/// Sends the draft as it stands; none where another tab saved while it was read.
async fn send_as_it_stands<S: Stores>(
    visit: &Visit<'_, S>,
    inner: &Visit<'_, S>,
    own: &Form,
    choice: Choice,
    post: &FormPost,
) -> Option<Reply> {
    let loaded = match inner.load().await {
        Ok(loaded) => loaded,
        Err(fault) => return Some(broken(visit.site(), &fault)),
    };
    let again = |status, notice| check(visit, inner, &loaded, choice, status, Some(notice));
    let (cookie, url) = (inner.cookie.as_deref(), &visit.settings.public_url);
    if !guard::is_ours(visit.request, post, cookie, url) {
        return Some(again(403, words::STALE));
    }
    let form = &inner.current.form;
    let thanks = || Reply::see_other(&address(form, "thank-you"));
    let (Some(cookie), Some(stored)) = (&inner.cookie, &loaded.stored) else {
        // It was sent from another tab or by a second press, or there never was an answer.
        return Some(thanks());
    };
    let given = answers(own, &loaded, cookie, stored.revision);
    if given.answers.is_empty() {
        return Some(check(visit, inner, &loaded, choice, 200, None));
    }
    let (stores, contact, now) = (visit.stores, &visit.current.form, visit.now);
    let sent_with = visit.cookie.as_deref().unwrap_or_default();
    let taken = match choice {
        Choice::Statistics => {
            stores
                .count_equality(&contact.id, sent_with, given, now)
                .await
        }
        Choice::Record => {
            stores
                .add_equality_to_record(&contact.id, sent_with, given, now)
                .await
        }
    };
    match taken {
        Ok(Taken::Taken | Taken::Before) => Some(thanks()),
        Ok(Taken::NotOffered) => Some(Reply::html(200, not_offered_page(contact))),
        Ok(Taken::DraftChanged) => None,
        Err(fault) => Some(again(status(&fault), words::NOT_SENT)),
    }
}

/// What was answered, in the form's own language: in those words it is counted and returned.
fn answers(form: &Form, loaded: &Loaded, cookie: &str, revision: u32) -> EqualityAnswers {
    let journey = Journey::of(form, &loaded.draft.answers);
    EqualityAnswers {
        form: FormVersion {
            id: form.id.clone(),
            version: form.version,
        },
        answers: submission::asked_answers(&journey),
        draft: SentDraft {
            cookie: cookie.to_owned(),
            revision,
        },
    }
}
