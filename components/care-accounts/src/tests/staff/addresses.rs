//! No address and no title ever holds an account's number, a name or a date of birth.

use std::collections::BTreeSet;

use account_model::{DelegateStanding, Online};

use super::super::memory::Memory;
use super::super::page;
use super::super::people::{ADA, ADA_BORN, BEN, OMAR, OMAR_BORN};
use super::{ADAS, REASON, act, ask, give_reason, send, with_reason};
use proptest::prelude::*;

/// Everything that must stand in no address.
const UNSAID: [&str; 10] = [
    ADA, BEN, OMAR, ADA_BORN, OMAR_BORN, "Ada", "Winter", "Omar", "1941", "Ben%20",
];

/// Where a page leads: links, forms, files.
fn addresses(shown: &str) -> Vec<String> {
    ["href=\"", "action=\"", "src=\""]
        .iter()
        .flat_map(|attribute| shown.split(attribute).skip(1))
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect()
}

/// Every page that can be reached by links, and where they all lead.
fn everywhere(stores: &Memory, who: &str) -> (BTreeSet<String>, Vec<String>) {
    let mut seen = BTreeSet::new();
    let mut pages = Vec::new();
    let mut waiting = vec![
        "/staff/accounts".to_owned(),
        ADAS.to_owned(),
        format!("{ADAS}/audit"),
    ];
    while let Some(target) = waiting.pop() {
        if !seen.insert(target.clone()) || !target.starts_with("/staff/accounts") {
            continue;
        }
        let reply = ask(stores, who, target.split('#').next().unwrap());
        let shown = page(&reply);
        waiting.extend(addresses(&shown));
        waiting.extend(reply.header("location").map(str::to_owned));
        pages.push(shown);
    }
    (seen, pages)
}

#[test]
fn no_address_says_whose_account_it_is() {
    for who in super::EVERYBODY {
        for online in [Online::Open, Online::Closed, Online::Suspended] {
            let stores = Memory::new();
            give_reason(&stores, who);
            {
                let mut kept = stores.kept.borrow_mut();
                let held = &mut kept[0].held;
                held.online = online;
                held.sessions = 1;
                held.contact.held_until = Some(super::super::now().plus_seconds(9));
                held.delegates[0].standing = DelegateStanding::Waiting;
                held.delegates[0].recorded_by = "somebody.else".into();
                held.account.died_on = (online == Online::Closed).then(|| "2026-05-01".into());
            }
            let (seen, pages) = everywhere(&stores, who);
            assert!(seen.len() > 5, "{who}");
            for address in &seen {
                for unsaid in UNSAID {
                    assert!(!address.contains(unsaid), "{who} {address}");
                }
            }
            for shown in pages {
                let title = shown.split("</title>").next().unwrap();
                for unsaid in UNSAID {
                    assert!(!title.contains(unsaid), "{title}");
                }
            }
        }
    }
}

#[test]
fn nor_does_the_address_that_something_leads_to() {
    let stores = Memory::new();
    let found = send(
        &stores,
        "lee",
        "/staff/accounts/search",
        &[REASON, ("account-reference", ADA)],
    );
    let mut all = addresses(&page(&found));
    let because = ("because", "Because of a good reason.");
    for name in ["suspend", "end-sessions", "close-online"] {
        let reply = act(&stores, "lee", name, &[because]);
        all.extend(reply.header("location").map(str::to_owned));
        all.extend(addresses(&page(&reply)));
    }
    assert!(all.len() > 10);
    for address in all {
        for unsaid in UNSAID {
            assert!(!address.contains(unsaid), "{address}");
        }
    }
}

/// Stands in everything that is typed below, and in nothing of ours.
const MARK: &str = "Zq7";
const TYPED: [&str; 12] = [
    "account-reference",
    "given-name",
    "family-name",
    "date-of-birth-day",
    "reason-words",
    "because",
    "name",
    "email",
    "evidence",
    "paid",
    "account",
    "referral",
];
const FORMS: [&str; 8] = [
    "/staff/accounts/search",
    "/staff/accounts/suspend",
    "/staff/accounts/audit",
    ADAS,
    "/staff/accounts/b0hY3mQ0S5eVw2uJcT1x4A/suspend",
    "/staff/accounts/b0hY3mQ0S5eVw2uJcT1x4A/record-delegate",
    "/staff/accounts/b0hY3mQ0S5eVw2uJcT1x4A/correct",
    "/staff/accounts/b0hY3mQ0S5eVw2uJcT1x4A/record-death",
];

proptest! {
    #[test]
    fn whatever_is_typed_stands_in_no_address_and_no_refusal_loses_it(
        words in "\\PC{0,40}",
        form in 0..FORMS.len(),
        tag in prop::sample::select(&["t61", "t1", ""][..]),
        step in prop::sample::select(&["", "suspend", "save", "change"][..]),
    ) {
        let stores = with_reason("lee");
        let typed = format!("{MARK}{words}");
        let mut fields: Vec<(&str, &str)> = TYPED.iter().map(|name| (*name, typed.as_str())).collect();
        fields.extend([("etag", tag), ("step", step), ("reason", "something-else"), ("about", "2026-11-16")]);
        let reply = send(&stores, "lee", FORMS[form], &fields);
        prop_assert!(reply.status < 500);
        let shown = page(&reply);
        let all = addresses(&shown).into_iter().chain(reply.header("location").map(str::to_owned));
        for address in all {
            prop_assert!(!address.contains(MARK), "{address}");
        }
        prop_assert!(!shown.split("</title>").next().unwrap().contains(MARK));
        if reply.status >= 400 {
            prop_assert!(shown.contains(MARK), "{} {}", FORMS[form], reply.status);
        }
    }
}
