//! A page with questions: shown, and sent.

use form_model::{AnswerKind, Draft, Finding, Form, Journey, Page, PageReading, Step};
use web::{FormPost, Reply, Request};

use super::saving;
use super::visit::{Loaded, Outcome, Visit};
use super::{broken, not_found, status, unreadable, with_retry};
use crate::screens::{
    FROM, QuestionPage, SAVE, TASKS, Tasks, address, handover_page, question_page, tasks_page,
};
use crate::stores::Stores;
use crate::{guard, submission};

/// What people read when their page is not one of ours, or not of this draft.
const STALE: &str = "Your answers are still here, but we could not be sure that you sent them from this page. \
     Check them and press the button again.";
/// What people read when everything before this page has gone.
pub const GONE: &str = "We no longer have the answers that you gave before, because the browser was closed or you \
     left the page. What you sent last is kept. You can go back and answer again.";
/// The query member that brings those words to the next page.
const EARLIER: &str = "earlier";
const NOT_SAVED: &str = "We could not save this page just now, and nothing was sent. Your answers are still here. \
     Wait a moment, then press the button again. If it cannot wait, call us.";

/// What a page shows beside its draft.
#[derive(Default)]
pub struct Around<'a> {
    pub typed: Option<&'a [(String, String)]>,
    pub findings: &'a [Finding],
    pub notice: Option<&'a str>,
    pub returning: bool,
}

/// The page as it stands in the draft.
pub async fn show<S: Stores>(visit: &Visit<'_, S>, id: &str) -> Reply {
    let loaded = match visit.load().await {
        Ok(loaded) => loaded,
        Err(fault) => return broken(&fault),
    };
    let form = &loaded.published.form;
    if id == TASKS && !form.section.is_empty() {
        let html = tasks_page(Tasks {
            form,
            draft: &loaded.draft,
            notice: earlier(visit.request),
            coming_back: loaded.coming_back(false),
        });
        return Reply::html(200, html);
    }
    let Some(page) = form.find_page(id) else {
        return not_found(visit.request);
    };
    // Nobody begins what somebody else takes; whoever has begun goes on. What is posted is always kept.
    if loaded.stored.is_none()
        && let Some(to) = visit.handed_over()
    {
        return Reply::html(200, handover_page(form, to));
    }
    let returning = visit.request.query_value("return") == Some("check");
    render(
        visit,
        &loaded,
        page,
        200,
        &Around {
            returning,
            notice: earlier(visit.request),
            ..Around::default()
        },
    )
    .await
}

/// What the address says happened before this page.
pub fn earlier(request: &Request) -> Option<&'static str> {
    (request.query_value(EARLIER) == Some("gone")).then_some(GONE)
}

/// The page with something around it.
pub async fn render<S: Stores>(
    visit: &Visit<'_, S>,
    loaded: &Loaded,
    page: &Page,
    status: u16,
    around: &Around<'_>,
) -> Reply {
    let asks_district = page
        .question
        .iter()
        .any(|question| matches!(question.answer, AnswerKind::District(_)));
    let districts = match visit.districts(asks_district).await {
        Ok(districts) => districts,
        Err(fault) => return broken(&fault),
    };
    let html = question_page(QuestionPage {
        form: &loaded.published.form,
        page,
        draft: &loaded.draft,
        typed: around.typed,
        findings: around.findings,
        notice: around.notice,
        token: visit.token().as_deref(),
        begins: begins(visit, loaded, around.typed),
        returning: around.returning,
        districts: &districts,
        coming_back: loaded.coming_back(status != 200 || is_first(&loaded.published.form, page)),
    });
    with_retry(Reply::html(status, html))
}

/// Whether everybody begins here.
fn is_first(form: &Form, page: &Page) -> bool {
    form.page.first().is_some_and(|first| first.id == page.id)
}

/// Whether the page begins something new in a browser that has sent something before. A page that was
/// open already when that was sent does not.
fn begins<S: Stores>(
    visit: &Visit<'_, S>,
    loaded: &Loaded,
    typed: Option<&[(String, String)]>,
) -> bool {
    visit.cookie.is_some()
        && loaded.stored.is_none()
        && typed.is_none_or(|typed| typed.iter().any(|(name, _)| name == guard::NEW_FIELD))
}

/// The confirmation, with words that it was sent before this page was.
fn already_sent(form: &Form) -> Reply {
    Reply::see_other(&format!("{}?already=sent", address(form, "confirmation")))
}

