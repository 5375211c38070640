//! A page with questions: shown, and sent.

use form_model::{AnswerKind, Draft, Finding, Form, Journey, Page, PageReading, Step};
use web::{FormPost, Problem, Reply, Request};
use wording::phrase::{file, question};
use wording::{Phrase, Said};

use super::added::{Chosen, Files};
use super::visit::{Loaded, Outcome, Visit};
use super::{broken, look_up, not_found, saving, status, unreadable, which_area, with_retry};
use crate::look_up::AddressStep;
use crate::screens::{
    AREA, FROM, IN_LANGUAGE, QuestionPage, SAVE, TASKS, Tasks, address, handover_page,
    question_page, tasks_page,
};
use crate::stores::Stores;
use crate::{guard, submission};

/// The query member that says what happened before the next page.
const EARLIER: &str = "earlier";

/// The query member that says what became of a file, and the words for it.
const FILE: &str = "file";
const FILE_WORDS: [(&str, Phrase); 3] = [
    ("added", file::ADDED),
    ("removed", file::REMOVED),
    ("full", file::FULL),
];

/// What a page shows beside its draft.
#[derive(Default)]
pub struct Around<'a> {
    pub typed: Option<&'a [(String, String)]>,
    pub findings: &'a [Finding],
    pub notice: Option<Said<'a>>,
    pub returning: bool,
    /// A file was chosen, and was not kept.
    pub choose_again: bool,
    /// The step towards an address, where it does not follow from what was typed.
    pub address: Option<AddressStep<'a>>,
}

/// The page as it stands in the draft.
pub async fn show<S: Stores>(visit: &Visit<'_, S>, id: &str) -> Reply {
    let loaded = match visit.load().await {
        Ok(loaded) => loaded,
        Err(fault) => return broken(visit.site(), &fault),
    };
    let form = &loaded.published.form;
    if id == TASKS && !form.section.is_empty() {
        let html = tasks_page(Tasks {
            aside: visit.site().aside,
            form,
            draft: &loaded.draft,
            notice: earlier(visit.request, form),
            coming_back: loaded.coming_back(false),
        });
        return Reply::html(200, html);
    }
    let Some(page) = form.find_page(id) else {
        return not_found(visit.site(), visit.request);
    };
    // Nobody begins what somebody else takes; whoever has begun goes on. What is posted is always kept.
    if loaded.stored.is_none()
        && let Some(to) = visit.handed_over()
    {
        return Reply::html(200, handover_page(form, to));
    }
    let returning = visit.request.query_value("return") == Some("check");
    if let Some(html) = which_area::show(visit, &loaded, page, returning).await {
        return Reply::html(200, html);
    }
    render(
        visit,
        &loaded,
        page,
        200,
        &Around {
            returning,
            notice: earlier(visit.request, form),
            ..Around::default()
        },
    )
    .await
}

