//! The words of the vocabularies on staff pages. A word that is not known, because a newer component
//! wrote it, is shown as it stands rather than hidden.

use maud::{Markup, html};
use pages::Tag;
use vocabulary::{Channel, Form, Need, Priority, QUEUES, Risk, Status, queue_name};

/// The name of a queue.
pub fn queue(id: &str) -> String {
    queue_name(id).map_or_else(|| plain(id), str::to_owned)
}

pub fn status(id: &str) -> String {
    Status::from_id(id).map_or_else(|| plain(id), |word| word.label().to_owned())
}

pub fn form(id: &str) -> String {
    Form::from_id(id).map_or_else(|| plain(id), |word| word.label().to_owned())
}

pub fn channel(id: &str) -> String {
    Channel::from_id(id).map_or_else(|| plain(id), |word| word.label().to_owned())
}

pub fn need(id: &str) -> String {
    Need::from_id(id).map_or_else(|| plain(id), |word| word.label().to_owned())
}

pub fn risk(id: &str) -> String {
    Risk::from_id(id).map_or_else(|| plain(id), |word| word.label().to_owned())
}

/// A priority, with a colour that follows how pressing it is.
pub fn priority_tag(priority: Priority) -> Markup {
    let colour = match priority {
        // Light on dark, unlike every other tag: nobody takes it for one that can wait.
        Priority::Emergency => {
            return html! { strong class="govuk-tag govuk-tag--red app-tag--emergency" { (priority.label()) } };
        }
        Priority::Urgent => "orange",
        Priority::Soon => "yellow",
        Priority::Standard => "grey",
    };
    html! { (Tag::coloured(priority.label(), colour)) }
}

pub fn status_tag(id: &str) -> Markup {
    let colour = match Status::from_id(id) {
        Some(Status::Received) => "teal",
        Some(Status::Closed) => "grey",
        _ => "blue",
    };
    html! { (Tag::coloured(&status(id), colour)) }
}

/// What was decided under section 42, as the record names it.
pub fn s42(id: &str) -> &str {
    match id {
        "enquiry" => "Enquiry under section 42",
        "no-enquiry" => "No enquiry under section 42",
        other => other,
    }
}

/// The words of an event of the record. The store writes the ids of the contract into them, either
/// alone or before the reason that somebody gave.
pub fn event(what: &str, text: &str) -> String {
    match what {
        "s42-decided" => {
            let (decision, reasons) = split(text);
            format!("{}{reasons}", s42(decision))
        }
        "closed" => vocabulary::outcome_in_words(text),
        "priority-changed" => from_to(text, |id| {
            Priority::from_id(id).map_or_else(|| plain(id), |word| word.label().to_owned())
        }),
        "rerouted" => from_to(text, queue),
        _ => text.to_owned(),
    }
}

/// `enquiry: because` in its two parts, the second with its colon.
fn split(text: &str) -> (&str, &str) {
    let end = text.find(": ").unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// `From soon to urgent: because`, with the names of both; other words stay as they are.
fn from_to(text: &str, name: impl Fn(&str) -> String) -> String {
    let (change, reason) = split(text);
    change
        .strip_prefix("From ")
        .and_then(|change| change.split_once(" to "))
        .filter(|(from, to)| !from.contains(' ') && !to.contains(' '))
        .map_or_else(
            || text.to_owned(),
            |(from, to)| format!("From {} to {}{reason}", name(from), name(to)),
        )
}

/// Localities, id and name, as the queues of the contract name them.
pub fn localities() -> Vec<(&'static str, &'static str)> {
    QUEUES
        .iter()
        .filter_map(|(id, name)| {
            let id = id.strip_prefix("locality-")?;
            Some((id, name.strip_suffix(" locality").unwrap_or(name)))
        })
        .collect()
}

/// Kebab-case as words: `priority-changed` is `Priority changed`.
pub fn plain(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// Things in a row: `a`, `a and b`, `a, b and c`.
pub fn in_a_row(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `1 referral`, `2 referrals`.
pub fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {several}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_not_known_yet_is_shown_as_it_stands() {
        assert_eq!(queue("safeguarding-triage"), "Safeguarding triage");
        assert_eq!(queue("night-team"), "Night team");
        assert_eq!(risk("left-alone-unsafe"), "Left alone and not safe");
    }

    #[test]
    fn what_happened_is_told_in_words_and_not_in_ids() {
        for (what, text, words) in [
            (
                "s42-decided",
                "enquiry: All limbs.",
                "Enquiry under section 42: All limbs.",
            ),
            ("s42-decided", "no-enquiry", "No enquiry under section 42"),
            (
                "closed",
                "NFA: Other: They rang: all well.",
                "No further action: Other: They rang: all well.",
            ),
            (
                "priority-changed",
                "From soon to urgent: A fall.",
                "From Soon to Urgent: A fall.",
            ),
            (
                "rerouted",
                "From ascc-general to safeguarding-triage: A sign.",
                "From Adult Social Care Connects to Safeguarding triage: A sign.",
            ),
            (
                "rerouted",
                "From what she says to me: wrong team",
                "From what she says to me: wrong team",
            ),
            (
                "noted",
                "enquiry: by the daughter",
                "enquiry: by the daughter",
            ),
        ] {
            assert_eq!(event(what, text), words);
        }
    }

    #[test]
    fn an_emergency_is_not_taken_for_something_urgent() {
        assert!(
            priority_tag(Priority::Emergency)
                .into_string()
                .contains("app-tag--emergency")
        );
        assert!(
            !priority_tag(Priority::Urgent)
                .into_string()
                .contains("app-tag--emergency")
        );
    }

    #[test]
    fn localities_are_those_that_have_a_queue() {
        assert_eq!(localities().first(), Some(&("mid", "Mid")));
        assert_eq!(localities().len(), 5);
    }

    #[test]
    fn things_in_a_row_read_as_a_sentence() {
        let things = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(in_a_row(&things), "a, b and c");
        assert_eq!(in_a_row(&things[..2]), "a and b");
        assert_eq!(counted(1, "referral", "referrals"), "1 referral");
    }
}
