//! Why somebody looks at an account: the reasons that are given most often, or their own words.

use maud::{Markup, html};
use pages::{Question, RadioItem, Radios, Size};

use super::Sent;
use super::fields::{Fields, Mistakes, because};

/// The reasons that are given most often.
const COMMON: [(&str, &str); 5] = [
    ("person-asked", "The person asked about their account"),
    (
        "delegate-asked",
        "Somebody who acts for the person asked about the account",
    ),
    (
        "money",
        "A charge, a payment or a statement is being checked",
    ),
    ("review", "An assessment or a review is under way"),
    ("at-risk", "The person may be at risk"),
];
const OTHER: &str = "something-else";

/// The question.
pub fn question(fields: Fields<'_>) -> Markup {
    let common = COMMON.map(|(id, words)| RadioItem::new(id, words));
    let other = [
        RadioItem::divider("or"),
        RadioItem::new(OTHER, "Something else"),
    ];
    html! {
        (Radios::new("reason", Question::sized("Why do you need to look?", Size::S), common.into_iter().chain(other).collect())
            .small()
            .hint(Some("It is written down with your name, and the person may ask to see it."))
            .chosen(fields.value("reason")).error(fields.error("reason")))
        (fields.words("reason-words", "In your own words",
            Some("If it is something else, in 10 characters or more. With any other reason you may add to it.")))
    }
}

/// The reason, in words.
pub fn read(sent: &Sent, mistakes: &mut Mistakes) -> Option<String> {
    let chosen = sent.typed("reason");
    let own = sent.typed("reason-words");
    match COMMON.iter().find(|(id, _)| *id == chosen) {
        Some((_, words)) if own.is_empty() => Some(format!("{words}.")),
        Some((_, words)) => {
            let added = mistakes.take(
                "reason-words",
                super::fields::text(sent, "reason-words", ""),
            )?;
            Some(format!("{words}: {added}"))
        }
        None if chosen != OTHER && own.is_empty() => {
            mistakes.add("reason", "Choose why you need to look");
            None
        }
        None => mistakes.take("reason-words", because(sent, "reason-words")),
    }
}
