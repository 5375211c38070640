//! What must be seen first about a person: risks, safe contact, how to be understood; then who they
//! are, and their own words. Found by the ids that the contract reserves across forms.

use maud::{Markup, html};
use pages::{Summary, SummaryRow};
use serde_json::Value;
use vocabulary::{Instant, PartialDate};
use working_calendar::local_date;

use super::words;
use crate::referral::{Answer, Referral};

/// Ids of the answers about the person, in the order in which they are read.
const PERSON: [&str; 8] = [
    "given-name",
    "family-name",
    "date-of-birth",
    "address",
    "postcode",
    "phone",
    "email",
    "nhs-number",
];
/// About whoever wrote for somebody else.
const WRITER: [&str; 9] = [
    "reporter",
    "your-given-name",
    "your-family-name",
    "relationship",
    "organisation",
    "role",
    "your-phone",
    "your-email",
    "your-organisation",
];
/// What somebody said at length.
const OWN_WORDS: [&str; 3] = ["narrative", "outcomes-wanted", "strengths"];

/// What the store notices when there is an earlier contact about what may be the same person.
pub const REPEAT_CONCERN: &str = "repeat-concern";

/// Risks, safe contact and communication needs, side by side.
pub fn first(referral: &Referral) -> Markup {
    let entry = &referral.entry;
    let alarming = entry.safeguarding_sign || !entry.risks.is_empty() || no_safe_way(referral);
    html! {
        section class=(if alarming { "app-alert desk-first" } else { "desk-first desk-first--calm" })
            aria-label="Before anything else" {
            div { (risks(referral)) }
            div { (safe_contact(referral)) }
            div { (communication(referral)) }
        }
    }
}

fn risks(referral: &Referral) -> Markup {
    let entry = &referral.entry;
    html! {
        h2 class="govuk-heading-s" { "Risks" }
        @if entry.safeguarding_sign {
            p class="govuk-body" { strong class="desk-sign" { "Safeguarding sign" } }
        }
        @if entry.risks.is_empty() {
            p class="govuk-body" {
                @match said(referral, "risks") {
                    Some(said) => { "Asked about risks, they said: " (said) },
                    None => "No risk was named. Nobody has told us that there is none.",
                }
            }
        } @else {
            ul class="govuk-list govuk-list--bullet" {
                @for risk in &entry.risks { li { (words::risk(risk)) } }
            }
        }
        @if referral.flags.iter().any(|flag| flag == REPEAT_CONCERN) {
            p class="govuk-body" {
                strong { "Repeat concern." } " There is an earlier contact about what may be the same person."
            }
        }
        @if let Some(knows) = answer(referral, "person-knows") {
            p class="govuk-body desk-small" { (knows.asked) " " strong { (knows.said) } }
        }
    }
}

fn safe_contact(referral: &Referral) -> Markup {
    let safe = answer(referral, "safe-contact");
    let preference = answer(referral, "contact-preference");
    let no_way = no_safe_way(referral);
    html! {
        h2 class="govuk-heading-s" { "Safe contact" }
        @if no_way {
            p class="govuk-body" { strong { "They said that there is no safe way to contact them." } }
        }
        @if let Some(safe) = safe {
            @match ways(&safe.value) {
                Some(ways) => (ways),
                None => p class="govuk-body app-typed" { (safe.said) },
            }
        }
        @if let Some(preference) = preference {
            p class="govuk-body" { "Best way: " (preference.said) }
        }
        @if safe.is_none() && !no_way {
            p class="govuk-body" { "Nothing was said about safe ways. Ask before you say who you are." }
        }
    }
}

fn no_safe_way(referral: &Referral) -> bool {
    referral
        .answer("no-safe-way")
        .is_some_and(|answer| answer.value == Value::Bool(true))
}

/// The ways of the contract's `safe-contact`; none when it has another shape.
fn ways(value: &Value) -> Option<Markup> {
    let ways = value.get("ways")?.as_array()?;
    let text = |way: &Value, name: &str| way.get(name).and_then(Value::as_str).map(str::to_owned);
    let say_we_are = text(value, "say-we-are").filter(|words| !words.trim().is_empty());
    Some(html! {
        ul class="govuk-list" {
            @for way in ways {
                li {
                    strong { (words::plain(&text(way, "kind").unwrap_or_default())) ": " }
                    @match text(way, "safe").as_deref() {
                        Some("yes") => "safe",
                        Some("no") => strong class="desk-late" { "not safe" },
                        _ => "not known whether it is safe",
                    }
                    @match text(way, "voicemail").as_deref() {
                        Some("yes") => ", voicemail is safe",
                        Some("no") => ", no voicemail",
                        _ => "",
                    }
                    @if let Some(times) = text(way, "times").filter(|times| !times.trim().is_empty()) { " (" (times) ")" }
                }
            }
        }
        @if let Some(words) = say_we_are {
            p class="govuk-body" { "Say you are: " strong { (words) } }
        }
    })
}

fn communication(referral: &Referral) -> Markup {
    let needs = said(referral, "communication-needs");
    let help = answer(referral, "help-to-take-part");
    html! {
        h2 class="govuk-heading-s" { "To understand and be understood" }
        @match needs {
            Some(needs) => p class="govuk-body app-typed" { (needs) },
            None => p class="govuk-body" { "No communication need was given." },
        }
        @if let Some(help) = help {
            p class="govuk-body desk-small" { (help.asked) " " strong { (help.said) } }
        }
        @if let Some(suitable) = answer(referral, "someone-suitable") {
            p class="govuk-body desk-small" { (suitable.asked) " " strong { (suitable.said) } }
        }
    }
}

