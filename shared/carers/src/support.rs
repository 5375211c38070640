//! Support that a carer can use now, whatever comes of an assessment: without sign-in, and also when
//! somebody has answered little or nothing.
//!
//! - [`support`]: all of it, what fits the answers first. Data: `data/support.toml`; who gives it is data
//!   of `services`, which hides what is not certain.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use packed::{Packed, packed};
use serde::Deserialize;
use services::Service;

use crate::answers::Answers;

/// One kind of support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    pub id: &'static str,
    pub title: &'static str,
    /// Paragraphs.
    pub text: &'static [String],
    /// Who gives it. [`Service::phone_to_show`] is the number to show, if there is one.
    pub services: Vec<&'static Service>,
    /// The page of advice about it: `/advice/{topic}`.
    pub topic: Option<&'static str>,
    /// Whether it fits what was told; the others are for a heading such as "Other support".
    pub fits: bool,
}

/// As the file has it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Kind {
    id: String,
    title: String,
    text: Vec<String>,
    services: Vec<String>,
    topic: Option<String>,
    #[serde(default)]
    always: bool,
    /// Choices, by the question's id: any one of them.
    #[serde(default)]
    when: BTreeMap<String, Vec<String>>,
    /// Limits of numbers, by the question's id.
    #[serde(default)]
    under: BTreeMap<String, f64>,
}

const DATA: Packed = packed!("support.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    support: Vec<Kind>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    // A test reads the file, so that this is never empty in use; were it, pages still work.
    toml_reader::from_text::<File>(&DATA.text())
        .map(|file| file.support)
        .unwrap_or_default()
});

/// Every kind of support: first what is for everybody, then what fits these answers, then the rest.
pub fn support(answers: &Answers) -> Vec<Support> {
    let kinds: &'static [Kind] = &KINDS;
    let (for_all, others): (Vec<&Kind>, Vec<&Kind>) = kinds.iter().partition(|kind| kind.always);
    let (fitting, rest): (Vec<&Kind>, Vec<&Kind>) =
        others.into_iter().partition(|kind| kind.fits(answers));
    let first = for_all.into_iter().chain(fitting).map(|kind| (kind, true));
    let rest = rest.into_iter().map(|kind| (kind, false));
    first
        .chain(rest)
        .map(|(kind, fits)| Support {
            id: &kind.id,
            title: &kind.title,
            text: &kind.text,
            services: services::shown(&kind.services),
            topic: kind.topic.as_deref(),
            fits,
        })
        .collect()
}

impl Kind {
    fn fits(&self, answers: &Answers) -> bool {
        let chosen = |(question, choices): (&String, &Vec<String>)| {
            let chosen = answers.chosen(question);
            choices
                .iter()
                .any(|choice| chosen.contains(&choice.as_str()))
        };
        let under = |(question, limit): (&String, &f64)| {
            answers
                .number(question)
                .is_some_and(|number| number < *limit)
        };
        self.when.iter().any(chosen) || self.under.iter().any(under)
    }
}
