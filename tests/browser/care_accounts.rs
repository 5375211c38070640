//! A care account in a real browser: on a telephone, as a demonstration, and on paper.

use super::axe::findings;
use crate::harness::accounts::Holder;
use crate::harness::chromium::Window;
use crate::harness::{Site, Start};
use crate::journeys::care_accounts::{BORN, looked_after};

const DESK: u32 = 1280;
const TELEPHONE: u32 = 320;

/// Nothing sticks out, nothing is wrong for a screen reader, and every request was answered.
#[track_caller]
fn look(window: &Window, picture: &str) {
    let mut wrong = window.failed_requests();
    wrong.extend(window.complaints());
    wrong.extend(window.sticks_out());
    wrong.extend(findings(window));
    assert!(wrong.is_empty(), "{}: {wrong:?}", window.path());
    window.screenshot(&format!("care-account-{picture}"));
}

#[track_caller]
fn types(window: &Window, name: &str, text: &str) {
    window.write(&window.one(&format!("[name=\"{name}\"]")), text);
}

#[track_caller]
fn signs_in(window: &Window, site: &Site, holder: &Holder) {
    window.go("/care-account");
    types(window, "account-reference", &holder.reference);
    for (part, text) in ["day", "month", "year"].into_iter().zip(BORN) {
        types(window, &format!("date-of-birth-{part}"), text);
    }
    window.press("Continue");
    look(window, "code-320");
    types(window, "code", &holder.code(site).expect("a code came"));
    window.press("Continue");
    assert_eq!(window.path(), "/care-account/summary");
}

#[test]
fn ada_sees_and_prints_her_account_on_a_telephone_and_at_a_desk() {
    if !Site::is_ours() {
        return println!("a site elsewhere need not have a mailbox");
    }
    let site = Start::named("care-cap-demonstration")
        .environment("SPIN_VARIABLE_CARE_CAP", "demonstration")
        .begin();
    let holder = looked_after(&site, "cloud");
    let window = Window::open(&site.url, TELEPHONE, true);
    window.go("/care-account");
    look(&window, "start-320");
    signs_in(&window, &site, &holder);
    look(&window, "summary-320");
    assert!(window.source().contains("are a demonstration"));
    // The figures of the chart open without a mouse, in a table that scrolls in itself.
    window.click(&window.one("main details summary"));
    look(&window, "table-320");
    window.press("Week by week");
    look(&window, "months-320");
    window.leaves(|| window.click(&window.one("main table a")));
    look(&window, "month-320");
    window.press("Statements");
    look(&window, "statements-320");
    window.leaves(|| window.click(&window.one("main a[href*=\"/statements/\"]")));
    look(&window, "statement-320");
    let statement = window.path();
    window.on_paper(|| {
        look(&window, "statement-paper");
    });
    window.widen(DESK);
    for page in ["summary", "weeks", "statements"] {
        window.go(&format!("/care-account/{page}"));
        look(&window, &format!("{page}-1280"));
    }
    window.go(&statement);
    look(&window, "statement-1280");
    window.go("/care-account/something-wrong");
    look(&window, "something-wrong-1280");
    window.press("Tell us what is wrong");
    assert_eq!(window.path(), "/contact/change-or-problem/now");
    // What the page knew stands in the form.
    window.go("/contact/change-or-problem/bill");
    assert!(
        window
            .source()
            .contains("My care account, as it is shown online.")
    );
    window.go("/care-account/sign-out");
    look(&window, "sign-out-1280");
    window.press("Sign out here");
    look(&window, "signed-out-1280");
    window.go("/care-account/summary");
    assert_eq!(window.path(), "/care-account");
    drop(window);
    assert_eq!(site.stop(), Some(0));
}
