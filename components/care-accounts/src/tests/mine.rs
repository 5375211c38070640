//! What a person sees of their own account through the API.

use serde_json::{Value, json};

use super::memory::Memory;
use super::people::{ADA_ID, OMAR_ID};
use super::{Asking, json as read};

const MINE: &str = "/api/v1/care-accounts/mine";

fn mine(stores: Memory, account: &str, delegate: Option<&str>) -> (Memory, Value) {
    let stores = stores.with_session("token", account, delegate);
    let reply = Asking::get(MINE).token("token").of(&stores);
    assert_eq!(reply.status, 200);
    let said = read(&reply);
    (stores, said)
}

#[test]
fn it_has_charges_payments_totals_and_what_was_corrected() {
    let (_, said) = mine(Memory::new(), ADA_ID, None);
    assert_eq!(said["scheme_status"], "not_in_force");
    assert_eq!(said["metering"], json!(null));
    assert_eq!(said["delegate"], json!(null));
    assert_eq!(
        said["budget"],
        json!({"week_starting": "2026-11-16", "amount": 95_000, "arranged_by": "self", "setting": "care-home"})
    );
    assert_eq!(said["charges"].as_array().unwrap().len(), 59);
    assert_eq!(said["charges"][0]["charged"], 8_000);
    assert_eq!(said["charges"][14]["budget"], json!(null));
    let correction = &said["charges"][56]["corrections"][0];
    assert_eq!(
        (&correction["paid"], &correction["because"]),
        (&json!(130_000), &json!("The care home sent a lower bill."))
    );
    assert_eq!(
        said["payments"][58],
        json!({"week_starting": "2026-11-16", "paid": 120_000})
    );
    // November 2026 has the Mondays 2, 9 and 16.
    assert_eq!(
        said["totals"][0],
        json!({"month": "2026-11", "weeks": 3, "budget": 285_000, "charged": 0, "paid": 360_000})
    );
}

#[test]
fn figures_of_a_cap_are_there_in_a_demonstration_only() {
    let (_, said) = mine(Memory::new().demonstrates(), ADA_ID, None);
    assert_eq!(said["scheme_status"], "demonstration");
    // 39 weeks of £80.00 (one of the 40 had no budget), and 19 of £950.00 less £200.00.
    assert_eq!(said["metering"]["accrued"], 39 * 8_000 + 19 * 75_000);
    assert_eq!(said["metering"]["cap"], 8_600_000);
    assert_eq!(said["policy"]["id"], "england");
}

#[test]
fn a_delegate_sees_the_same_and_that_they_are_one() {
    let (_, said) = mine(Memory::new(), ADA_ID, Some("Ben Winter"));
    assert_eq!(said["delegate"], "Ben Winter");
    assert_eq!(said["account"]["given_name"], "Ada");
}

#[test]
fn an_account_without_weeks_has_nothing_to_show() {
    let (_, said) = mine(Memory::new(), OMAR_ID, None);
    assert_eq!(said["budget"], json!(null));
    for list in ["charges", "payments", "totals", "statements"] {
        assert_eq!(said[list], json!([]), "{list}");
    }
}

#[test]
fn a_statement_is_there_under_its_id_and_no_other() {
    let (stores, said) = mine(Memory::new().demonstrates(), ADA_ID, None);
    let statement = &said["statements"][0];
    assert_eq!(
        (&statement["from"], &statement["to"]),
        (&json!("2025-10-06"), &json!("2026-10-05"))
    );
    let at = |id: &str| {
        Asking::get(&format!("{MINE}/statements/{id}"))
            .token("token")
            .of(&stores)
    };
    let reply = at(statement["id"].as_str().unwrap());
    let content = &read(&reply)["content"];
    assert_eq!(content["format"], 1);
    assert_eq!(content["weeks"].as_array().unwrap().len(), 53);
    assert_eq!(content["cap"]["level"], 8_600_000);
    assert_eq!(at("of-somebody-else").status, 404);
    let nobody = Asking::get(&format!("{MINE}/statements/x")).token("eve");
    assert_eq!(nobody.of(&stores).status, 401);
}

#[test]
fn the_description_has_every_member_of_an_account_and_of_a_statement() {
    let (stores, said) = mine(Memory::new().demonstrates(), ADA_ID, None);
    let fragment = crate::openapi::fragment();
    let schemas = &fragment["components"]["schemas"];
    let mut account = said.clone();
    // It is described by its own name, and held against that where it is metered.
    account["metering"] = json!(null);
    super::metering::has_the_members_of(&schemas["CareAccount"], &account);
    let id = said["statements"][0]["id"].as_str().unwrap();
    let statement = Asking::get(&format!("{MINE}/statements/{id}"))
        .token("token")
        .of(&stores);
    super::metering::has_the_members_of(&schemas["CareStatement"], &read(&statement));
}
