//! How the person, and whoever wrote for them, can be reached without giving anybody away. What the
//! answers call unsafe is marked wherever it stands; what nobody called safe is never called so.

use maud::{Markup, html};
use serde_json::Value;

use super::person::answer;
use super::words;
use crate::referral::{Answer, Referral};

/// Why a number or an address cannot simply be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// They said so.
    Unsafe,
    /// They said so of calls, and that a text is safe.
    TextsOnly,
    /// They said so of texts, and that a call is safe.
    CallsOnly,
    /// Nobody called it safe, and somebody may be reading; or whoever wrote does not know.
    Unknown,
}

impl Mark {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unsafe => "not safe",
            Self::TextsOnly => "not safe for calls",
            Self::CallsOnly => "not safe for texts",
            Self::Unknown => "not known to be safe",
        }
    }
}

/// What to say first where the one who may be causing harm lives with the person or reads along.
pub fn watched(referral: &Referral) -> Option<&'static str> {
    match (
        word(referral, "harm-lives-with") == Some("yes"),
        word(referral, "harm-reads-messages") == Some("yes"),
    ) {
        (true, true) => Some(
            "The person who may be causing harm lives with them and may see messages. Do not write, text or \
             leave a message.",
        ),
        (true, false) => Some(
            "The person who may be causing harm lives with them. Do not write, text or leave a message.",
        ),
        (false, true) => Some(
            "The person who may be causing harm may see messages. Do not write, text or leave a message.",
        ),
        (false, false) => None,
    }
}

/// What must stand beside the answer to this question; nothing for what reaches nobody.
pub fn not_safe(referral: &Referral, question: &str) -> Option<Mark> {
    if matches!(question, "your-phone" | "your-email") {
        return match word(referral, "your-safe")? {
            "yes" => None,
            "no" => Some(Mark::Unsafe),
            _ => Some(Mark::Unknown),
        };
    }
    let kinds: &[&str] = match question {
        "phone" => &["phone", "text"],
        "email" => &["email"],
        "address" | "postcode" => &["post"],
        _ => return None,
    };
    let said = |kind: &str| {
        each_way(referral)
            .find(|way| text(way, "kind") == Some(kind))
            .and_then(|way| text(way, "safe"))
    };
    let any = |safe: &str| kinds.iter().any(|kind| said(kind) == Some(safe));
    if no_safe_way(referral) {
        Some(Mark::Unsafe)
    } else if any("no") {
        Some(match (said("phone"), said("text")) {
            (Some("no"), Some("yes")) if question == "phone" => Mark::TextsOnly,
            (Some("yes"), Some("no")) if question == "phone" => Mark::CallsOnly,
            _ => Mark::Unsafe,
        })
    } else {
        (watched(referral).is_some() && !any("yes")).then_some(Mark::Unknown)
    }
}

/// The word that was chosen as the answer to a question.
fn word<'a>(referral: &'a Referral, question: &str) -> Option<&'a str> {
    referral.answer(question)?.value.as_str()
}

fn each_way(referral: &Referral) -> impl Iterator<Item = &Value> {
    referral
        .answer("safe-contact")
        .and_then(|answer| answer.value.get("ways")?.as_array())
        .into_iter()
        .flatten()
}

fn text<'a>(way: &'a Value, name: &str) -> Option<&'a str> {
    way.get(name).and_then(Value::as_str)
}

/// The ways to reach the person and what is safe about each, as they said it, with the numbers and addresses that
/// were given: nobody looks for a number below and misses what stands here.
pub fn safe_contact(referral: &Referral) -> Markup {
    let safe = answer(referral, "safe-contact");
    let no_way = no_safe_way(referral);
    let given: Vec<(&str, &Answer)> = WAYS
        .into_iter()
        .filter_map(|(id, words)| Some((words, answer(referral, id)?)))
        .collect();
    html! {
        h2 class="govuk-heading-s" { "Safe contact" }
        @if no_way { p class="govuk-body" { strong { (NO_WAY) } } }
        @if let Some(safe) = safe {
            @match ways(&safe.value) {
                Some(ways) => ul class="govuk-list" { @for way in &ways { li { (way.shown()) } } },
                None => p class="govuk-body app-typed" { (safe.said) },
            }
            @if let Some(words) = say_we_are(&safe.value) {
                p class="govuk-body" { "Say you are: " strong { (words) } }
            }
        }
        @if let Some(preference) = answer(referral, "contact-preference") {
            p class="govuk-body" { "Best way: " (preference.said) }
        }
        @if safe.is_none() && !no_way { p class="govuk-body" { (NOTHING_SAID) } }
        @if !given.is_empty() {
            ul class="govuk-list desk-reach" {
                @for (words, answer) in given { li { (words) ": " (super::person::said_safely(referral, answer)) } }
            }
        }
    }
}

