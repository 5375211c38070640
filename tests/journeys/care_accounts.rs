//! Care accounts, from a file of another system to what somebody sees, without JavaScript.

use std::time::{SystemTime, UNIX_EPOCH};

use vocabulary::Date;

use crate::harness::accounts::{Holder, import};
use crate::harness::{Json, Resident, Site, Start, json};

/// When every holder was born, as it is typed.
pub const BORN: [&str; 3] = ["9", "3", "1941"];

/// This many Mondays, the last of which is in the past.
fn mondays(count: i64) -> Vec<Date> {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a time after 1970");
    let days = i64::try_from(since_1970.as_secs() / 86_400).expect("a day");
    let today = Date::from_days_since_1970(days);
    let after_monday = i64::try_from(today.days_after_monday()).expect("a day of the week");
    let last = today.plus_days(-7 - after_monday);
    (0..count)
        .rev()
        .map(|weeks| last.plus_days(-7 * weeks))
        .collect()
}

/// A week at home that the council arranged.
fn at_home(holder: &Holder, monday: &str) -> Json {
    json!({"kind": "week", "account_reference": holder.reference, "week_starting": monday,
        "arranged_by": "council", "setting": "home", "budget": 25_000, "charged": 8_000, "paid": 8_000})
}

/// Somebody whom the council looked after at home for 40 weeks, and who has been in a care home for 20.
#[track_caller]
pub fn looked_after(site: &Site, name: &str) -> Holder {
    let holder = Holder::named(&format!("{name}-{}", std::process::id()));
    let mut lines = vec![holder.line()];
    for (index, monday) in mondays(60).into_iter().enumerate() {
        let monday = monday.to_string();
        lines.push(match index < 40 {
            true => at_home(&holder, &monday),
            false => holder.week(&monday),
        });
    }
    let taken = import(site, &lines);
    assert_eq!(taken["rejected"], json!([]), "{taken}");
    assert_eq!(taken["weeks"]["added"], 60, "{taken}");
    holder
}

/// Asks for a code on the start page, without JavaScript.
#[track_caller]
fn asks(holder: &Holder, ada: &mut Resident) {
    let [day, month, year] = BORN;
    ada.open("/care-account");
    ada.fill("account-reference", &[&holder.reference])
        .fill("date-of-birth-day", &[day])
        .fill("date-of-birth-month", &[month])
        .fill("date-of-birth-year", &[year])
        .press("Continue");
    assert_eq!(ada.page().heading, "Enter the code");
}

#[test]
fn ada_looks_at_her_account_and_signs_out() {
    let site = Site::shared();
    if !Site::is_ours() {
        return println!("a site elsewhere need not have a mailbox");
    }
    let holder = looked_after(site, "winter");
    let mut ada = site.resident();
    asks(&holder, &mut ada);
    let code = holder.code(site).expect("a code came");
    ada.fill("code", &[&code]).press("Continue");
    assert_eq!(ada.at, "/care-account/summary", "{}", ada.page().main);
    let summary = &ada.page().main;
    assert!(summary.contains("£1,200.00 in the week from"), "{summary}");
    assert!(
        summary.contains("You arrange this care yourself"),
        "{summary}"
    );
    assert!(!summary.contains(&holder.reference) && !summary.contains(&holder.email));
    ada.follow("Week by week");
    let month = ada
        .page()
        .links
        .iter()
        .find(|link| link.href.contains("/weeks/"));
    let month = month.expect("a month").href.clone();
    ada.open(&month);
    assert!(ada.page().main.contains("Week from"));
    ada.follow("Statements");
    ada.follow("Statement 1");
    assert!(ada.page().main.contains("Altogether") && !ada.page().main.contains("Towards the cap"));
    let csv = ada.caller.get(&format!("{}/csv", ada.at)).expect(200);
    assert!(csv.text().starts_with("week_starting,"), "{}", csv.text());
    ada.follow("Is something wrong?");
    ada.press("Tell us what is wrong");
    assert_eq!(ada.at, "/contact/change-or-problem/now");
    ada.open("/care-account/sign-out");
    ada.press("Sign out here");
    assert_eq!(ada.page().heading, "You have signed out");
    ada.open("/care-account/summary");
    assert_eq!(ada.page().heading, "Look up your care account");
    assert_eq!(ada.caller.get("/care-account/code").status, 303);
}

#[test]
fn a_wrong_code_says_nothing_and_the_account_stays_shut() {
    let site = Site::shared();
    if !Site::is_ours() {
        return println!("a site elsewhere need not have a mailbox");
    }
    let holder = looked_after(site, "frost");
    let mut eve = site.resident();
    asks(&holder, &mut eve);
    let right = holder.code(site).expect("a code came");
    let wrong = if right == "000000" {
        "000001"
    } else {
        "000000"
    };
    for _ in 0..5 {
        eve.fill("code", &[wrong]).press("Continue");
        assert_eq!(eve.status, 401);
    }
    // The right one is wrong too, for a time that grows.
    eve.fill("code", &[&right]).press("Continue");
    assert_eq!(eve.status, 401, "{}", eve.page().main);
    assert!(eve.page().main.contains("telephone"));
    eve.open("/care-account/summary");
    assert_eq!(eve.page().heading, "Look up your care account");
}

#[test]
fn where_there_is_no_sender_nobody_is_promised_a_code() {
    let key = "A".repeat(43) + "=";
    let site = Start::named("no-sender-for-codes")
        .environment("SPIN_VARIABLE_ENVIRONMENT", "production")
        .environment("SPIN_VARIABLE_SEALING_KEY", &key)
        .environment("SPIN_VARIABLE_INDEX_KEY", &key.replacen("AA", "BB", 1))
        .begin();
    let mut ada = site.resident();
    let page = ada.open("/care-account");
    assert!(
        page.main
            .contains("You cannot look up your care account online"),
        "{}",
        page.main
    );
    assert!(!page.asks() && page.main.contains("Please telephone"));
    assert_eq!(site.stop(), Some(0));
}
