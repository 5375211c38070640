//! What must be seen first about a person: risks, safe contact, how to be understood; then who they
//! are, and their own words. Found by the ids that the contract reserves across forms.

use maud::{Markup, html};
use pages::{Summary, SummaryRow};
use serde_json::Value;
use vocabulary::{Instant, PartialDate};
use working_calendar::local_date;

use super::safe_contact::{no_safe_way, not_safe, safe_contact, watched};
use super::{files, words};
use crate::files::NamedFile;
use crate::referral::{Answer, Referral};

/// Ids of the answers about the person, in the order in which they are read.
const PERSON: [&str; 10] = [
    "given-name",
    "family-name",
    "date-of-birth",
    "address",
    "postcode",
    "district",
    "phone",
    "email",
    "nhs-number",
    "circumstances",
];
/// About whoever wrote for somebody else, first; every other answer to a question `your-…` follows.
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
    let watched = watched(referral);
    let alarming = entry.safeguarding_sign
        || !entry.risks.is_empty()
        || watched.is_some()
        || no_safe_way(referral);
    html! {
        section class=(if alarming { "app-alert desk-first" } else { "desk-first desk-first--calm" })
            aria-label="Before anything else" {
            @if let Some(words) = watched { p class="govuk-body desk-first__lead" { strong { (words) } } }
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
                (no_risk_in_words(referral))
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
        @for id in ["harm-source", "harm-who"] {
            @if let Some(harm) = answer(referral, id) {
                p class="govuk-body desk-small" { (harm.asked) " " strong class="app-typed" { (harm.said) } }
            }
        }
        @if let Some(knows) = answer(referral, "person-knows") {
            p class="govuk-body desk-small" { (knows.asked) " " strong { (knows.said) } }
        }
    }
}

/// What is said where no risk was named: silence is never safety.
pub(super) fn no_risk_in_words(referral: &Referral) -> String {
    match said(referral, "risks") {
        Some(said) => format!("Asked about risks, they said: {said}"),
        None => "No risk was named. Nobody has told us that there is none.".to_owned(),
    }
}

const NO_COMMUNICATION_NEED: &str = "No communication need was given.";
/// How somebody takes part, besides their communication needs.
const TAKING_PART: [&str; 2] = ["help-to-take-part", "someone-suitable"];

/// Communication needs as lines of text.
pub(super) fn communication_in_lines(referral: &Referral) -> Vec<String> {
    let needs = said(referral, "communication-needs").unwrap_or(NO_COMMUNICATION_NEED);
    let more = TAKING_PART
        .into_iter()
        .filter_map(|id| answer(referral, id));
    std::iter::once(needs.to_owned())
        .chain(more.map(|answer| format!("{} {}", answer.asked, answer.said)))
        .collect()
}

fn communication(referral: &Referral) -> Markup {
    let needs = said(referral, "communication-needs");
    html! {
        h2 class="govuk-heading-s" { "To understand and be understood" }
        @match needs {
            Some(needs) => p class="govuk-body app-typed" { (needs) },
            None => p class="govuk-body" { (NO_COMMUNICATION_NEED) },
        }
        @for id in TAKING_PART {
            @if let Some(answer) = answer(referral, id) {
                p class="govuk-body desk-small" { (answer.asked) " " strong { (answer.said) } }
            }
        }
    }
}

/// Who the person is, and who wrote if that was somebody else.
pub fn who(referral: &Referral, now: Instant) -> Markup {
    let person = rows(referral, &PERSON, now);
    let other = referral
        .answers
        .iter()
        .map(|answer| answer.question.as_str());
    let other = other.filter(|id| id.starts_with("your-") && !WRITER.contains(id));
    let writer: Vec<&str> = WRITER.into_iter().chain(other).collect();
    let writer = rows(referral, &writer, now);
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
                    (said_safely(referral, answer))
                    @if let Some(age) = age { " (" (age) ")" }
                },
            )
        })
        .collect()
}

/// An answer as it was said; a number or an address that is not safe to use says so beside it.
pub(super) fn said_safely(referral: &Referral, answer: &Answer) -> Markup {
    html! {
        span class="app-typed" { (answer.said) }
        @if let Some(mark) = not_safe(referral, &answer.question) {
            " " strong class="desk-late" { "(" (mark.words()) ")" }
        }
    }
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

/// The same as lines of text.
pub(super) fn wanted_in_lines(referral: &Referral) -> Vec<String> {
    let needs: Vec<String> = referral
        .entry
        .needs
        .iter()
        .map(|need| words::need(need))
        .collect();
    let help = (!needs.is_empty()).then(|| format!("Help with: {}", needs.join("; ")));
    let said = OWN_WORDS.iter().filter_map(|id| answer(referral, id));
    help.into_iter()
        .chain(said.map(|answer| answer.said.replace('\n', "\n  ")))
        .collect()
}

/// Every answer as it was asked, in the form's order.
pub fn answers(referral: &Referral, named: &[NamedFile]) -> Markup {
    let said = |answer: &Answer| {
        let named: Vec<&NamedFile> = named
            .iter()
            .filter(|named| named.question == answer.question)
            .collect();
        match named.is_empty() {
            true => said_safely(referral, answer),
            false => files::list(&referral.entry.reference, &named),
        }
    };
    let rows = referral
        .answers
        .iter()
        .map(|answer| SummaryRow::rich(&answer.asked, said(answer)))
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
pub(super) fn answer<'a>(referral: &'a Referral, id: &str) -> Option<&'a Answer> {
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
    fn whoever_may_be_causing_harm_is_named_among_the_risks() {
        let shown = risks(&people::watched()).into_string();
        assert!(shown.contains("A partner or relative") && shown.contains("Her son Craig"));
    }

    #[test]
    fn a_watched_persons_page_leads_with_it_before_the_risks() {
        let shown = first(&people::watched()).into_string();
        let lead = "The person who may be causing harm lives with them and may see messages.";
        assert!(shown.find(lead).unwrap() < shown.find("Risks").unwrap());
        assert!(shown.contains("app-alert"));
        assert!(!first(&people::amir()).into_string().contains("app-alert"));
    }

    #[test]
    fn a_number_that_is_not_safe_says_so_wherever_it_stands() {
        let watched = people::watched();
        let who = who(&watched, now()).into_string();
        let number = "01632 960789</span> <strong class=\"desk-late\">(not safe)</strong>";
        assert!(who.contains(number), "{who}");
        assert!(answers(&watched, &[]).into_string().contains(number));
    }

    #[test]
    fn where_they_are_and_how_to_reach_whoever_wrote_stand_with_the_names() {
        let shown = who(&people::watched(), now()).into_string();
        for said in [
            "Basildon",
            "Living in a care home",
            "Is it safe to call you?",
        ] {
            assert!(shown.contains(said), "{said}");
        }
        assert!(
            shown.contains("01632 960123</span> <strong class=\"desk-late\">(not safe)</strong>")
        );
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