/// The page was sent: its answers are kept, and the next page follows.
pub async fn answer<S: Stores>(visit: &Visit<'_, S>, id: &str) -> Reply {
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.request, &problem),
    };
    let returning = post.first("return") == Some("check");
    let again = |notice| Around {
        typed: Some(&post.pairs),
        notice,
        returning,
        ..Around::default()
    };
    let loaded = match visit.load_to_write().await {
        // The page begins something new, whatever else this browser has.
        Ok(loaded) if loaded.asleep && post.first(guard::NEW_FIELD).is_some() => visit.blank(),
        Ok(loaded) => loaded,
        Err(fault) => {
            // What is in the store cannot be shown, but what was just typed can.
            let blank = visit.blank();
            return match blank.published.form.find_page(id) {
                Some(page) => {
                    render(visit, &blank, page, status(&fault), &again(Some(NOT_SAVED))).await
                }
                None => not_found(visit.request),
            };
        }
    };
    let form = &loaded.published.form;
    let Some(page) = form.find_page(id) else {
        return not_found(visit.request);
    };
    if !guard::is_ours(
        visit.request,
        &post,
        visit.cookie.as_deref(),
        &visit.settings.public_url,
    ) {
        let page = page.clone();
        return render(visit, &loaded.shown(), &page, 403, &again(Some(STALE))).await;
    }
    if visit.cookie.is_some() && loaded.stored.is_none() && post.first(guard::NEW_FIELD).is_none() {
        match visit.was_sent().await {
            Ok(true) => return already_sent(form),
            Ok(false) => {}
            Err(fault) => {
                return render(
                    visit,
                    &loaded,
                    page,
                    status(&fault),
                    &again(Some(NOT_SAVED)),
                )
                .await;
            }
        }
    }
    if let Some(fields) = form.pressed(page, &post.pairs) {
        let around = Around {
            typed: Some(&fields),
            returning,
            ..Around::default()
        };
        return render(visit, &loaded, page, 200, &around).await;
    }
    let reading = form.read_page(
        page,
        &loaded.draft,
        &post.pairs,
        submission::today(visit.now),
    );
    let saving = post.first("go") == Some(SAVE);
    // Whoever saves for later may leave questions open, but what was typed must not be left out.
    let left_open = saving && nothing_is_wrong(page, &reading, &post);
    if !(reading.findings.is_empty() || left_open) {
        let around = Around {
            findings: &reading.findings,
            ..again(None)
        };
        return render(visit, &loaded, page, 422, &around).await;
    }
    let step = |draft: &Draft| {
        let before = Journey::of(form, &loaded.draft.answers);
        let after = Journey::of(form, &draft.answers);
        match next(&post) {
            Next::Save => Step::Page(page),
            Next::Check => Step::CheckAnswers,
            Next::BackToCheck => draft.back_to_check(&before, &after),
            Next::Page => after.after(page),
        }
    };
    let place = |draft: &Draft| segment(step(draft)).to_owned();
    match visit.keep(&loaded, &reading, place).await {
        Ok(Outcome::Sent) => already_sent(form),
        Ok(Outcome::Kept(_)) if loaded.asleep => saving::asleep(visit),
        Ok(Outcome::Kept(kept)) if saving => {
            let location = format!("{}?{FROM}={}", address(form, SAVE), page.id);
            visit.go(&location, kept.begun.as_deref())
        }
        Ok(Outcome::Kept(kept)) => {
            let mut location = location(form, step(&kept.draft), returning);
            if guard::lost_its_draft(&post, visit.cookie.as_deref()) {
                let joint = if location.contains('?') { '&' } else { '?' };
                location.push_str(&format!("{joint}{EARLIER}=gone"));
            }
            visit.go(&location, kept.begun.as_deref())
        }
        Err(fault) => {
            render(
                visit,
                &loaded,
                page,
                status(&fault),
                &again(Some(NOT_SAVED)),
            )
            .await
        }
    }
}

/// Where the person wants to go.
enum Next {
    Page,
    BackToCheck,
    /// Without the pages in between.
    Check,
    /// Nowhere: they will come back to this page.
    Save,
}

/// Whether every finding is of something that was left open.
fn nothing_is_wrong(page: &Page, reading: &PageReading, post: &FormPost) -> bool {
    reading.findings.iter().all(|finding| {
        let mut questions = page.question.iter();
        let question = questions.find(|question| finding.field.starts_with(&question.id));
        question.is_some_and(|question| {
            let mut pairs = post.pairs.iter();
            !pairs.any(|(name, value)| name.starts_with(&question.id) && !value.trim().is_empty())
        })
    })
}

fn next(post: &FormPost) -> Next {
    match (post.first("go"), post.first("return")) {
        (Some(SAVE), _) => Next::Save,
        (Some("check"), _) => Next::Check,
        (_, Some("check")) => Next::BackToCheck,
        _ => Next::Page,
    }
}

/// The last segment of where somebody is.
fn segment<'f>(step: Step<'f>) -> &'f str {
    match step {
        Step::CheckAnswers => saving::CHECK,
        Step::Tasks => TASKS,
        Step::Page(page) => &page.id,
    }
}

fn location(form: &Form, step: Step, returning: bool) -> String {
    match step {
        Step::CheckAnswers => address(form, "check-answers"),
        Step::Tasks => address(form, TASKS),
        Step::Page(page) if returning => format!("{}?return=check", address(form, &page.id)),
        Step::Page(page) => address(form, &page.id),
    }
}
