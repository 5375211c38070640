//! A week is corrected by a new entry, looked at beside what stands before it is saved.

use super::super::page;
use super::{ADAS, act, see, with_reason};

/// The week of 16 November 2026 with another payment.
fn paid(amount: &str) -> Vec<(&str, &str)> {
    vec![
        ("about", "2026-11-16"),
        ("arranged-by", "self"),
        ("setting", "care-home"),
        ("budget", "950"),
        ("charged", "0"),
        ("paid", amount),
        ("because", "The bill was for six days only."),
    ]
}

#[test]
fn a_correction_is_checked_first_and_the_earlier_figures_stay() {
    let stores = with_reason("sue");
    let form = see(&stores, "sue", &format!("{ADAS}/correct?about=2026-11-16"));
    for said in [
        "Week from 16 November 2026",
        "value=\"1200.00\"",
        "value=\"950.00\"",
        "The person reads this.",
    ] {
        assert!(form.contains(said), "{said}");
    }
    let check = act(&stores, "sue", "correct", &paid("£1,028.57"));
    assert_eq!(check.status, 200);
    let shown = page(&check);
    for said in [
        "Nothing is stored yet.",
        "data-label=\"As it stands\">£1,200.00</td>",
        "<strong>£1,028.57</strong>",
        "The bill was for six days only.",
    ] {
        assert!(shown.contains(said), "{said}");
    }
    let week = || stores.kept.borrow()[0].held.account.weeks[58].clone();
    assert!(week().earlier.is_empty());
    let change = [paid("£1,028.57"), vec![("step", "change")]].concat();
    assert!(page(&act(&stores, "sue", "correct", &change)).contains("value=\"£1,028.57\""));
    let save = [paid("£1,028.57"), vec![("step", "save")]].concat();
    let done = act(&stores, "sue", "correct", &save);
    let shown = see(&stores, "sue", done.header("location").unwrap());
    assert!(
        shown.contains("The week is corrected.")
            && shown.contains("The bill was for six days only.")
    );
    assert_eq!(week().figures.paid.get(), 102_857);
    assert_eq!(week().earlier[0].figures.paid.get(), 120_000);
}

#[test]
fn figures_that_no_meter_would_take_are_refused_with_what_to_do() {
    let stores = with_reason("sue");
    for (amount, said) in [
        ("", "Enter what the person paid, or 0"),
        (
            "-5",
            "What the person paid must be an amount in pounds, such as 120.50",
        ),
        ("12.345", "What the person paid must be an amount in pounds"),
        (
            "1000000000.01",
            "What the person paid must be £1,000,000,000 or less",
        ),
        ("1200", "These are the figures that stand."),
    ] {
        for step in ["check", "save"] {
            let fields = [paid(amount), vec![("step", step)]].concat();
            let reply = act(&stores, "sue", "correct", &fields);
            assert_eq!(reply.status, 422, "{amount}");
            let shown = page(&reply);
            assert!(shown.contains(said), "{amount}: {said}");
            assert!(shown.contains("The bill was for six days only.</textarea>"));
        }
    }
    let unknown = [paid("1"), vec![("about", "2026-11-17")]].concat();
    let mut fields: Vec<(&str, &str)> = unknown;
    fields.remove(0);
    assert_eq!(act(&stores, "sue", "correct", &fields).status, 422);
}