/// What the address says happened before this page.
pub fn earlier<'f>(request: &Request, form: &'f Form) -> Option<Said<'f>> {
    if request.query_value(EARLIER) == Some("gone") {
        return Some(form.wording.say(question::GONE));
    }
    let became = request.query_value(FILE)?;
    let mut words = FILE_WORDS.iter();
    let found = words.find(|(name, _)| *name == became);
    found.map(|(_, phrase)| form.wording.say(*phrase))
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
        Err(fault) => return broken(visit.site(), &fault),
    };
    let both = around.notice.filter(|_| around.choose_again).map(|notice| {
        let again = loaded.published.form.wording.say(file::CHOOSE_AGAIN);
        format!("{} {}", notice.text, again.text)
    });
    let notice = around.notice.map(|notice| Said {
        text: both.as_deref().unwrap_or(notice.text),
        ..notice
    });
    let asked = visit.address_asked(&loaded.published.form, page);
    let lines = asked.zip(around.typed);
    let lines = lines.map(|(asked, typed)| asked.lines(&loaded.draft, typed));
    let typed = lines.as_deref().or(around.typed);
    let html = question_page(QuestionPage {
        form: &loaded.published.form,
        page,
        draft: &loaded.draft,
        typed,
        look_up: asked.map(|asked| {
            let follows = || asked.step(&loaded.draft, typed, around.findings);
            (asked, around.address.unwrap_or_else(follows))
        }),
        findings: around.findings,
        notice,
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
    match visit.request.form() {
        Ok(post) => answer_with(visit, id, &post, Chosen::Nothing).await,
        Err(problem) => unreadable(visit.site(), visit.request, &problem),
    }
}

/// The page was sent with a file, and could not be read to its end.
pub async fn unread<S: Stores>(visit: &Visit<'_, S>, id: &str, problem: &Problem) -> Reply {
    let loaded = match visit.load().await {
        Ok(loaded) => loaded,
        Err(_) => visit.blank(),
    };
    let around = Around {
        notice: Some(loaded.published.form.wording.say(file::NOT_READ)),
        ..Around::default()
    };
    match loaded.published.form.find_page(id) {
        Some(page) => render(visit, &loaded, page, problem.status, &around).await,
        None => not_found(visit.site(), visit.request),
    }
}

/// The page was sent, perhaps with a file. Where the file is not added to the answers, nothing of it stays.
pub async fn answer_with<S: Stores>(
    visit: &Visit<'_, S>,
    id: &str,
    post: &FormPost,
    chosen: Chosen,
) -> Reply {
    let mut files = Files::of(chosen);
    let reply = answer_page(visit, id, post, &mut files).await;
    files.tidy(visit).await;
    reply
}

async fn answer_page<S: Stores>(
    visit: &Visit<'_, S>,
    id: &str,
    post: &FormPost,
    files: &mut Files,
) -> Reply {
    let choose_again = files.chosen();
    let returning = post.first("return") == Some("check");
    let words = &visit.current.form.wording;
    let again = |happened: Phrase| Around {
        typed: Some(&post.pairs),
        notice: Some(words.say(happened)),
        returning,
        choose_again,
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
                    render(
                        visit,
                        &blank,
                        page,
                        status(&fault),
                        &again(question::NOT_SAVED),
                    )
                    .await
                }
                None => not_found(visit.site(), visit.request),
            };
        }
    };
    let form = &loaded.published.form;
    let Some(page) = form.find_page(id) else {
        return not_found(visit.site(), visit.request);
    };
    if !guard::is_ours(
        visit.request,
        post,
        visit.cookie.as_deref(),
        &visit.settings.public_url,
    ) {
        let page = page.clone();
        return render(visit, &loaded.shown(), &page, 403, &again(question::STALE)).await;
    }
    if let Some(language) = post.first(IN_LANGUAGE).filter(|_| form.languages.len() > 1) {
        return in_language(visit, id, post, language).await;
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
                    &again(question::NOT_SAVED),
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
    if let Some(reply) = look_up::step(visit, &loaded, page, post).await {
        return reply;
    }
    let asked = visit.address_asked(form, page);
    let lines = asked.map(|asked| asked.lines(&loaded.draft, &post.pairs));
    let with_others = which_area::with_others(visit, page, &loaded.draft, post);
    let typed = with_others
        .as_deref()
        .or(lines.as_deref())
        .unwrap_or(&post.pairs);
    let mut reading = form.read_page(page, &loaded.draft, typed, submission::today(visit.now));
    files
        .take(visit, form, page, &loaded.draft, post, &mut reading)
        .await;
    if files.not_kept {
        let around = Around {
            choose_again: false,
            ..again(file::NOT_KEPT)
        };
        return render(visit, &loaded.clone().shown(), page, 503, &around).await;
    }
    let saving = post.first("go") == Some(SAVE);
    // Whoever saves for later may leave questions open, but what was typed must not be left out.
    let left_open = saving && !files.wrong && nothing_is_wrong(page, &reading, typed);
    if !(reading.findings.is_empty() || left_open) {
        let around = Around {
            typed: Some(&post.pairs),
            findings: &reading.findings,
            returning,
            choose_again,
            ..Around::default()
        };
        // What was typed is shown again; files are shown from the draft, which may be asleep.
        return match files.wrong {
            true => render(visit, &loaded.clone().shown(), page, 422, &around).await,
            false => render(visit, &loaded, page, 422, &around).await,
        };
    }
    let stays = files.stays;
    let step = |draft: &Draft| {
        let before = Journey::of(form, &loaded.draft.answers);
        let after = Journey::of(form, &draft.answers);
        match next(post) {
            _ if stays => Step::Page(page),
            Next::Save => Step::Page(page),
            Next::Check => Step::CheckAnswers,
            Next::BackToCheck => draft.back_to_check(&before, &after),
            Next::Page => after.after(page),
        }
    };
    let place = |draft: &Draft| segment(step(draft)).to_owned();
    let outcome = visit.keep(&loaded, &reading, Some(&page.id), place).await;
    let room = match &outcome {
        Ok(Outcome::Kept(kept)) => files.saved(visit, &kept.draft).await,
        _ => true,
    };
    match outcome {
        Ok(Outcome::Sent) => already_sent(form),
        Ok(Outcome::Kept(_)) if loaded.asleep => saving::asleep(visit),
        Ok(Outcome::Kept(kept)) if saving && room => {
            let location = format!("{}?{FROM}={}", address(form, SAVE), page.id);
            visit.go(&location, kept.begun.as_deref())
        }
        Ok(Outcome::Kept(kept)) => {
            let step = match room {
                true => step(&kept.draft),
                false => Step::Page(page),
            };
            let mut location = location(form, step, returning);
            let goes_on = matches!(next(post), Next::Page | Next::BackToCheck) && !stays && room;
            if goes_on
                && let Some(asked) =
                    which_area::after(visit, form, page, &loaded.draft, &kept.draft).await
            {
                location = format!("{}?{AREA}={}", address(form, &page.id), asked.question.id);
                if returning {
                    location.push_str("&return=check");
                }
            }
            let mut say = |name: &str, value: &str| {
                let joint = if location.contains('?') { '&' } else { '?' };
                location.push_str(&format!("{joint}{name}={value}"));
            };
            if guard::lost_its_draft(post, visit.cookie.as_deref()) {
                say(EARLIER, "gone");
            }
            if let Some(said) = files.said {
                say(FILE, said);
            }
            visit.go(&location, kept.begun.as_deref())
        }
        Err(fault) => {
            render(
                visit,
                &loaded,
                page,
                status(&fault),
                &again(question::NOT_SAVED),
            )
            .await
        }
    }
}