/// The same as lines of text.
pub fn in_lines(referral: &Referral) -> Vec<String> {
    let mut lines: Vec<String> = watched(referral).map(str::to_owned).into_iter().collect();
    if no_safe_way(referral) {
        lines.push(NO_WAY.to_owned());
    }
    match answer(referral, "safe-contact") {
        Some(safe) => {
            match ways(&safe.value) {
                Some(ways) => lines.extend(ways.iter().map(Way::line)),
                None => lines.push(safe.said.clone()),
            }
            lines.extend(say_we_are(&safe.value).map(|words| format!("Say you are: {words}")));
        }
        None if lines.is_empty() => lines.push(NOTHING_SAID.to_owned()),
        None => {}
    }
    if let Some(preference) = answer(referral, "contact-preference") {
        lines.push(format!("Best way: {}", preference.said));
    }
    for (id, words) in WAYS {
        if let Some(answer) = answer(referral, id) {
            let mark = not_safe(referral, id)
                .map_or_else(String::new, |mark| format!(" ({})", mark.words()));
            lines.push(format!("{words}: {}{mark}", answer.said));
        }
    }
    lines
}

const NO_WAY: &str = "They said that there is no safe way to contact them.";
const NOTHING_SAID: &str = "Nothing was said about safe ways. Ask before you say who you are.";

/// Where somebody can be reached, by the ids of the contract: the person, then whoever wrote for them.
const WAYS: [(&str, &str); 5] = [
    ("phone", "Phone"),
    ("email", "Email"),
    ("address", "Address"),
    ("your-phone", "Phone of whoever told us"),
    ("your-email", "Email of whoever told us"),
];

/// Nobody can reach them safely, or nobody knows how.
pub fn no_safe_way(referral: &Referral) -> bool {
    referral
        .answer("no-safe-way")
        .is_some_and(|answer| answer.value == Value::Bool(true))
}

/// One way of the contract's `safe-contact`.
struct Way<'a> {
    kind: String,
    safe: &'static str,
    not_safe: bool,
    /// With its comma or its space.
    voicemail: &'static str,
    times: Option<&'a str>,
}

impl Way<'_> {
    fn shown(&self) -> Markup {
        html! {
            strong { (self.kind) ": " }
            @if self.not_safe { strong class="desk-late" { (self.safe) } } @else { (self.safe) }
            (self.voicemail)
            @if let Some(times) = self.times { " (" (times) ")" }
        }
    }

    fn line(&self) -> String {
        let times = self
            .times
            .map_or_else(String::new, |times| format!(" ({times})"));
        format!("{}: {}{}{times}", self.kind, self.safe, self.voicemail)
    }
}

/// The ways of the contract's `safe-contact`; none when it has another shape.
fn ways(value: &Value) -> Option<Vec<Way<'_>>> {
    let way = |way| Way {
        kind: words::plain(text(way, "kind").unwrap_or_default()),
        safe: match text(way, "safe") {
            Some("yes") => "safe",
            Some("no") => "not safe",
            _ => "not known whether it is safe",
        },
        not_safe: text(way, "safe") == Some("no"),
        voicemail: match text(way, "voicemail") {
            Some("yes") => ", voicemail is safe",
            Some("no") => ", no voicemail",
            _ => "",
        },
        times: text(way, "times").filter(|times| !times.trim().is_empty()),
    };
    Some(value.get("ways")?.as_array()?.iter().map(way).collect())
}

