//! A question as the part of GOV.UK Frontend that its kind of answer needs.

mod address;

use form_model::kinds::way_question;
use form_model::{
    AnswerKind, Choice, DateRules, Finding, Form, NumberRules, Question as Asked, QuestionWords,
    SafeContactRules, StoredFile, TextRules, YesNoWords,
};
use maud::{Markup, html};
use pages::{
    CheckboxItem, Checkboxes, DateInput, Input, Question, RadioItem, Radios, Select, Size, Textarea,
};

use wording::phrase::{field as words, safe as safe_words};
use wording::{Phrase, Said, Sentence, Wording};

use super::Districts;
use super::files::files;
use super::group::group;
use super::long_text::room;
use super::question::ONE_OF_SEVERAL;
use crate::look_up::{AddressAsked, AddressStep};

/// What one question of a page shows.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    pub form: &'a Form,
    pub question: &'a Asked,
    /// Where its answer is in the JSON: its id, or for a question of a group `others[0].name`.
    pub path: &'a str,
    pub words: QuestionWords<'a>,
    /// Its words are the heading of the page.
    pub heading: bool,
    /// How large its words are when they are a legend and not the heading.
    pub legend: Size,
    /// It is the page's only question.
    pub alone: bool,
    /// Paragraphs that belong to it, when it is the heading.
    pub text: &'a [String],
    pub optional: bool,
    /// The browser may fill it in, because it is about whoever sits at it.
    pub own: bool,
    /// The fields of the page as they are filled in.
    pub typed: &'a [(String, String)],
    pub findings: &'a [Finding],
    pub districts: &'a Districts,
    /// What is said around the form's own words.
    pub wording: &'a Wording,
    /// The address of the page that may be looked up, and how far that has come.
    pub look_up: Option<(AddressAsked<'a>, AddressStep<'a>)>,
    /// The files that were added to its answer.
    pub files: &'a [StoredFile],
}

/// The question's words, hint and error, ready for the part that shows them.
struct Ready<'a> {
    id: &'a str,
    label: Said<'a>,
    hint: Option<Sentence>,
    error: Option<Said<'a>>,
}

impl Ready<'_> {
    fn hint(&self) -> Option<Said<'_>> {
        self.hint.as_ref().map(Sentence::said)
    }
}

impl<'a> Field<'a> {
    /// A text of the form's own, in its language.
    pub fn say(&self, text: &'a str) -> Said<'a> {
        self.form.say(text)
    }
}

impl Field<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        let found = self.typed.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The first mistake in a field of the page.
    fn error(&self, field: &str) -> Option<Said<'_>> {
        let found = self.findings.iter().find(|finding| finding.field == field);
        found.map(said)
    }

    /// The first mistake anywhere in the answer.
    fn any_error(&self) -> Option<Said<'_>> {
        let of_this = |finding: &&Finding| {
            let rest = finding.path.strip_prefix(self.path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                && !finding.field.is_empty()
        };
        self.findings.iter().find(of_this).map(said)
    }

    fn ready(&self) -> Ready<'_> {
        let mut hint: Vec<&str> = self.text.iter().map(String::as_str).collect();
        hint.extend(self.words.hint);
        Ready {
            id: &self.question.id,
            label: self.say(self.words.label),
            hint: (!hint.is_empty()).then(|| Sentence {
                text: hint.join(" "),
                // Of sentences in two languages nothing can be said.
                lang: hint
                    .first()
                    .and_then(|first| self.form.say(first).lang)
                    .filter(|_| {
                        let marked = |text: &&str| self.form.say(text).lang.is_some();
                        hint.iter().all(marked)
                    }),
            }),
            error: self.any_error(),
        }
    }

    fn words<'w>(&'w self, label: Said<'w>) -> Question<'w> {
        let question = match (self.heading, self.alone) {
            (true, _) => Question::heading(label),
            (false, true) => Question::sized(label, ONE_OF_SEVERAL),
            (false, false) => Question::new(label),
        };
        self.in_words(question)
    }

    fn in_words<'w>(&'w self, question: Question<'w>) -> Question<'w> {
        let remark = self.optional.then(|| self.wording.say(words::OPTIONAL));
        question.words(self.wording).after(remark)
    }

    /// For groups of fields, which need a legend that can be told from the labels below it.
    fn legend<'w>(&'w self, label: Said<'w>) -> Question<'w> {
        let question = match self.heading {
            true => Question::heading(label),
            false => Question::sized(label, self.legend),
        };
        self.in_words(question)
    }
}

/// A mistake, in its language.
pub fn said(finding: &Finding) -> Said<'_> {
    Said {
        text: &finding.message,
        lang: finding.lang,
    }
}

