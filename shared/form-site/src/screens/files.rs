//! Files that people add, on a page of their own: one is chosen at a time and sent with a button, and each
//! that was added has a button that takes it away. It needs no JavaScript, and shows no file.

use form_model::kinds::{ADD, REMOVE, size_in_words};
use form_model::{StoredFile, UploadRules};
use maud::{Markup, html};
use pages::{Button, FileUpload, Question, Size};

use super::question_parts::{Field, said};
use crate::FILE_LIMIT;
use crate::guard::file_mark;

const CHOOSE: &str = "Choose a file";

/// The question as markup.
pub fn files(field: &Field, rules: &UploadRules) -> Markup {
    let id = field.question.id.as_str();
    let error = field
        .findings
        .iter()
        .find(|finding| finding.path == id)
        .map(said);
    let hint = hint(rules);
    let label = match field.heading {
        true => CHOOSE,
        false => field.words.label,
    };
    let question = Question::sized(label, Size::M).words(field.wording);
    html! {
        @if field.heading { h1 class="govuk-heading-l" { (field.words.label) } }
        @for paragraph in field.text { p class="govuk-body" { (paragraph) } }
        @if let Some(hint) = field.words.hint { p class="govuk-body" { (hint) } }
        p class="govuk-body" { "You do not have to send anything now." }
        @if field.files.len() < rules.max {
            (FileUpload::new(id, question).hint(Some(&hint)).error(error))
            div class="govuk-button-group" { (Button::new("Add this file").sends(ADD, id).once().secondary()) }
            (added(field.files, id, None))
        } @else {
            @if let Some(error) = error { (pages::error_message(None, error, field.wording)) }
            (added(field.files, id, Some(rules.max)))
        }
        p class="govuk-body" { "We make sure that a file is safe before we open it. You do not need to wait." }
    }
}

/// What can be chosen, before anybody chooses: `Up to 5 files, 10 MB each. …`.
fn hint(rules: &UploadRules) -> String {
    let each = size_in_words(FILE_LIMIT);
    let count = match rules.max {
        1 => format!("One file, {each} at most."),
        max => format!("Up to {max} files, one at a time, {each} each."),
    };
    format!("{count} You can add {}.", rules.kinds_in_words())
}

/// What was added. Where there is no more room, the list is what a mistake leads to.
fn added(files: &[StoredFile], id: &str, full: Option<usize>) -> Markup {
    let remove = |file: &StoredFile| format!("{id}-{}", file_mark(&file.id));
    html! {
        @if !files.is_empty() {
            h2 class="govuk-heading-m" { "Files that you have added" }
            @if let Some(most) = full {
                p class="govuk-body" id=(id) tabindex="-1" {
                    @if most == 1 { "There is room for one file here." } @else { "There is room for " (most) " files here." }
                    " To add another, remove one first."
                }
            }
            ul class="govuk-list app-files" {
                @for file in files {
                    li class="app-files__file" {
                        span class="app-files__name" { bdi { (file.name) } " (" (size_in_words(file.size)) ")" }
                        button type="submit" name=(REMOVE) value=(remove(file)) class="govuk-button govuk-button--secondary app-files__remove"
                            data-module="govuk-button" {
                            "Remove" span class="govuk-visually-hidden" { " " (file.name) }
                        }
                    }
                }
            }
        }
    }
}
