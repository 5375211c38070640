//! Questions that are answered by choosing.

use maud::{Markup, Render, html};
use wording::Said;

use super::field::{Notes, with_notes};
use super::{Fieldset, Question};

/// One of the answers, or the word between two groups of them.
#[derive(Debug, Clone, Copy)]
pub struct RadioItem<'a> {
    value: &'a str,
    text: Said<'a>,
    hint: Option<Said<'a>>,
    divider: bool,
}

impl<'a> RadioItem<'a> {
    pub fn new(value: &'a str, text: impl Into<Said<'a>>) -> Self {
        Self {
            value,
            text: text.into(),
            hint: None,
            divider: false,
        }
    }

    /// A word such as `or`, before the answers that are unlike the others.
    pub fn divider(text: impl Into<Said<'a>>) -> Self {
        Self {
            divider: true,
            ..Self::new("", text)
        }
    }

    #[must_use]
    pub fn hint<S: Into<Said<'a>>>(self, hint: Option<S>) -> Self {
        Self {
            hint: hint.map(Into::into),
            ..self
        }
    }
}

/// A question with exactly one answer.
#[derive(Debug, Clone)]
pub struct Radios<'a> {
    name: &'a str,
    legend: Question<'a>,
    notes: Notes<'a>,
    items: Vec<RadioItem<'a>>,
    chosen: Option<&'a str>,
    class: Option<&'static str>,
}

impl<'a> Radios<'a> {
    pub fn new(name: &'a str, legend: impl Into<Question<'a>>, items: Vec<RadioItem<'a>>) -> Self {
        Self {
            name,
            legend: legend.into(),
            notes: Notes::default(),
            items,
            chosen: None,
            class: None,
        }
    }

    /// The value that was chosen before.
    #[must_use]
    pub fn chosen(self, value: Option<&'a str>) -> Self {
        Self {
            chosen: value,
            ..self
        }
    }

    /// Side by side, for two short answers.
    #[must_use]
    pub fn inline(self) -> Self {
        Self {
            class: Some("govuk-radios--inline"),
            ..self
        }
    }

    /// Smaller, for pages that staff use all day.
    #[must_use]
    pub fn small(self) -> Self {
        Self {
            class: Some("govuk-radios--small"),
            ..self
        }
    }
}

/// The first option has the question's id, so that an error can lead to it.
fn item_id(name: &str, index: usize) -> String {
    match index {
        0 => name.to_owned(),
        _ => format!("{name}-{}", index + 1),
    }
}

with_notes!(Radios);

impl Render for Radios<'_> {
    fn render(&self) -> Markup {
        let described_by = self.notes.described_by(self.name);
        let class = match self.class {
            Some(more) => format!("govuk-radios {more}"),
            None => "govuk-radios".to_owned(),
        };
        let fields = html! {
            (self.notes.render(self.name, self.legend.words))
            div class=(class) data-module="govuk-radios" {
                @for (index, item) in self.items.iter().enumerate() {
                    @if item.divider {
                        div class="govuk-radios__divider" { (item.text) }
                    } @else {
                        @let id = item_id(self.name, index);
                        @let hint_id = item.hint.map(|_| format!("{id}-item-hint"));
                        div class="govuk-radios__item" {
                            input class="govuk-radios__input" id=(id) name=(self.name) type="radio" value=(item.value)
                                checked[self.chosen == Some(item.value)] aria-describedby=[&hint_id];
                            label class="govuk-label govuk-radios__label" for=(id) { (item.text) }
                            @if let Some(hint) = item.hint {
                                div id=[&hint_id] class="govuk-hint govuk-radios__hint" { (hint) }
                            }
                        }
                    }
                }
            }
        };
        let fieldset = Fieldset::new(self.legend).described_by(described_by.as_deref());
        self.notes.group(&fieldset.around(&fields))
    }
}

/// One of the answers, or the word before one that excludes the others.
#[derive(Debug, Clone, Copy)]
pub struct CheckboxItem<'a> {
    value: &'a str,
    text: Said<'a>,
    hint: Option<Said<'a>>,
    kind: Kind,
    exclusive: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Answer,
    Divider,
    Heading,
}

impl<'a> CheckboxItem<'a> {
    pub fn new(value: &'a str, text: impl Into<Said<'a>>) -> Self {
        Self {
            value,
            text: text.into(),
            hint: None,
            kind: Kind::Answer,
            exclusive: false,
        }
    }

    /// A word such as `or`.
    pub fn divider(text: impl Into<Said<'a>>) -> Self {
        Self {
            kind: Kind::Divider,
            ..Self::new("", text)
        }
    }

    /// A heading over the answers that follow, up to the next heading or divider.
    pub fn heading(text: impl Into<Said<'a>>) -> Self {
        Self {
            kind: Kind::Heading,
            ..Self::new("", text)
        }
    }

    /// An answer such as `None of these`: with JavaScript it unticks the others, and they it. Without,
    /// the server must say that the two do not go together.
    pub fn exclusive(value: &'a str, text: impl Into<Said<'a>>) -> Self {
        Self {
            exclusive: true,
            ..Self::new(value, text)
        }
    }

    #[must_use]
    pub fn hint<S: Into<Said<'a>>>(self, hint: Option<S>) -> Self {
        Self {
            hint: hint.map(Into::into),
            ..self
        }
    }
}

