//! What no page and no address ever says: the account's number, a date of birth, how somebody is reached.

use super::memory::{CODE, Memory};
use super::people::{ADA, ADA_BORN, ADA_ID, BEN, BEN_BORN};
use super::{Asking, page};
use crate::ROUTES;

/// Every address of a page that somebody who is signed in can get.
fn addresses(stores: &Memory) -> Vec<String> {
    let statement = stores.kept.borrow()[0].statements[0].head.id.clone();
    ROUTES
        .iter()
        .filter(|route| route.pattern.starts_with("/care-account"))
        .filter(|route| route.methods.iter().any(|(method, _)| *method == "GET"))
        .map(|route| {
            route
                .pattern
                .replace("{id}", &statement)
                .replace("{month}", "2026-11")
        })
        .filter(|address| !address.contains('{'))
        .collect()
}

#[test]
fn no_page_says_the_number_a_date_of_birth_or_the_contact_on_record() {
    for delegate in [None, Some("Ben Winter")] {
        let stores = Memory::new()
            .demonstrates()
            .with_session("ada", ADA_ID, delegate);
        Asking::get("/care-account/summary")
            .signed_in("ada")
            .of(&stores);
        let addresses = addresses(&stores);
        assert!(addresses.len() > 8);
        for address in addresses {
            let reply = Asking::get(&address).signed_in("ada").of(&stores);
            let said = page(&reply);
            for hidden in [ADA, BEN, ADA_ID, ADA_BORN, BEN_BORN, "9 March 1941", "@"] {
                // Statements of these tests have the account's id in theirs, as those of the store have not.
                let said = said.replace(&format!("s1-of-{ADA_ID}"), "");
                assert!(!said.contains(hidden), "{address} says {hidden}");
            }
        }
    }
}

#[test]
fn the_number_stands_only_where_it_was_typed_and_in_no_address() {
    let stores = Memory::new();
    let asked = Asking::post("/care-account")
        .form(&[
            ("account-reference", ADA),
            ("date-of-birth-day", "9"),
            ("date-of-birth-month", "3"),
            ("date-of-birth-year", "1941"),
        ])
        .of(&stores);
    let said = page(&asked);
    let field = format!("<input type=\"hidden\" name=\"account-reference\" value=\"{ADA}\">");
    assert_eq!(
        (said.matches(ADA).count(), said.matches(&field).count()),
        (1, 1)
    );
    let entered = Asking::post("/care-account/code")
        .form(&[("account-reference", ADA), ("code", CODE)])
        .of(&stores);
    for (_, value) in &entered.headers {
        assert!(!value.contains(ADA));
    }
    for route in ROUTES {
        assert!(!route.pattern.contains("reference"), "{}", route.pattern);
    }
}