fn say_we_are(value: &Value) -> Option<&str> {
    text(value, "say-we-are").filter(|words| !words.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::people;
    use serde_json::json;

    #[test]
    fn a_way_that_is_not_safe_is_said_in_words() {
        let page = safe_contact(&people::doris()).into_string();
        assert!(page.contains("<strong class=\"desk-late\">not safe</strong>, no voicemail"));
        assert!(page.contains("(Tuesday mornings, when the carer is out)"));
        assert!(page.contains("<strong>the library</strong>"));
    }

    #[test]
    fn an_answer_of_another_shape_is_shown_as_it_was_said() {
        let mut doris = people::doris();
        for answer in &mut doris.answers {
            if answer.question == "safe-contact" {
                answer.value = json!("only at work");
                answer.said = "Only at work".to_owned();
            }
        }
        assert!(safe_contact(&doris).into_string().contains("Only at work"));
    }

    #[test]
    fn what_nobody_called_safe_is_not_called_so_where_somebody_reads_along() {
        let watched = people::watched();
        assert_eq!(
            not_safe(&watched, "phone"),
            Some(Mark::Unsafe),
            "calls are not"
        );
        assert_eq!(not_safe(&watched, "email"), None, "they said that it is");
        assert_eq!(
            not_safe(&watched, "address"),
            Some(Mark::Unknown),
            "they did not say"
        );
        assert_eq!(not_safe(&people::amir(), "phone"), None);
    }

    #[test]
    fn where_there_is_no_safe_way_none_is_safe() {
        let mut amir = people::amir();
        amir.answers.push(people::answer(
            "no-safe-way",
            "No safe way",
            json!(true),
            "There is no safe way",
        ));
        for question in ["phone", "email", "address", "postcode"] {
            assert_eq!(not_safe(&amir, question), Some(Mark::Unsafe), "{question}");
        }
        assert_eq!(not_safe(&amir, "given-name"), None);
    }

    #[test]
    fn a_telephone_that_is_safe_for_calls_alone_says_so() {
        let mut amir = people::amir();
        let ways = |phone: &str, text: &str| json!({"ways": [{"kind": "phone", "safe": phone}, {"kind": "text", "safe": text}]});
        amir.answers.push(people::answer(
            "safe-contact",
            "What is safe",
            json!({}),
            "Some",
        ));
        for (phone, text, mark) in [
            ("yes", "no", Some(Mark::CallsOnly)),
            ("no", "yes", Some(Mark::TextsOnly)),
            ("no", "no", Some(Mark::Unsafe)),
            ("dont-know", "no", Some(Mark::Unsafe)),
            ("yes", "yes", None),
        ] {
            if let Some(answer) = amir.answers.last_mut() {
                answer.value = ways(phone, text);
            }
            assert_eq!(not_safe(&amir, "phone"), mark, "{phone} {text}");
        }
    }

    #[test]
    fn whoever_does_not_know_whether_we_may_call_them_is_not_taken_to_say_yes() {
        let mut watched = people::watched();
        for (said, mark) in [
            ("yes", None),
            ("dont-know", Some(Mark::Unknown)),
            ("no", Some(Mark::Unsafe)),
        ] {
            watched
                .answers
                .retain(|answer| answer.question != "your-safe");
            assert_eq!(not_safe(&watched, "your-phone"), None, "not asked");
            watched.answers.push(people::answer(
                "your-safe",
                "Is it safe?",
                json!(said),
                said,
            ));
            assert_eq!(not_safe(&watched, "your-phone"), mark, "{said}");
        }
    }

    #[test]
    fn living_together_alone_is_reason_enough_to_send_nothing() {
        let mut watched_by_one = people::watched();
        watched_by_one
            .answers
            .retain(|answer| answer.question != "harm-reads-messages");
        let words = watched(&watched_by_one).unwrap();
        assert!(words.contains("lives with them. Do not write, text or leave a message."));
        watched_by_one
            .answers
            .retain(|answer| answer.question != "harm-lives-with");
        assert_eq!(watched(&watched_by_one), None);
    }
}