/// Who the person is, and who wrote if that was somebody else.
pub fn who(referral: &Referral, now: Instant) -> Markup {
    let person = rows(referral, &PERSON, now);
    let writer = rows(referral, &WRITER, now);
    html! {
        section aria-labelledby="who" {
            h2 class="govuk-heading-m" id="who" { "Who this is about" }
            @if person.is_empty() { p class="govuk-body" { "Nothing was given that says who this is." } }
            @else { (Summary::new(person)) }
        }
        @if !writer.is_empty() {
            section aria-labelledby="writer" {
                h2 class="govuk-heading-m" id="writer" { "Who told us" }
                (Summary::new(writer))
            }
        }
    }
}

fn rows<'a>(referral: &'a Referral, ids: &[&str], now: Instant) -> Vec<SummaryRow<'a>> {
    ids.iter()
        .filter_map(|id| answer(referral, id))
        .map(|answer| {
            let age = (answer.question == "date-of-birth")
                .then(|| age(&answer.value, now))
                .flatten();
            SummaryRow::rich(
                &answer.asked,
                html! {
                    span class="app-typed" { (answer.said) }
                    @if let Some(age) = age { " (" (age) ")" }
                },
            )
        })
        .collect()
}

/// The age that a birth date gives; two ages where a part of it is not known.
fn age(value: &Value, now: Instant) -> Option<String> {
    let born: PartialDate = value.as_str()?.parse().ok()?;
    let today = local_date(now);
    let (oldest, youngest) = (
        born.earliest().whole_years_until(today),
        born.latest().whole_years_until(today),
    );
    if youngest < 0 {
        None
    } else if oldest == youngest {
        Some(format!("aged {oldest}"))
    } else {
        Some(format!("aged {youngest} or {oldest}"))
    }
}

/// What they need help with, and what they said at length, as they wrote it.
pub fn wanted(referral: &Referral) -> Markup {
    let said: Vec<&Answer> = OWN_WORDS
        .iter()
        .filter_map(|id| answer(referral, id))
        .collect();
    let needs: Vec<String> = referral
        .entry
        .needs
        .iter()
        .map(|need| words::need(need))
        .collect();
    html! {
        section aria-labelledby="wanted" {
            h2 class="govuk-heading-m" id="wanted" { "What they need, in their own words" }
            @if !needs.is_empty() { p class="govuk-body" { "Help with: " strong { (needs.join("; ")) } "." } }
            @for answer in &said {
                @if said.len() > 1 { h3 class="govuk-heading-s" { (answer.asked) } }
                blockquote class="desk-quote app-typed" { (answer.said) }
            }
            @if said.is_empty() { p class="govuk-body" { "They wrote nothing in their own words." } }
        }
    }
}

/// Every answer as it was asked, in the form's order.
pub fn answers(referral: &Referral) -> Markup {
    let rows = referral
        .answers
        .iter()
        .map(|answer| {
            SummaryRow::rich(
                &answer.asked,
                html! { span class="app-typed" { (answer.said) } },
            )
        })
        .collect();
    html! {
        section aria-labelledby="answers" {
            h2 class="govuk-heading-m" id="answers" { "All answers, as they were asked" }
            p class="govuk-body desk-small" {
                (words::form(&referral.entry.form.id)) ", version " (referral.entry.form.version)
                ". Came by: " (words::channel(&referral.channel).to_lowercase()) "."
            }
            @if referral.answers.is_empty() { p class="govuk-body" { "No question was answered." } }
            @else { (Summary::new(rows)) }
        }
    }
}

/// An answer that says something.
fn answer<'a>(referral: &'a Referral, id: &str) -> Option<&'a Answer> {
    referral
        .answer(id)
        .filter(|answer| !answer.said.trim().is_empty())
}

fn said<'a>(referral: &'a Referral, id: &str) -> Option<&'a str> {
    answer(referral, id).map(|answer| answer.said.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{now, people};
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
    fn silence_about_safe_contact_and_risk_is_never_read_as_safety() {
        let mut pat = people::pat();
        pat.entry.risks.clear();
        assert!(
            safe_contact(&pat)
                .into_string()
                .contains("Ask before you say who you are")
        );
        assert!(
            risks(&pat)
                .into_string()
                .contains("Nobody has told us that there is none")
        );
    }

    #[test]
    fn a_repeat_concern_is_told_among_the_risks() {
        let mut doris = people::doris();
        assert!(!risks(&doris).into_string().contains("Repeat concern"));
        doris.flags.push(REPEAT_CONCERN.to_owned());
        assert!(risks(&doris).into_string().contains("Repeat concern"));
    }

    #[test]
    fn an_age_is_told_as_far_as_the_birth_date_is_known() {
        let age = |text: &str| age(&json!(text), now());
        assert_eq!(age("1941-12-01").as_deref(), Some("aged 85"));
        assert_eq!(age("1941-12-02").as_deref(), Some("aged 84"));
        assert_eq!(age("1941").as_deref(), Some("aged 84 or 85"));
        assert_eq!(age("1941-03").as_deref(), Some("aged 85"));
        assert_eq!(age("not known"), None);
    }
}
