//! Searching for accounts: by number, or by name and date of birth, and never without a reason. What is looked for
//! is posted, so that it stands in no address.

use account_model::{Criteria, Person, Power};
use maud::{Markup, html};
use pages::Button;
use web::Reply;

use super::doing::of_store;
use super::fields::{Fields, Mistakes, required_day, text, typed};
use super::home::{self, Lists};
use super::{PREFIX, Sent, Visit, wanted, words};
use crate::stores::{Refusal, Stores};

/// The form.
pub fn form(visit: &Visit, fields: Fields<'_>) -> Markup {
    html! {
        section aria-labelledby="search" {
            h2 class="govuk-heading-m" id="search" { "Find an account" }
            form method="post" action={ (PREFIX) "/search" } novalidate {
                (visit.session.guards(None))
                (fields.line("account-reference", "Account reference", None))
                p class="govuk-body" { "Or all three of these:" }
                (fields.line("given-name", "Given name", None))
                (fields.line("family-name", "Family name", None))
                (fields.day("date-of-birth", "Date of birth", Some("For example, 27 3 1941.")))
                (wanted::question(fields))
                (Button::new("Search").once())
            }
        }
    }
}

/// The results.
pub async fn send(stores: &impl Stores, visit: &Visit, sent: &Sent) -> Result<Reply, Refusal> {
    if !visit.may(Power::Look) {
        return Err(Refusal::NotAllowed);
    }
    let mut kept = typed(sent);
    let heading = html! { h1 class="govuk-heading-l desk-heading" { "Care accounts" } };
    if !sent.fresh {
        let said = staff_pages::from_an_earlier_session();
        let above = html! { (staff_pages::not_stored(&said, None, Some("search"))) (heading) };
        return Ok(home::page(
            visit,
            403,
            "Care accounts",
            &above,
            Fields(Some(&kept)),
            None,
        ));
    }
    let mut mistakes = Mistakes::default();
    let criteria = criteria(sent, &mut mistakes);
    let reason = wanted::read(sent, &mut mistakes);
    let found = match (criteria, reason) {
        (Some(criteria), Some(reason)) if mistakes.0.is_empty() => {
            stores
                .find(&criteria, &reason, visit.actor(), visit.now)
                .await
        }
        _ => Err(Refusal::Invalid(Vec::new())),
    };
    match found {
        Ok(found) => {
            let count = match found.len() {
                0 => "No account found".to_owned(),
                some => format!("{} found", words::counted(some, "account", "accounts")),
            };
            let above = html! {
                h1 class="govuk-heading-l desk-heading" { (count) }
                (home::list(&found, "Check the spelling and the date, or search by the account reference. \
                    An account is here once it has been imported."))
            };
            let title = "Care accounts that were found";
            Ok(home::page(
                visit,
                200,
                title,
                &above,
                Fields(Some(&kept)),
                None,
            ))
        }
        Err(Refusal::Invalid(fields)) => {
            kept.errors = mistakes.0;
            kept.errors.extend(of_store(&fields));
            let lists = Lists::of(stores, visit).await?;
            let fields = Fields(Some(&kept));
            Ok(home::page(
                visit,
                422,
                "Care accounts",
                &heading,
                fields,
                Some(&lists),
            ))
        }
        Err(refusal) => Err(refusal),
    }
}

fn criteria(sent: &Sent, mistakes: &mut Mistakes) -> Option<Criteria> {
    let reference = sent.typed("account-reference");
    if !reference.is_empty() {
        let reference = text(sent, "account-reference", "");
        return mistakes
            .take("account-reference", reference)
            .map(Criteria::AccountReference);
    }
    let parts = [
        "given-name",
        "family-name",
        "date-of-birth-day",
        "date-of-birth-month",
        "date-of-birth-year",
    ];
    if parts.iter().all(|part| sent.typed(part).is_empty()) {
        mistakes.add(
            "account-reference",
            "Enter an account reference, or a name and a date of birth",
        );
        return None;
    }
    person(sent, mistakes).map(Criteria::Person)
}

/// A person by name and date of birth.
pub fn person(sent: &Sent, mistakes: &mut Mistakes) -> Option<Person> {
    let given = mistakes.take(
        "given-name",
        text(sent, "given-name", "Enter the given name"),
    );
    let family = mistakes.take(
        "family-name",
        text(sent, "family-name", "Enter the family name"),
    );
    let born = mistakes.take(
        "date-of-birth",
        required_day(sent, "date-of-birth", "the date of birth"),
    );
    Some(Person {
        given_name: given?,
        family_name: family?,
        date_of_birth: born?.to_string(),
    })
}