/// A question with any number of answers.
#[derive(Debug, Clone)]
pub struct Checkboxes<'a> {
    name: &'a str,
    legend: Question<'a>,
    notes: Notes<'a>,
    items: Vec<CheckboxItem<'a>>,
    chosen: Vec<&'a str>,
    small: bool,
}

impl<'a> Checkboxes<'a> {
    pub fn new(
        name: &'a str,
        legend: impl Into<Question<'a>>,
        items: Vec<CheckboxItem<'a>>,
    ) -> Self {
        Self {
            name,
            legend: legend.into(),
            notes: Notes::default(),
            items,
            chosen: Vec::new(),
            small: false,
        }
    }

    /// The values that were chosen before.
    #[must_use]
    pub fn chosen(self, values: Vec<&'a str>) -> Self {
        Self {
            chosen: values,
            ..self
        }
    }

    /// Smaller, for pages that staff use all day.
    #[must_use]
    pub fn small(self) -> Self {
        Self {
            small: true,
            ..self
        }
    }
}

/// Answers with their places, and the heading above them.
type Group<'i, 'a> = (
    Option<(usize, &'i CheckboxItem<'a>)>,
    Vec<(usize, &'i CheckboxItem<'a>)>,
);

impl<'a> Checkboxes<'a> {
    /// The answers under their headings. Headings are not counted, so that the first answer keeps the
    /// question's id.
    fn groups(&self) -> Vec<Group<'_, 'a>> {
        let mut groups: Vec<Group> = Vec::new();
        let mut place = 0;
        for item in &self.items {
            match item.kind {
                Kind::Heading => groups.push((Some((groups.len(), item)), Vec::new())),
                Kind::Divider => {
                    groups.push((None, vec![(place, item)]));
                    place += 1;
                }
                Kind::Answer => {
                    match groups.last_mut() {
                        Some((_, items)) => items.push((place, item)),
                        None => groups.push((None, vec![(place, item)])),
                    }
                    place += 1;
                }
            }
        }
        groups
    }

    fn item(&self, index: usize, item: &CheckboxItem) -> Markup {
        if item.kind == Kind::Divider {
            return html! { div class="govuk-checkboxes__divider" { (item.text) } };
        }
        let id = item_id(self.name, index);
        let hint_id = item.hint.map(|_| format!("{id}-item-hint"));
        html! {
            div class="govuk-checkboxes__item" {
                input class="govuk-checkboxes__input" id=(id) name=(self.name) type="checkbox" value=(item.value)
                    checked[self.chosen.contains(&item.value)]
                    data-behaviour=[item.exclusive.then_some("exclusive")] aria-describedby=[&hint_id];
                label class="govuk-label govuk-checkboxes__label" for=(id) { (item.text) }
                @if let Some(hint) = item.hint {
                    div id=[&hint_id] class="govuk-hint govuk-checkboxes__hint" { (hint) }
                }
            }
        }
    }
}

with_notes!(Checkboxes);

impl Render for Checkboxes<'_> {
    fn render(&self) -> Markup {
        let described_by = self.notes.described_by(self.name);
        let class = if self.small {
            "govuk-checkboxes govuk-checkboxes--small"
        } else {
            "govuk-checkboxes"
        };
        let fields = html! {
            (self.notes.render(self.name, self.legend.words))
            div class=(class) data-module="govuk-checkboxes" {
                @for (heading, items) in self.groups() {
                    @if let Some((index, heading)) = heading {
                        @let id = format!("{}-group-{}", self.name, index + 1);
                        div class="app-choice-group" role="group" aria-labelledby=(id) {
                            h2 class="app-choice-group__heading" id=(id) { (heading.text) }
                            @for (index, item) in items { (self.item(index, item)) }
                        }
                    } @else {
                        @for (index, item) in items { (self.item(index, item)) }
                    }
                }
            }
        };
        let fieldset = Fieldset::new(self.legend).described_by(described_by.as_deref());
        self.notes.group(&fieldset.around(&fields))
    }
}

/// One answer from a long list.
#[derive(Debug, Clone)]
pub struct Select<'a> {
    name: &'a str,
    label: Question<'a>,
    notes: Notes<'a>,
    items: Vec<(&'a str, Said<'a>)>,
    chosen: Option<&'a str>,
}

impl<'a> Select<'a> {
    /// `items` are value and text.
    pub fn new<S: Into<Said<'a>>>(
        name: &'a str,
        label: impl Into<Question<'a>>,
        items: Vec<(&'a str, S)>,
    ) -> Self {
        Self {
            name,
            label: label.into(),
            notes: Notes::default(),
            items: items
                .into_iter()
                .map(|(value, text)| (value, text.into()))
                .collect(),
            chosen: None,
        }
    }

    /// The value that was chosen before.
    #[must_use]
    pub fn chosen(self, value: Option<&'a str>) -> Self {
        Self {
            chosen: value,
            ..self
        }
    }
}

with_notes!(Select);

impl Render for Select<'_> {
    fn render(&self) -> Markup {
        let id = self.name;
        let class = match self.notes.error {
            Some(_) => "govuk-select govuk-select--error",
            None => "govuk-select",
        };
        self.notes.group(&html! {
            (self.label.label(id))
            (self.notes.render(id, self.label.words))
            select class=(class) id=(id) name=(self.name) aria-describedby=[self.notes.described_by(id)] {
                @for (value, text) in &self.items {
                    option value=(value) selected[self.chosen == Some(value)] lang=[text.lang] { (text.text) }
                }
            }
        })
    }
}
