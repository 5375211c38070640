//! A field in which people choose a file of theirs. It needs a form that is sent as `multipart/form-data`.

use maud::{Markup, Render, html};
use wording::Said;

use super::Question;
use super::field::{Notes, with_notes};

/// One file to choose. What was chosen before cannot be filled in: no browser takes that from a page.
#[derive(Debug, Clone)]
pub struct FileUpload<'a> {
    name: &'a str,
    label: Question<'a>,
    notes: Notes<'a>,
}

impl<'a> FileUpload<'a> {
    /// A field named `name`, which is its id too.
    pub fn new(name: &'a str, label: impl Into<Question<'a>>) -> Self {
        Self {
            name,
            label: label.into(),
            notes: Notes::default(),
        }
    }
}

with_notes!(FileUpload);

impl Render for FileUpload<'_> {
    fn render(&self) -> Markup {
        let id = self.name;
        let class = match self.notes.error {
            Some(_) => "govuk-file-upload govuk-file-upload--error",
            None => "govuk-file-upload",
        };
        self.notes.group(&html! {
            (self.label.label(id))
            (self.notes.render(id, self.label.words))
            input class=(class) id=(id) name=(self.name) type="file"
                aria-describedby=[self.notes.described_by(id)];
        })
    }
}
