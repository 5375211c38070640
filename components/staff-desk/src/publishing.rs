//! What is looked at before a version of a form is proposed, and again before it is published: its
//! text, its number, and what it changes for the people who fill it in.

use form_model::Problem;

use crate::form_versions::{Shown, State, Version};
use crate::referral::FormVersion;
use crate::stores::{Actor, Refusal, Stores};

/// The most bytes of a form's text.
pub const FORM_TEXT_LIMIT: usize = 200_000;

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

/// A text as it is kept, however it was typed or saved: the same for everybody who sends it.
pub fn as_kept(text: &str) -> String {
    format!("{}\n", text.replace("\r\n", "\n").trim_end())
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

/// The text of a version as the beginning of the next one.
pub fn with_number(text: &str, number: u32) -> String {
    let line = line_of(text, "version");
    let lines: Vec<String> = (1_u32..)
        .zip(text.lines())
        .map(
            |(at, standing)| match at == line && is_setting(standing, "version") {
                true => format!("version = {number}"),
                false => standing.to_owned(),
            },
        )
        .collect();
    format!("{}\n", lines.join("\n"))
}

/// The line, from 1, on which a setting of the form's own stands.
fn line_of(text: &str, setting: &str) -> u32 {
    let found = (1_u32..)
        .zip(text.lines())
        .find(|(_, line)| is_setting(line, setting));
    found.map_or(1, |(number, _)| number)
}

fn is_setting(line: &str, setting: &str) -> bool {
    line.strip_prefix(setting)
        .is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// A problem as one line that somebody can work through.
pub fn problem_in_words(problem: &Problem) -> String {
    let message = problem.message.trim_end_matches('.');
    format!("Line {}: {message}. {}", problem.line, problem.remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_the_same_however_it_was_sent() {
        assert_eq!(as_kept("a\r\nb\r\n\r\n"), "a\nb\n");
        assert_eq!(as_kept("a\nb"), "a\nb\n");
    }

    #[test]
    fn the_next_version_begins_as_this_one_with_its_own_number() {
        let text = "# version = 9\nid = \"x\"\nversion = 1\n[[page]]\nid = \"version\"\n";
        assert_eq!(
            with_number(text, 2),
            "# version = 9\nid = \"x\"\nversion = 2\n[[page]]\nid = \"version\"\n"
        );
        assert_eq!(line_of(text, "version"), 3);
    }
}
