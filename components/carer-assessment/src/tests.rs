//! The pages beside the form as they are sent, in every state, and what the API says of a wrong body.

mod indication;
mod screens;

use std::rc::Rc;

use form_model::Form;
use form_site::given::{Given, Stands};
use form_site::stores::Published;
use form_site::submission::asked_answers;
use serde_json::{Map, Value};
use vocabulary::Date;

fn today() -> Date {
    Date::new(2026, 11, 24).unwrap()
}

fn published() -> Rc<Published> {
    let text = crate::texts().next().unwrap();
    let form: Form = form_model::read(&text).unwrap();
    Rc::new(Published { form, text })
}

/// What somebody has said so far at the form, as the store would hand it over.
fn given(published: &Rc<Published>, stands: Stands, answers: &Value) -> Given {
    let members: &Map<String, Value> = answers.as_object().unwrap();
    let answers = if members.is_empty() {
        Vec::new()
    } else {
        let accepted = published
            .form
            .accept(members, today())
            .unwrap_or_else(|findings| panic!("{findings:#?}"));
        asked_answers(&accepted.journey)
    };
    Given {
        published: Rc::clone(published),
        answers,
        stands,
    }
}
