//! Saving a form for later, and coming back to it with the words. What is said to whoever has no form
//! is what is said to whoever has one and not its words.

use form_model::{Draft, Form, Journey};
use web::{FormPost, Reply};
use wording::Phrase;
use wording::phrase::{resume, save};

use super::visit::Visit;
use super::{status, unreadable, with_retry};
use crate::guard;
use crate::screens::day_in_words;
use crate::screens::{
    AskWords, FROM, RESUME, SavedForm, TASKS, WORDS, address, nothing_to_save_page, resume_page,
    save_page, saved_page,
};
use crate::stores::{CameBack, Fault, StoredDraft, Stores, Way, WayBack};

/// How long a form is kept after it was last used. The store sees to it.
const KEPT_SECONDS: i64 = 28 * 86_400;
/// The last segment of the address at which everything is checked.
pub const CHECK: &str = "check-answers";

/// What saving means. It asks the store for nothing, so that it is the same for everybody.
pub fn show<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let form = &visit.current.form;
    let from = visit.request.query_value(FROM);
    let from = from.filter(|page| is_place(form, page));
    Reply::html(200, save_page(form, visit.token().as_deref(), from, None))
}

/// The button was pressed: the words and the link are shown, this once. Pressed again, there are others,
/// and the first end.
pub async fn keep<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.request, &problem),
    };
    let form = &visit.current.form;
    let from = post.first(FROM).filter(|page| is_place(form, page));
    let again = |status, happened: Phrase| {
        let happened = Some(form.wording.say(happened));
        let html = save_page(form, visit.token().as_deref(), from, happened);
        with_retry(Reply::html(status, html))
    };
    if !is_ours(visit, &post) {
        return again(403, save::STALE);
    }
    if post.first("go") == Some("close") {
        return visit.forget("/contact");
    }
    match put_by(visit, from).await {
        Ok(Some(way)) => {
            let path = format!("{}/{}", address(form, RESUME), way.token);
            let link = format!("{}{path}", visit.settings.public_url.trim_end_matches('/'));
            let until = visit.now.plus_seconds(KEPT_SECONDS);
            let html = saved_page(SavedForm {
                form,
                words: &way.words,
                link: &link,
                until: &day_in_words(until, visit.now, &form.wording),
                token: visit.token().as_deref(),
                from,
            });
            Reply::html(200, html)
        }
        Ok(None) => Reply::html(200, nothing_to_save_page(form)),
        Err(fault) => again(status(&fault), save::NOT_SAVED),
    }
}

async fn put_by<S: Stores>(
    visit: &Visit<'_, S>,
    from: Option<&str>,
) -> Result<Option<WayBack>, Fault> {
    let Some(cookie) = &visit.cookie else {
        return Ok(None);
    };
    if let Some(from) = from {
        visit.stay_at(from).await?;
    }
    let form = &visit.current.form.id;
    visit.stores.save_for_later(form, cookie, visit.now).await
}

/// Where the words are asked for. It asks the store for nothing.
pub fn show_resume<S: Stores>(visit: &Visit<'_, S>, link: &str) -> Reply {
    let kept = visit.request.query_value("kept").is_some();
    Reply::html(
        200,
        ask(visit, link, None, None, kept.then_some(resume::KEPT)),
    )
}

/// Words were given.
pub async fn open<S: Stores>(visit: &Visit<'_, S>, link: &str) -> Reply {
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.request, &problem),
    };
    let typed = post.first(WORDS).unwrap_or_default();
    let again = |status, error, notice| {
        let html = ask(visit, link, Some(typed), error, notice);
        with_retry(Reply::html(status, html))
    };
    if !is_ours(visit, &post) {
        return again(403, None, Some(resume::NOT_OPENED));
    }
    if typed.trim().is_empty() {
        return again(422, Some(resume::MISSING), None);
    }
    let way = match link {
        "" => Way::Cookie(visit.cookie.as_deref().unwrap_or_default()),
        link => Way::Link(link),
    };
    let (form, address) = (&visit.current.form.id, visit.address());
    let came = visit
        .stores
        .come_back(form, way, typed, address.as_deref(), visit.now);
    match came.await {
        Ok(CameBack::Opened { cookie, draft }) => match place(visit, &draft).await {
            Ok(place) => visit.go(&place, Some(&cookie)),
            // It is open now, whatever cannot be read for the moment.
            Err(_) => visit.go(&address_of(visit, CHECK), Some(&cookie)),
        },
        Ok(CameBack::Refused) => again(422, Some(resume::WRONG), None),
        Ok(CameBack::Locked(wait)) => {
            again(429, Some(resume::LOCKED), None).with_header("retry-after", &wait.to_string())
        }
        Err(fault) => again(status(&fault), None, Some(resume::NOT_NOW)),
    }
}

fn ask<S: Stores>(
    visit: &Visit<'_, S>,
    link: &str,
    typed: Option<&str>,
    error: Option<Phrase>,
    notice: Option<Phrase>,
) -> String {
    let say = |phrase| visit.current.form.wording.say(phrase);
    resume_page(AskWords {
        form: &visit.current.form,
        link: Some(link).filter(|link| !link.is_empty()),
        csrf: visit.token().as_deref(),
        typed,
        error: error.map(say),
        notice: notice.map(say),
    })
}

/// Where the words of the browser's own form are asked for, after something was typed into it.
pub fn asleep<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    Reply::see_other(&format!("{}?kept=yes", address_of(visit, RESUME)))
}

/// The page where somebody stopped, on the version on which they began.
async fn place<S: Stores>(visit: &Visit<'_, S>, stored: &StoredDraft) -> Result<String, Fault> {
    let published = match visit.stores.form(&stored.form).await? {
        Some(published) => published,
        None => std::rc::Rc::clone(&visit.current),
    };
    let form = &published.form;
    let draft = Draft::from_json(form, &stored.answers);
    let stopped = draft.at.as_deref().filter(|page| is_place(form, page));
    Ok(match stopped {
        Some(page) => address(form, page),
        None => address(form, first_not_seen(form, &draft)),
    })
}

/// For a draft that does not say where: the first page that was not seen.
fn first_not_seen<'f>(form: &'f Form, draft: &Draft) -> &'f str {
    let journey = Journey::of(form, &draft.answers);
    let not_seen = journey.pages().iter().find(|shown| {
        let mut questions = shown.questions.iter();
        questions.any(|question| !draft.has_seen(&question.id))
    });
    not_seen.map_or(CHECK, |shown| shown.page.id.as_str())
}

/// Whether somebody can stop there.
fn is_place(form: &Form, page: &str) -> bool {
    page == CHECK || (page == TASKS && !form.section.is_empty()) || form.find_page(page).is_some()
}

fn is_ours<S: Stores>(visit: &Visit<'_, S>, post: &FormPost) -> bool {
    let (cookie, url) = (visit.cookie.as_deref(), &visit.settings.public_url);
    guard::is_ours(visit.request, post, cookie, url)
}

fn address_of<S: Stores>(visit: &Visit<'_, S>, page: &str) -> String {
    address(&visit.current.form, page)
}