/// The question as markup.
pub fn render(field: &Field) -> Markup {
    let ready = field.ready();
    match &field.question.answer {
        AnswerKind::Text(rules) => input(field, &ready, rules, "text", None, true),
        AnswerKind::Name(rules) => input(
            field,
            &ready,
            rules,
            "text",
            Some("govuk-!-width-two-thirds"),
            false,
        ),
        AnswerKind::NhsNumber(_) => html! {
            (Input::new(ready.id, field.words(ready.label))
                .hint(ready.hint())
                .error(ready.error)
                .value(field.value(ready.id))
                .class("govuk-input--width-10")
                .inputmode("numeric")
                .no_spellcheck())
        },
        AnswerKind::Phone(rules) => input(
            field,
            &ready,
            rules,
            "tel",
            Some("govuk-input--width-20"),
            false,
        ),
        AnswerKind::Email(rules) => input(field, &ready, rules, "email", None, false),
        AnswerKind::Postcode(rules) => input(
            field,
            &ready,
            rules,
            "text",
            Some("govuk-input--width-10"),
            false,
        ),
        AnswerKind::LongText(rules) => long_text(field, &ready, rules),
        AnswerKind::ChooseOne(choices) => radios(field, &ready, choices),
        AnswerKind::ChooseSeveral(choices) => checkboxes(field, &ready, choices),
        AnswerKind::Select(choices) => {
            let items = choices
                .iter()
                .map(|choice| (choice.id.as_str(), field.form.say(&choice.label)))
                .collect();
            select(field, &ready, items)
        }
        AnswerKind::District(_) => {
            let items = field
                .districts
                .iter()
                .map(|(slug, name)| (slug.as_str(), Said::here(name)))
                .collect();
            select(field, &ready, items)
        }
        AnswerKind::YesNoDontKnow(words) => yes_no(field, &ready, words),
        AnswerKind::Boolean(words) => {
            let chosen: Vec<&str> = field.value(ready.id).into_iter().collect();
            html! {
                (Checkboxes::new(ready.id, field.words(ready.label), vec![CheckboxItem::new("true", field.say(&words.tick))])
                    .hint(ready.hint())
                    .error(ready.error)
                    .chosen(chosen))
            }
        }
        AnswerKind::Date(rules) => date(field, &ready, rules),
        AnswerKind::Number(rules) => number(field, &ready, rules),
        AnswerKind::Address(rules) => {
            address::address(field, &ready, rules.postcode_asked_elsewhere)
        }
        AnswerKind::SafeContact(rules) => safe_contact(field, rules),
        AnswerKind::Group(rules) => group(field, rules),
        AnswerKind::Upload(rules) => files(field, rules),
    }
}

fn input(
    field: &Field,
    ready: &Ready,
    rules: &TextRules,
    kind: &'static str,
    class: Option<&'static str>,
    spellcheck: bool,
) -> Markup {
    let mut input = Input::new(ready.id, field.words(ready.label))
        .hint(ready.hint())
        .error(ready.error)
        .value(field.value(ready.id))
        .kind(kind);
    if let Some(class) = class {
        input = input.class(class);
    }
    if let Some(purpose) = rules.autocomplete.as_deref().filter(|_| field.own) {
        input = input.autocomplete(purpose);
    }
    if !spellcheck {
        input = input.no_spellcheck();
    }
    html! { (input) }
}

fn long_text(field: &Field, ready: &Ready, rules: &TextRules) -> Markup {
    let typed = field.value(ready.id);
    let most = rules.max.unwrap_or(form_model::kinds::LONG);
    let room = room(most, typed, field.wording);
    html! {
        (Textarea::new(ready.id, field.words(ready.label))
            .hint(ready.hint())
            .room(room.said())
            .error(ready.error)
            .value(typed)
            .rows(8))
    }
}

fn radios(field: &Field, ready: &Ready, choices: &[Choice]) -> Markup {
    let say = |text| field.form.say(text);
    let mut items = Vec::new();
    for choice in choices {
        if choice.or {
            items.push(RadioItem::divider(field.wording.say(words::OR)));
        }
        items.push(
            RadioItem::new(&choice.id, say(&choice.label)).hint(choice.hint.as_deref().map(say)),
        );
    }
    html! {
        (Radios::new(ready.id, field.legend(ready.label), items)
            .hint(ready.hint())
            .error(ready.error)
            .chosen(field.value(ready.id)))
    }
}

