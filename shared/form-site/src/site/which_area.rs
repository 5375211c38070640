//! A postcode that was typed lies in several districts: one question asks in which of them, once. Nobody has to
//! know: whoever goes on without an answer is asked by a person later.

use form_model::{Answer, AnswerKind, Draft, Form, Journey, Page, Question};

use web::FormPost;

use super::visit::{Loaded, Visit};
use crate::screens::{AREA, WhichArea, filled_in, which_area_page};
use crate::stores::Stores;
use crate::submission;

/// A question for the district of a postcode of the same page.
pub struct Asked<'f> {
    pub question: &'f Question,
    postcode: String,
    /// Slug and name of those that the postcode touches.
    districts: Vec<(String, String)>,
}

/// What is asked after a page was kept; none where its postcode tells the district, and where it was asked about
/// before.
pub async fn after<'f, S: Stores>(
    visit: &Visit<'_, S>,
    form: &'f Form,
    page: &'f Page,
    before: &Draft,
    now: &Draft,
) -> Option<Asked<'f>> {
    for question in page.question.iter() {
        let is_new = postcode_of(page, question)
            .is_some_and(|postcode| before.answers.get(postcode) != now.answers.get(postcode));
        if is_new && let Some(asked) = asked(visit, form, page, question, now).await {
            return Some(asked);
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
    let question = page
        .question
        .iter()
        .find(|question| question.id == wanted)?;
    let form = &loaded.published.form;
    let asked = asked(visit, form, page, question, &loaded.draft).await?;
    Some(which_area_page(WhichArea {
        form,
        page,
        draft: &loaded.draft,
        question,
        postcode: &asked.postcode,
        districts: &asked.districts,
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
    let came = |question: &&Question| {
        let mut pairs = post.pairs.iter();
        !pairs.any(|(name, _)| name.starts_with(question.id.as_str()))
    };
    let absent: Vec<&Question> = page.question.iter().filter(came).collect();
    let mut typed = post.pairs.clone();
    typed.extend(filled_in(draft, &absent));
    Some(typed)
}

/// The question with the districts to choose from, if it is open.
async fn asked<'f, S: Stores>(
    visit: &Visit<'_, S>,
    form: &'f Form,
    page: &'f Page,
    question: &'f Question,
    draft: &Draft,
) -> Option<Asked<'f>> {
    let postcode = postcode_of(page, question)?;
    let journey = Journey::of(form, &draft.answers);
    let is_shown = |question: &&Question| question.id == postcode;
    if draft.answers.get(&question.id).is_some() || !journey.questions_of(page).iter().any(is_shown)
    {
        return None;
    }
    let Some(Answer::Text(typed)) = draft.answers.get(postcode) else {
        return None;
    };
    // Where places cannot be read just now, nothing is asked and nothing is lost.
    let places = visit.stores.places().await.ok()?;
    let found = places.may_be_in(typed, submission::today(visit.now))?;
    let mut districts: Vec<(String, String)> = found
        .into_iter()
        .map(|district| (district.slug.clone(), district.name.clone()))
        .collect();
    districts.sort_by(|one, other| one.1.cmp(&other.1));
    Some(Asked {
        question,
        postcode: typed.clone(),
        districts,
    })
}

/// The question of the same page that asks for the postcode of the same place.
fn postcode_of<'f>(page: &'f Page, question: &Question) -> Option<&'f str> {
    let fact = match (&question.answer, question.fact.as_deref()?) {
        (AnswerKind::District(_), "district") => "postcode",
        (AnswerKind::District(_), "cared-for-district") => "cared-for-postcode",
        _ => return None,
    };
    let mut questions = page.question.iter();
    let found = questions.find(|other| {
        matches!(other.answer, AnswerKind::Postcode(_)) && other.fact.as_deref() == Some(fact)
    });
    found.map(|found| found.id.as_str())
}
