//! What is looked at before a version of a form is proposed, and again before it is published: its
//! text, its number, and what it changes for the people who fill it in.

use form_model::Problem;
use staff_pages::numbered::line_of;

use crate::form_versions::{Shown, State, Version};
use crate::referral::FormVersion;
use crate::stores::{Actor, Refusal, Stores};

pub use staff_pages::numbered::{TEXT_LIMIT as FORM_TEXT_LIMIT, as_kept, with_number};

/// What somebody finds who looks at a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// Which form and version it says it is; none when it cannot be read.
    pub form: Option<FormVersion>,
    /// Everything that keeps it from being published.
    pub problems: Vec<Problem>,
    pub comparison: Comparison,
}

/// What a text changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The number of the version that it was compared with; none when there is none.
    pub with: Option<u32>,
    /// Each a sentence.
    pub difference: Vec<String>,
}

/// Looks at a text that somebody wants to propose, or to publish.
///
/// # Errors
/// When this actor may not see the versions of forms.
pub async fn examine(stores: &impl Stores, text: &str, by: &Actor) -> Result<Examined, Refusal> {
    let all = stores.form_versions(by).await?;
    let mut problems = form_model::check(text);
    let Ok(form) = form_model::read_published(text) else {
        return Ok(Examined {
            form: None,
            problems,
            comparison: Comparison::default(),
        });
    };
    let form = FormVersion {
        id: form.id,
        version: form.version,
    };
    problems.extend(wrong_number(&form, &all, text));
    let offered = all
        .iter()
        .find(|version| version.offered && version.form.id == form.id);
    let mut comparison = Comparison::default();
    if let Some(offered) = offered {
        let standing = stores.form_version(&offered.form, by).await?;
        comparison = compared(&standing, text);
        // The number is looked at above; here it is what the new text leaves out.
        let next = with_number(text, offered.form.version.saturating_add(1));
        problems.extend(form_model::compare(&standing.text, &next));
    }
    problems.sort();
    Ok(Examined {
        form: Some(form),
        problems,
        comparison,
    })
}

/// What a version changes: a proposal is compared with what is offered now, and another one with the
/// one that was published before it.
///
/// # Errors
/// When this actor may not see the versions of forms.
pub async fn compare(
    stores: &impl Stores,
    shown: &Shown,
    by: &Actor,
) -> Result<Comparison, Refusal> {
    let form = &shown.version.form;
    let all = stores.form_versions(by).await?;
    let mut of_form = all.iter().filter(|version| version.form.id == form.id);
    let before = match shown.version.state {
        State::Proposed | State::TakenBack => of_form.find(|version| version.offered),
        State::Published | State::Withdrawn => of_form
            .filter(|version| version.is_released() && version.form.version < form.version)
            .max_by_key(|version| version.form.version),
    };
    let Some(before) = before else {
        return Ok(Comparison::default());
    };
    let standing = stores.form_version(&before.form, by).await?;
    Ok(compared(&standing, &shown.text))
}

fn compared(standing: &Shown, text: &str) -> Comparison {
    Comparison {
        with: Some(standing.version.form.version),
        difference: form_model::difference(&standing.text, text),
    }
}

/// A form that is not known, or a number that does not come next.
fn wrong_number(form: &FormVersion, all: &[Version], text: &str) -> Option<Problem> {
    let mut known: Vec<&str> = all
        .iter()
        .filter(|version| version.is_released())
        .map(|version| version.form.id.as_str())
        .collect();
    known.dedup();
    let newest = all
        .iter()
        .filter(|version| version.is_released() && version.form.id == form.id)
        .map(|version| version.form.version)
        .max();
    let problem = |setting: &str, message: String, remedy: String| Problem {
        line: line_of(text, setting),
        message,
        remedy,
    };
    match newest {
        None => Some(problem(
            "id",
            format!("There is no form `{}`", form.id),
            format!(
                "Use the id of a form that there is: {}. A new form comes with a new release.",
                known.join(", ")
            ),
        )),
        Some(newest) if form.version != newest.saturating_add(1) => Some(problem(
            "version",
            format!("The newest version that was published is {newest}"),
            format!("Write version = {}.", newest.saturating_add(1)),
        )),
        Some(_) => None,
    }
}

/// A problem as one line that somebody can work through.
pub fn problem_in_words(problem: &Problem) -> String {
    let message = problem.message.trim_end_matches('.');
    format!("Line {}: {message}. {}", problem.line, problem.remedy)
}