fn checkboxes(field: &Field, ready: &Ready, choices: &[Choice]) -> Markup {
    let say = |text| field.form.say(text);
    let mut items = Vec::new();
    let mut heading = None;
    for choice in choices {
        if let Some(group) = choice
            .group
            .as_deref()
            .filter(|group| heading != Some(*group))
        {
            items.push(CheckboxItem::heading(say(group)));
            heading = Some(group);
        }
        if choice.or {
            items.push(CheckboxItem::divider(field.wording.say(words::OR)));
        }
        let item = match choice.exclusive {
            true => CheckboxItem::exclusive(&choice.id, say(&choice.label)),
            false => CheckboxItem::new(&choice.id, say(&choice.label)),
        };
        items.push(item.hint(choice.hint.as_deref().map(say)));
    }
    let chosen = field
        .typed
        .iter()
        .filter(|(name, _)| name == ready.id)
        .map(|(_, value)| value.as_str())
        .collect();
    html! {
        (Checkboxes::new(ready.id, field.legend(ready.label), items)
            .hint(ready.hint())
            .error(ready.error)
            .chosen(chosen))
    }
}

fn yes_no(field: &Field, ready: &Ready, own: &YesNoWords) -> Markup {
    let items = ["yes", "no", "unknown"]
        .into_iter()
        .map(|id| RadioItem::new(id, own.label(id, field.wording)))
        .collect();
    html! {
        (Radios::new(ready.id, field.legend(ready.label), items)
            .hint(ready.hint())
            .error(ready.error)
            .chosen(field.value(ready.id)))
    }
}

fn select<'a>(field: &'a Field, ready: &'a Ready, choices: Vec<(&'a str, Said<'a>)>) -> Markup {
    let choose = ("", field.wording.say(words::CHOOSE));
    let items: Vec<_> = std::iter::once(choose).chain(choices).collect();
    html! {
        (Select::new(ready.id, field.words(ready.label), items)
            .hint(ready.hint())
            .error(ready.error)
            .chosen(field.value(ready.id)))
    }
}

fn date(field: &Field, ready: &Ready, rules: &DateRules) -> Markup {
    let parts = ["day", "month", "year"].map(|part| format!("{}-{part}", ready.id));
    let values = parts
        .each_ref()
        .map(|name| field.value(name).unwrap_or_default());
    let wrong = parts.each_ref().map(|name| field.error(name).is_some());
    let mut input = DateInput::new(ready.id, field.legend(ready.label))
        .hint(ready.hint())
        .error(ready.error)
        .values(values)
        .wrong(wrong);
    if rules.own_birth_date && field.own {
        input = input.own_birth_date();
    }
    html! { (input) }
}

fn number(field: &Field, ready: &Ready, rules: &NumberRules) -> Markup {
    let mut input = Input::new(ready.id, field.words(ready.label))
        .hint(ready.hint())
        .error(ready.error)
        .value(field.value(ready.id))
        .class("govuk-input--width-4")
        .inputmode(if rules.whole { "numeric" } else { "decimal" });
    if let Some(unit) = &rules.unit {
        input = input.suffix(unit);
    }
    html! { (input) }
}

/// One line of an answer of several fields.
fn line(
    field: &Field,
    name: &str,
    label: Said,
    hint: Option<Said>,
    purpose: Option<&'static str>,
    class: Option<&'static str>,
) -> Markup {
    let mut input = Input::new(name, Question::new(label).words(field.wording))
        .hint(hint)
        .error(field.error(name))
        .value(field.value(name));
    if let Some(purpose) = purpose.filter(|_| field.own) {
        input = input.autocomplete(purpose);
    }
    if let Some(class) = class {
        input = input.class(class);
    }
    html! { (input) }
}

fn safe_contact(field: &Field, rules: &SafeContactRules) -> Markup {
    let id = &field.question.id;
    let name_field = format!("{id}-say-we-are");
    let say = |phrase| field.wording.say(phrase);
    html! {
        @for way in &rules.ways {
            @let safe = format!("{id}-{way}-safe");
            (yes_or_no(field, &safe, way_question(way)))
            @if way == "phone" {
                @let voicemail = format!("{id}-{way}-voicemail");
                @let times = format!("{id}-{way}-times");
                (yes_or_no(field, &voicemail, safe_words::ASK_MESSAGE))
                (line(field, &times, say(safe_words::ASK_TIMES), Some(say(safe_words::ASK_TIMES_HINT)), None, None))
            }
        }
        (line(field, &name_field, say(safe_words::ASK_NAME), Some(say(safe_words::ASK_NAME_HINT)), None, None))
    }
}

fn yes_or_no(field: &Field, name: &str, label: Phrase) -> Markup {
    let say = |phrase| field.wording.say(phrase);
    let items = vec![
        RadioItem::new("yes", say(words::YES)),
        RadioItem::new("no", say(words::NO)),
    ];
    let question = Question::sized(say(label), Size::S).words(field.wording);
    html! {
        (Radios::new(name, question, items)
            .error(field.error(name))
            .chosen(field.value(name))
            .inline())
    }
}
