//! A repeatable group on a page: the same questions about one thing after another, with buttons that
//! make room for one more or take one away. Each button sends the page, so it needs no JavaScript.

use form_model::kinds::{ADD, Posted, REMOVE, count_field, group_field, group_room};
use form_model::{GroupRules, Question as Asked, QuestionWords};
use maud::{Markup, html};
use pages::{Button, Fieldset, Question, Size, error_message};

use wording::phrase::{field as words, question};

use super::question_parts::{Field, render, said};

/// The group as markup.
pub fn group(field: &Field, rules: &GroupRules) -> Markup {
    let id = field.question.id.as_str();
    let room = group_room(id, Posted(field.typed), rules);
    let error = field
        .findings
        .iter()
        .find(|finding| finding.path == id)
        .map(said);
    html! {
        @if field.heading { h1 class="govuk-heading-l" { (field.say(field.words.label)) } }
        @else { h2 class="govuk-heading-m" { (field.say(field.words.label)) } }
        @for paragraph in field.text { p class="govuk-body" { (field.say(paragraph)) } }
        @if let Some(hint) = field.words.hint { p class="govuk-hint" { (field.say(hint)) } }
        @if let Some(error) = error { (error_message(None, error, field.wording)) }
        input type="hidden" name=(count_field(id)) value=(room);
        @for index in 0..room { (item(field, rules, index, room)) }
        @if room < rules.max {
            (alone(Button::new(field.say(&rules.add_label)).sends(ADD, id)))
        }
    }
}

fn item(field: &Field, rules: &GroupRules, index: usize, room: usize) -> Markup {
    let id = field.question.id.as_str();
    let number = (index + 1).to_string();
    let called = |item: &str| {
        let places = [("item", item), ("number", &number)];
        field.wording.fill(question::GROUP_ITEM, &places)
    };
    let title = called(&rules.item_label);
    let value = format!("{id}-{}", index + 1);
    let what = called(&rules.item_label.to_lowercase());
    let remove = field.wording.fill(words::REMOVE, &[("what", &what.text)]);
    let some_required = rules.question.iter().any(|question| question.required);
    let fields = html! {
        @for question in &rules.question { (nested(field, question, index, some_required)) }
    };
    html! {
        (Fieldset::new(Question::sized(title.said(), Size::M)).around(&fields))
        @if room > rules.min.max(1) {
            (alone(Button::new(remove.said()).sends(REMOVE, &value)))
        }
    }
}

/// A button on a line of its own, so that `Remove` is not taken for a neighbour of `Add`.
fn alone(button: Button) -> Markup {
    html! { div class="govuk-button-group" { (button.secondary()) } }
}

/// A question of the group about one thing, as a field of its own.
fn nested(field: &Field, question: &Asked, index: usize, some_required: bool) -> Markup {
    let id = &field.question.id;
    let of_this = Asked {
        id: group_field(id, index, &question.id),
        ..question.clone()
    };
    render(&Field {
        question: &of_this,
        path: &format!("{id}[{index}].{}", question.id),
        words: QuestionWords {
            label: &question.label,
            hint: question.hint.as_deref(),
            what: &question.what,
        },
        heading: false,
        legend: Size::S,
        alone: false,
        text: &[],
        optional: some_required && !question.required,
        // It is about somebody or something else, so the browser fills in nothing.
        own: false,
        ..*field
    })
}
