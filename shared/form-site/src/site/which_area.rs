//! A postcode that was typed lies in several districts: one question asks in which of them, once. Nobody has to
//! know: whoever goes on without an answer is asked by a person later.

use form_model::{Draft, Form, Page, Question};
use web::FormPost;

use super::visit::{Loaded, Visit};
use crate::areas::{OpenArea, open_area, postcode_of};
use crate::screens::{AREA, WhichArea, filled_in, which_area_page};
use crate::stores::Stores;
use crate::submission;

/// What is asked after a page was kept; none where its postcode tells the district, and where it was asked about
/// before.
pub async fn after<'f, S: Stores>(
    visit: &Visit<'_, S>,
    form: &Form,
    page: &'f Page,
    before: &Draft,
    now: &Draft,
) -> Option<OpenArea<'f>> {
    for question in &page.question {
        let is_new = postcode_of(page, question)
            .is_some_and(|postcode| before.answers.get(postcode) != now.answers.get(postcode));
        if is_new && let Some(open) = open(visit, form, page, question, now).await {
            return Some(open);
        }
    }
    None
}

/// The page that asks, where its address names a question that is still open.
pub async fn show<S: Stores>(
    visit: &Visit<'_, S>,
    loaded: &Loaded,
    page: &Page,
    returning: bool,
) -> Option<String> {
    let wanted = visit.request.query_value(AREA)?;
    let mut questions = page.question.iter();
    let question = questions.find(|question| question.id == wanted)?;
    let form = &loaded.published.form;
    let open = open(visit, form, page, question, &loaded.draft).await?;
    Some(which_area_page(WhichArea {
        form,
        page,
        draft: &loaded.draft,
        question,
        postcode: &open.postcode,
        districts: &open.districts,
        token: visit.token().as_deref(),
        returning,
    }))
}

/// What the page that asks has posted, with the other answers of its page: those that did not come along are as
/// they were. Nothing for every other page.
pub fn with_others<S: Stores>(
    visit: &Visit<'_, S>,
    page: &Page,
    draft: &Draft,
    post: &FormPost,
) -> Option<Vec<(String, String)>> {
    visit.request.query_value(AREA)?;
    let is_absent = |question: &&Question| {
        let mut pairs = post.pairs.iter();
        !pairs.any(|(name, _)| name.starts_with(question.id.as_str()))
    };
    let absent: Vec<&Question> = page.question.iter().filter(is_absent).collect();
    let mut typed = post.pairs.clone();
    typed.extend(filled_in(draft, &absent));
    Some(typed)
}

/// The question, if it is open. Where places cannot be read just now, nothing is asked and nothing is lost.
async fn open<'f, S: Stores>(
    visit: &Visit<'_, S>,
    form: &Form,
    page: &'f Page,
    question: &'f Question,
    draft: &Draft,
) -> Option<OpenArea<'f>> {
    // Most questions ask for no district, and need no places.
    postcode_of(page, question)?;
    let places = visit.stores.places().await.ok()?;
    let today = submission::today(visit.now);
    open_area(form, page, question, &draft.answers, &places, today)
}
