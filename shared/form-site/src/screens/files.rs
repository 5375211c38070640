//! Files that people add, on a page of their own: one is chosen at a time and sent with a button, and each
//! that was added has a button that takes it away. It needs no JavaScript, and shows no file.

use form_model::kinds::{ADD, REMOVE, size_in_words};
use form_model::{StoredFile, UploadRules};
use maud::{Markup, html};
use pages::{Button, FileUpload, Question, Size};
use wording::phrase::file as words;
use wording::{Sentence, Wording};

use super::question_parts::{Field, said};
use crate::FILE_LIMIT;
use crate::guard::file_mark;

/// The question as markup.
pub fn files(field: &Field, rules: &UploadRules) -> Markup {
    let id = field.question.id.as_str();
    let error = field
        .findings
        .iter()
        .find(|finding| finding.path == id)
        .map(said);
    let say = |phrase| field.wording.say(phrase);
    let hint = hint(rules, field.wording);
    let label = match field.heading {
        true => say(words::CHOOSE),
        false => field.say(field.words.label),
    };
    let question = Question::sized(label, Size::M).words(field.wording);
    html! {
        @if field.heading { h1 class="govuk-heading-l" { (field.say(field.words.label)) } }
        @for paragraph in field.text { p class="govuk-body" { (field.say(paragraph)) } }
        @if let Some(hint) = field.words.hint { p class="govuk-body" { (field.say(hint)) } }
        p class="govuk-body" { (say(words::NOT_NEEDED)) }
        @if field.files.len() < rules.max {
            (FileUpload::new(id, question).hint(Some(hint.said())).error(error))
            div class="govuk-button-group" { (Button::new(say(words::ADD)).sends(ADD, id).once().secondary()) }
            (added(field, None))
        } @else {
            @if let Some(error) = error { (pages::error_message(None, error, field.wording)) }
            (added(field, Some(rules.max)))
        }
        p class="govuk-body" { (say(words::SAFE)) }
    }
}

/// What can be chosen, before anybody chooses: `Up to 5 files, 10 MB each. …`.
fn hint(rules: &UploadRules, wording: &Wording) -> Sentence {
    let most = rules.max.to_string();
    let phrase = match rules.max {
        1 => words::ONE,
        _ => words::SEVERAL,
    };
    let places = [
        ("most", most.as_str()),
        ("size", &size_in_words(FILE_LIMIT)),
        ("kinds", &rules.kinds_in_words(wording)),
    ];
    wording.fill(phrase, &places)
}

/// What was added. Where there is no more room, the list is what a mistake leads to.
fn added(field: &Field, full: Option<usize>) -> Markup {
    let id = field.question.id.as_str();
    let say = |phrase| field.wording.say(phrase);
    let remove = |file: &StoredFile| format!("{id}-{}", file_mark(&file.id));
    html! {
        @if !field.files.is_empty() {
            h2 class="govuk-heading-m" { (say(words::YOURS)) }
            @if let Some(most) = full {
                p class="govuk-body" id=(id) tabindex="-1" { (no_room(most, field.wording)) }
            }
            ul class="govuk-list app-files" {
                @for file in field.files {
                    li class="app-files__file" {
                        span class="app-files__name" { bdi { (file.name) } " (" (size_in_words(file.size)) ")" }
                        button type="submit" name=(REMOVE) value=(remove(file)) class="govuk-button govuk-button--secondary app-files__remove"
                            data-module="govuk-button" {
                            (say(words::REMOVE)) span class="govuk-visually-hidden" { " " (file.name) }
                        }
                    }
                }
            }
        }
    }
}

fn no_room(most: usize, wording: &Wording) -> Sentence {
    match most {
        1 => wording.fill(words::ROOM_FOR_ONE, &[]),
        most => wording.fill(words::ROOM_FOR, &[("most", &most.to_string())]),
    }
}
