//! The statements that the law asks for: accessibility, privacy, cookies.

use std::sync::LazyLock;

use maud::{Markup, html};
use pages::{Table, phone_link};
use serde::Deserialize;
use web::Reply;

use crate::frame::{authority, layout, shown};

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Accessibility {
    prepared: String,
    reviewed: String,
    tested: String,
    how: Vec<String>,
    issue: Vec<Issue>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Issue {
    text: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Privacy {
    kept: Vec<Kept>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Kept {
    what: String,
    how_long: String,
    #[allow(dead_code, reason = "for whoever changes the file; a test reads it")]
    source: String,
}

// Tests read both files, so that neither is empty in use; were one, the page would say less and still work.
static ACCESSIBILITY: LazyLock<Accessibility> = LazyLock::new(|| {
    toml_reader::from_text(include_str!("../data/accessibility.toml")).unwrap_or_default()
});
static PRIVACY: LazyLock<Privacy> = LazyLock::new(|| {
    toml_reader::from_text(include_str!("../data/privacy.toml")).unwrap_or_default()
});

fn list(items: &[&str]) -> Markup {
    html! { ul class="govuk-list govuk-list--bullet" { @for item in items { li { (item) } } } }
}

fn call_us() -> Markup {
    let authority = authority();
    html! {
        ul class="govuk-list" {
            @for id in ["council", "textphone"] {
                @if let Some(phone) = authority.phone(id) {
                    li {
                        (phone.purpose) ": " (phone_link(&phone.number)) "."
                        @if let Some(note) = &phone.note { " " (note) }
                    }
                }
            }
        }
    }
}

/// The statement of the accessibility regulations for public sector websites, in their order.
pub fn accessibility() -> Reply {
    let statement = &*ACCESSIBILITY;
    let authority = authority();
    shown(
        &layout("Accessibility statement").back("/"),
        html! {
            h1 class="govuk-heading-xl" { "Accessibility statement" }
            p class="govuk-body" {
                "This statement is about this website, " (authority.service) ", which is run by " (authority.name)
                ". We want as many people as possible to be able to use it. You should be able to:"
            }
            (list(&[
                "change colours, contrast and fonts with your browser or device",
                "zoom in up to 400% without the text spilling off the screen",
                "use every page with a keyboard alone",
                "use every page without JavaScript",
                "listen to every page with a screen reader",
            ]))
            p class="govuk-body" { "We have also made the words as simple as we can." }
            h2 class="govuk-heading-l" { "How accessible this website is" }
            p class="govuk-body" { "We know of these problems:" }
            ul class="govuk-list govuk-list--bullet" { @for issue in &statement.issue { li { (issue.text) } } }
            h2 class="govuk-heading-l" { "Feedback and contact information" }
            p class="govuk-body" {
                "If you find a problem that is not on this page, if you need information in another format, such as large print, "
                "Easy Read, an audio recording or Braille, or if you would like us to do this with you by telephone:"
            }
            (call_us())
            h2 class="govuk-heading-l" { "If you are not happy with our answer" }
            p class="govuk-body" {
                "The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and Mobile Applications) "
                "(No. 2) Accessibility Regulations 2018. If you are not happy with how we answer your complaint, contact the "
                a class="govuk-link" href="https://www.equalityadvisoryservice.com" { "Equality Advisory and Support Service (EASS)" } "."
            }
            h2 class="govuk-heading-l" { "Technical information about this website’s accessibility" }
            p class="govuk-body" {
                (authority.name) " is committed to making this website accessible, in accordance with the Public Sector Bodies "
                "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018."
            }
            h3 class="govuk-heading-m" { "Compliance status" }
            p class="govuk-body" {
                "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard. We found no "
                "failure in our own tests, but they do not cover everything, so we do not claim more."
            }
            h3 class="govuk-heading-m" { "Content that is not accessible" }
            p class="govuk-body" { "Non-compliance with the regulations: we know of none, apart from what we have not tested yet (see above)." }
            p class="govuk-body" { "Disproportionate burden: we claim none." }
            p class="govuk-body" { "Content outside the scope of the regulations: none. Links lead to other organisations’ websites, which have their own statements." }
            h2 class="govuk-heading-l" { "Preparation of this statement" }
            p class="govuk-body" {
                "This statement was prepared on " (statement.prepared) ". It was last reviewed on " (statement.reviewed)
                ". The website was last tested on " (statement.tested) "."
            }
            @for sentence in &statement.how { p class="govuk-body" { (sentence) } }
        },
    )
}

/// The privacy notice: the short of it first, then each part for those who want it.
pub fn privacy() -> Reply {
    let authority = authority();
    let rows = PRIVACY
        .kept
        .iter()
        .map(|kept| vec![html! { (kept.what) }, html! { (kept.how_long) }])
        .collect();
    shown(
        &layout("Privacy").back("/"),
        html! {
            h1 class="govuk-heading-xl" { "Privacy" }
            p class="govuk-body-l" {
                (authority.name) " uses what you tell us here to decide how we can help, and to keep people safe. We do not sell it "
                "or use it for advertising."
            }
            h2 class="govuk-heading-l" { "In short" }
            (list(&[
                "You can read all the advice without telling us who you are.",
                "You decide what to tell us. You do not have to answer every question.",
                "Only people who need it for their work can see what you tell us, and we write down each time that somebody looks.",
                "We send you no message unless you ask for it and say which way is safe.",
                "We tell other people only when that is needed to help you, when the law says so, or to keep somebody safe.",
            ]))
            h2 class="govuk-heading-l" { "Why we may use it" }
            p class="govuk-body" {
                "We use what you tell us because it is our job by law, mainly under the Care Act 2014. This is called a public task. "
                "We do not ask for your consent to look at your request, because we would have to look at it anyway."
            }
            p class="govuk-body" {
                "Some of it is about health, disability or other private things. We may use that because we provide social care, and, "
                "where somebody may be at risk, to keep adults safe."
            }
            (pages::Details::new("The law in full", html! {
                p class="govuk-body" {
                    "UK General Data Protection Regulation: Article 6(1)(e), a task carried out in the public interest, and Article 6(1)(c) "
                    "where there is a legal duty; Article 9(2)(h), the provision of social care, with sections 10 and 11 of the Data "
                    "Protection Act 2018 and paragraph 2 of Schedule 1; and Article 9(2)(g) with paragraph 18 of Schedule 1, safeguarding "
                    "of individuals at risk. For questions about equality: paragraph 8 of Schedule 1, equality of opportunity or treatment."
                }
            }))
            h2 class="govuk-heading-l" { "Questions about equality" }
            p class="govuk-body" {
                "After you have sent a form we may ask whether you want to answer questions about yourself, such as your ethnic group or "
                "religion. You do not have to. If you choose to be counted, we add one to a number for the month and the part of the area, "
                "and keep nothing that leads to you. If you choose to add them to your record, they are encrypted and kept with what you "
                "sent, for the figures that the council must give to the government."
            }
            h2 class="govuk-heading-l" { "Who sees it" }
            p class="govuk-body" {
                "People in adult social care who deal with requests. If it helps you, we may pass it to the NHS, to your district, borough or "
                "city council, to another council that is responsible, or to an organisation that works for us. If somebody may be in "
                "danger, we may also tell the police or the children’s service. We try to ask first where that is safe."
            }
            p class="govuk-body" {
                "If you tell us that you are worried about somebody, we will try not to say who told us, but we cannot promise it."
            }
            p class="govuk-body" {
                "If you ask us to find your address, we look up the postcode with an address service. It gets the postcode, and nothing "
                "else about you."
            }
            h2 class="govuk-heading-l" { "How we keep it safe" }
            p class="govuk-body" {
                "What you tell us is encrypted before it is stored. Nothing that you type stands in a web address or in our technical logs."
            }
            h2 class="govuk-heading-l" { "How long we keep it" }
            (Table::new("How long we keep what you tell us", vec!["What", "How long"], rows)
                .caption_class("govuk-visually-hidden").first_is_header())
            h2 class="govuk-heading-l" { "Your rights" }
            p class="govuk-body" { "You can ask us:" }
            (list(&[
                "for a copy of what we hold about you. We answer within one month",
                "to put right what is wrong",
                "to look again at how we use it, or to stop",
            ]))
            p class="govuk-body" {
                "We cannot always delete what you told us, because we must keep a record of what we did to help. No computer decides about "
                "your care: the service sorts requests so that the right person reads them, and people decide."
            }
            h2 class="govuk-heading-l" { "Questions and complaints" }
            p class="govuk-body" { "Ask for the data protection officer of " (authority.name) ":" }
            (call_us())
            p class="govuk-body" {
                "If you are not happy with our answer, you can complain to the "
                a class="govuk-link" href="https://ico.org.uk/make-a-complaint" { "Information Commissioner’s Office" } "."
            }
        },
    )
}

/// What is kept in the browser: only what a form needs, so that nobody has to be asked.
pub fn cookies() -> Reply {
    let rows = [
        (
            "The form that you are filling in",
            "So that you can go back and forth without typing again. After 20 minutes without use, your answers are shown only with your four words",
            "When you send the form, leave with “Exit this page” or close your browser",
        ),
        (
            "What you have sent, and questions about you that you may answer afterwards",
            "So that you can see your reference again, and for 20 minutes without use a copy of what you sent",
            "When you leave with “Exit this page” or close your browser",
        ),
        (
            "The language or Easy Read that you chose for a form",
            "So that the next page is in it too",
            "When you leave with “Exit this page” or close your browser",
        ),
        (
            "Being signed in to your care account",
            "So that you see it, and nobody else does",
            "When you sign out, close your browser, or do nothing for 20 minutes",
        ),
        (
            "Signing in to your care account with another service, if the council offers one",
            "So that we know that whoever comes back from there is whoever went there",
            "When you come back, or close your browser",
        ),
        (
            "Being signed in (staff only)",
            "So that staff do not sign in on every page",
            "When they sign out or close their browser",
        ),
    ]
    .map(|(what, why, until)| vec![html! { (what) }, html! { (why) }, html! { (until) }])
    .to_vec();
    shown(
        &layout("Cookies").back("/"),
        html! {
            h1 class="govuk-heading-xl" { "Cookies" }
            p class="govuk-body" {
                "Cookies are small files that a website keeps on your phone, tablet or computer. We use only those that the service "
                "cannot work without, so we do not have to ask you first. We do not follow what you do and we do not measure visits."
            }
            div class="app-scroll" tabindex="0" role="region" aria-label="Cookies that we use" {
                (Table::new("Cookies that we use", vec!["What it is for", "Why", "It ends"], rows)
                    .caption_class("govuk-table__caption--m").first_is_header())
            }
            p class="govuk-body" {
                "Start page, advice and “See what is happening” use no cookies at all."
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_can_be_read_and_say_where_they_come_from() {
        assert!(!ACCESSIBILITY.prepared.is_empty());
        assert!(!ACCESSIBILITY.issue.is_empty());
        assert!(!PRIVACY.kept.is_empty());
        assert!(PRIVACY.kept.iter().all(|kept| !kept.source.is_empty()));
    }

    #[test]
    fn the_law_that_we_rely_on_is_a_public_task_and_not_consent() {
        let page = String::from_utf8(privacy().body).unwrap();
        assert!(page.contains("public task"));
        assert!(page.contains("We do not ask for your consent"));
    }

    #[test]
    fn the_accessibility_statement_has_the_parts_that_the_regulations_ask_for() {
        let page = String::from_utf8(accessibility().body).unwrap();
        for part in [
            "partially compliant",
            "Disproportionate burden",
            "outside the scope",
            "Preparation of this statement",
            "Feedback and contact information",
            "Equality and Human Rights Commission",
        ] {
            assert!(page.contains(part), "{part}");
        }
    }
}
