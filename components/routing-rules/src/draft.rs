//! What is looked at before a version of the rules is proposed, and again before it is published: its texts, its
//! number, what must hold for every rule set, and what it changes.

use staff_pages::numbered::{as_kept, line_of, with_number};
use vocabulary::{Instant, RulesetId};

use crate::stores::{Actor, Refusal, Stores};
use crate::versions::{Examined, Problem, Shown, State, Texts, Version};

/// The texts that somebody sent; what was not sent is as it is in use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    pub rules: Option<String>,
    pub places: Option<String>,
    pub calendar: Option<String>,
}

/// What somebody finds who looks at a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    pub texts: Texts,
    pub examined: Examined,
    /// Everything that keeps it from being published.
    pub problems: Vec<Problem>,
    pub comparison: Comparison,
}

/// What a draft changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The version that it was compared with; none when there is none.
    pub with: Option<RulesetId>,
    /// Each a sentence.
    pub difference: Vec<String>,
}

/// The version that contacts are decided with, and the number that comes next.
async fn in_use(
    stores: &impl Stores,
    by: &Actor,
    now: Instant,
) -> Result<(Option<Shown>, Vec<Version>), Refusal> {
    let all = stores.versions(by, now).await?;
    let shown = match all.iter().find(|version| version.in_use) {
        Some(version) => Some(stores.version(&version.id, by, now).await?),
        None => None,
    };
    Ok((shown, all))
}

/// The number after the newest that was published.
fn next_number(all: &[Version], id: &str) -> Option<u32> {
    let released = all
        .iter()
        .filter(|version| version.state.is_released() && version.id.id == id);
    let newest = released.map(|version| version.id.version).max();
    newest.map(|newest| newest.saturating_add(1))
}

/// The whole draft of what somebody sent: the rest is of the version in use, and rules that were not sent get
/// the number that comes next.
///
/// # Errors
/// There is no version in use, or this actor may not see it.
pub async fn whole(
    stores: &impl Stores,
    sent: Sent,
    by: &Actor,
    now: Instant,
) -> Result<Texts, Refusal> {
    let (shown, all) = in_use(stores, by, now).await?;
    let shown = shown.ok_or_else(|| {
        Refusal::Conflict(
            "No rules are in use yet. The first are, once somebody has opened the forms."
                .to_owned(),
        )
    })?;
    let next = next_number(&all, &shown.version.id.id).unwrap_or(1);
    let Texts {
        rules,
        places,
        calendar,
    } = shown.texts;
    Ok(Texts {
        rules: match sent.rules {
            Some(rules) => as_kept(&rules),
            None => with_number(&rules, next),
        },
        places: sent.places.as_deref().map_or(places, as_kept),
        calendar: sent.calendar.as_deref().map_or(calendar, as_kept),
    })
}

/// Looks at a draft that somebody wants to propose, or to publish.
///
/// # Errors
/// When this actor may not see the versions of rules.
pub async fn look(
    stores: &impl Stores,
    texts: Texts,
    by: &Actor,
    now: Instant,
) -> Result<Looked, Refusal> {
    let (shown, all) = in_use(stores, by, now).await?;
    let examined = stores.examine(&texts);
    let mut problems = examined.problems.clone();
    let mut comparison = Comparison::default();
    if let Some(id) = &examined.id {
        problems.extend(wrong_number(id, &all, &texts.rules));
        if let Some(shown) = shown {
            comparison = Comparison {
                difference: stores.compare(&shown.texts, &texts).unwrap_or_default(),
                with: Some(shown.version.id),
            };
        }
    }
    Ok(Looked {
        texts,
        examined,
        problems,
        comparison,
    })
}

/// What a version changes: one that does not decide yet is compared with what is in use, and another one with
/// the one that was published before it.
///
/// # Errors
/// When this actor may not see the versions of rules.
pub async fn compare(
    stores: &impl Stores,
    shown: &Shown,
    by: &Actor,
    now: Instant,
) -> Result<Comparison, Refusal> {
    let id = &shown.version.id;
    let all = stores.versions(by, now).await?;
    let before = match shown.version.state {
        State::Proposed | State::TakenBack | State::Scheduled => {
            all.iter().find(|version| version.in_use)
        }
        State::Published | State::Withdrawn => all
            .iter()
            .filter(|version| {
                version.state.is_released()
                    && version.id.id == id.id
                    && version.id.version < id.version
            })
            .max_by_key(|version| version.id.version),
    };
    let Some(before) = before else {
        return Ok(Comparison::default());
    };
    let standing = stores.version(&before.id, by, now).await?;
    Ok(Comparison {
        difference: stores
            .compare(&standing.texts, &shown.texts)
            .unwrap_or_default(),
        with: Some(standing.version.id),
    })
}

/// A rule set that is not known, or a number that does not come next.
fn wrong_number(id: &RulesetId, all: &[Version], rules: &str) -> Option<Problem> {
    let problem = |setting: &str, message: String, remedy: String| Problem {
        text: "rules".to_owned(),
        line: line_of(rules, setting),
        message,
        remedy,
    };
    match next_number(all, &id.id) {
        None => {
            let mut known: Vec<&str> = all.iter().map(|known| known.id.id.as_str()).collect();
            known.dedup();
            Some(problem(
                "id",
                format!("There is no rule set `{}`", id.id),
                format!(
                    "Use the id of the rule set that there is: {}.",
                    known.join(", ")
                ),
            ))
        }
        Some(next) if id.version != next => Some(problem(
            "version",
            format!("The newest version that was published is {}", next - 1),
            format!("Write version = {next}."),
        )),
        Some(_) => None,
    }
}

/// Why a proposal cannot be published as it stands.
pub fn no_longer_fit(problems: &[Problem]) -> String {
    let problems: Vec<String> = problems.iter().map(Problem::in_words).collect();
    format!(
        "This version cannot be published as it stands. Take it back, put it right and propose it again. {}",
        problems.join(" ")
    )
}

/// Looks at a proposal again: what was right when it was proposed may not be so any more.
///
/// # Errors
/// What is wrong, as a conflict.
pub async fn may_be_published(
    stores: &impl Stores,
    shown: &Shown,
    by: &Actor,
    now: Instant,
) -> Result<(), Refusal> {
    if shown.version.state != State::Proposed {
        return Ok(());
    }
    let looked = look(stores, shown.texts.clone(), by, now).await?;
    match looked.problems.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Conflict(no_longer_fit(&looked.problems))),
    }
}