/// The page in another language, with everything as it was typed. Nothing is judged and nothing is saved:
/// that is for the buttons that go on.
async fn in_language<S: Stores>(
    visit: &Visit<'_, S>,
    id: &str,
    post: &FormPost,
    language: &str,
) -> Reply {
    let visit = match visit.in_language(language).await {
        Ok(Some(visit)) => visit,
        Ok(None) => return not_found(visit.site(), visit.request),
        Err(fault) => return broken(visit.site(), &fault),
    };
    // Where the answers of other pages cannot be read just now, what was typed on this one still is.
    let loaded = match visit.load().await {
        Ok(loaded) => loaded,
        Err(_) => visit.blank(),
    };
    let form = &loaded.published.form;
    let Some(page) = form.find_page(id) else {
        return not_found(visit.site(), visit.request);
    };
    // A browser cannot be given a file back.
    let chose = page.question.iter().any(|question| {
        matches!(question.answer, AnswerKind::Upload(_))
            && post
                .first(&question.id)
                .is_some_and(|name| !name.is_empty())
    });
    let around = Around {
        typed: Some(&post.pairs),
        notice: chose.then(|| form.wording.say(file::CHOOSE_AGAIN)),
        returning: post.first("return") == Some("check"),
        ..Around::default()
    };
    let reply = render(&visit, &loaded, page, 200, &around).await;
    visit.remembered(reply)
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
fn nothing_is_wrong(page: &Page, reading: &PageReading, typed: &[(String, String)]) -> bool {
    reading.findings.iter().all(|finding| {
        let mut questions = page.question.iter();
        let question = questions.find(|question| finding.field.starts_with(&question.id));
        question.is_some_and(|question| {
            let mut pairs = typed.iter();
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
