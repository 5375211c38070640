//! Postcodes that lie in several districts, and the questions that ask in which of them.

use form_model::{Answer, AnswerKind, Answers, Form, Journey, Page, Question};
use places::Places;
use vocabulary::Date;

/// A question for a district that is still open, because the postcode does not tell.
#[derive(Debug)]
pub struct OpenArea<'f> {
    pub question: &'f Question,
    /// As it was typed.
    pub postcode: String,
    /// Slug and name of those that the postcode touches, by name.
    pub districts: Vec<(String, String)>,
}

/// Every one of a form that is open after these answers.
pub fn open_areas<'f>(
    form: &'f Form,
    answers: &Answers,
    places: &Places,
    today: Date,
) -> Vec<OpenArea<'f>> {
    let pages = form.page.iter();
    pages
        .flat_map(|page| page.question.iter().map(move |question| (page, question)))
        .filter_map(|(page, question)| open_area(form, page, question, answers, places, today))
        .collect()
}

/// The question, if it is open.
pub fn open_area<'f>(
    form: &Form,
    page: &'f Page,
    question: &'f Question,
    answers: &Answers,
    places: &Places,
    today: Date,
) -> Option<OpenArea<'f>> {
    let postcode = postcode_of(page, question)?;
    let journey = Journey::of(form, answers);
    let found = journey.counted().get(postcode);
    let (Some(Answer::Text(typed)), None) = (found, answers.get(&question.id)) else {
        return None;
    };
    let mut districts: Vec<(String, String)> = places
        .may_be_in(typed, today)?
        .into_iter()
        .map(|district| (district.slug.clone(), district.name.clone()))
        .collect();
    districts.sort_by(|one, other| one.1.cmp(&other.1));
    Some(OpenArea {
        question,
        postcode: typed.clone(),
        districts,
    })
}

/// The question of the same page that asks for the postcode of the same place.
pub fn postcode_of<'f>(page: &'f Page, question: &Question) -> Option<&'f str> {
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
