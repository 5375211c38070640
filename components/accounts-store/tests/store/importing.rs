//! Lines of a finance system come in: the good ones once, the bad ones by number and reason.

use crate::fixtures::*;
use account_model::{BroughtForward, Counts, Line, Source};
use proptest::prelude::*;

fn counts(added: u32, changed: u32, unchanged: u32) -> Counts {
    Counts {
        added,
        changed,
        unchanged,
    }
}

/// Imports Edith and one line, and answers why that line was rejected.
fn reason(line: Line) -> String {
    let accounts = Accounts::new();
    accounts.take(&[account(edith())]);
    let before = accounts.account();
    let taken = accounts.take(&[line]);
    assert_eq!(taken.rejected.len(), 1, "it was taken");
    assert_eq!(taken.rejected[0].number, 1);
    assert_eq!(accounts.account(), before, "something was kept");
    taken.rejected[0].reason.clone()
}

#[test]
fn an_account_and_its_weeks_come_in_together() {
    let accounts = Accounts::new();
    let lines = [account(edith()), line(week(0)), line(week(1))];
    let taken = accounts.take(&lines);
    assert_eq!(
        (taken.accounts, taken.weeks),
        (counts(1, 0, 0), counts(2, 0, 0))
    );
    let account = accounts.account();
    assert_eq!(account.account_reference, "LAS/2026-004711");
    assert_eq!(account.weeks.len(), 2);
    assert_eq!(account.weeks[1].figures, week(1));
    assert_eq!(
        accounts.text("SELECT next_statement FROM account").unwrap(),
        "2027-01-05",
        "a year after the first week"
    );
}

#[test]
fn what_is_there_already_is_neither_written_nor_told_of() {
    let accounts = Accounts::new();
    let lines = [account(edith()), line(week(0)), line(week(1))];
    accounts.take(&lines);
    let state =
        "SELECT (SELECT count(*) FROM audit) * 1000 + (SELECT count(*) FROM week) * 10 + revision
        FROM account";
    let before = accounts.one(state);
    let taken = accounts.take_at(&lines, NOW + DAY);
    assert_eq!(
        (taken.accounts, taken.weeks),
        (counts(0, 0, 1), counts(0, 0, 2))
    );
    assert_eq!(accounts.one(state), before);
}

#[test]
fn one_call_is_one_event_of_each_account_that_changed() {
    let accounts = Accounts::new();
    let mut ada = edith();
    ada.account_reference = "A-1".to_owned();
    ada.given_name = "Ada".to_owned();
    let weeks = (0..300).map(|number| line(week(number)));
    let lines: Vec<Line> = [account(edith()), account(ada)]
        .into_iter()
        .chain(weeks)
        .collect();
    accounts.take(&lines);
    assert_eq!(accounts.one("SELECT count(*) FROM audit"), 2);
    assert_eq!(accounts.one("SELECT count(*) FROM week"), 300);
}

#[test]
fn a_week_of_nobody_s_is_rejected_until_the_account_is_there() {
    let accounts = Accounts::new();
    let taken = accounts.take(&[line(week(0)), account(edith()), line(week(1))]);
    assert_eq!(taken.rejected.len(), 1);
    assert!(taken.rejected[0].account_unknown);
    assert_eq!(taken.rejected[0].number, 1);
    assert!(
        taken.rejected[0].reason.contains("no account"),
        "{:?}",
        taken.rejected
    );
    assert_eq!(taken.weeks, counts(1, 0, 0));
}

#[test]
fn overlapping_weeks_are_rejected_and_the_earlier_one_stays() {
    let accounts = Accounts::new();
    accounts.take(&[account(edith()), line(week(0))]);
    let mut other = week(0);
    other.paid = pence(1);
    let taken = accounts.take(&[line(other)]);
    assert!(taken.rejected[0].reason.contains("overlapping weeks"));
    assert!(!taken.rejected[0].account_unknown);
    assert_eq!(accounts.account().weeks[0].figures, week(0));
}

#[test]
fn a_correction_stands_beside_the_figures_before_it() {
    let accounts = Accounts::new();
    accounts.take(&[account(edith()), line(week(0))]);
    let (mut second, mut third) = (week(0), week(0));
    second.paid = pence(1);
    third.budget = None;
    let first_reason = "The invoice was wrong.";
    accounts.take_at(&[corrected(second.clone(), first_reason)], NOW + 60);
    let taken = accounts.take_at(&[corrected(third.clone(), "So was this.")], NOW + 120);
    assert_eq!(taken.weeks, counts(0, 1, 0));
    let account = accounts.account();
    assert_eq!(account.weeks.len(), 1);
    let standing = &account.weeks[0];
    assert_eq!(
        (&standing.figures, standing.entered_at),
        (&third, at(NOW + 120))
    );
    let earlier: Vec<_> = standing
        .earlier
        .iter()
        .map(|earlier| {
            (
                &earlier.figures,
                earlier.because.as_str(),
                earlier.corrected_at,
            )
        })
        .collect();
    assert_eq!(
        earlier,
        [
            (&week(0), first_reason, at(NOW + 60)),
            (&second, "So was this.", at(NOW + 120))
        ]
    );
}

#[test]
fn a_week_from_tuesday_is_rejected() {
    let mut tuesday = week(0);
    tuesday.week_starting = tuesday.week_starting.plus_days(1);
    assert!(reason(line(tuesday)).contains("not a Monday"));
}

#[test]
fn two_accounts_with_one_reference_are_rejected_and_the_first_stays() {
    let mut born_later = edith();
    born_later.date_of_birth = "1941-03-08".to_owned();
    assert!(reason(account(born_later)).contains("two accounts with one reference"));
    let mut another = edith();
    (another.given_name, another.family_name) = ("Ada".to_owned(), "Lovelace".to_owned());
    assert!(reason(account(another)).contains("two accounts with one reference"));
    // However the reference is written.
    let mut written = edith();
    written.account_reference = "las / 2026 004711".to_owned();
    written.date_of_birth = "1941-03-08".to_owned();
    assert!(reason(account(written)).contains("two accounts with one reference"));
}

#[test]
fn one_name_may_change_as_it_does_when_people_marry() {
    let accounts = Accounts::new();
    accounts.take(&[account(edith())]);
    let mut married = edith();
    married.family_name = "Fox".to_owned();
    assert_eq!(accounts.take(&[account(married)]).accounts, counts(0, 1, 0));
    assert_eq!(accounts.account().family_name, "Fox");
}

#[test]
fn a_line_that_cannot_be_right_is_rejected_with_what_is_wrong() {
    type Change = fn(&mut account_model::AccountLine);
    let cases: [(Change, &str); 12] = [
        (
            |line| line.account_reference = " ".to_owned(),
            "account_reference",
        ),
        (
            |line| line.account_reference = "A.1".to_owned(),
            "account_reference",
        ),
        (
            |line| line.account_reference = "A".repeat(65),
            "account_reference",
        ),
        (|line| line.given_name = "--".to_owned(), "given_name"),
        (|line| line.family_name = "F\n".repeat(9), "family_name"),
        (
            |line| line.date_of_birth = "1941-02-30".to_owned(),
            "date_of_birth",
        ),
        (
            |line| line.date_of_birth = "2027-01-01".to_owned(),
            "date_of_birth",
        ),
        (|line| line.email = Some("edith".to_owned()), "email"),
        (|line| line.phone = Some("none".to_owned()), "phone"),
        (
            |line| line.requested_on = Some("2027-01-01".to_owned()),
            "requested_on",
        ),
        (
            |line| line.died_on = Some("1940-01-01".to_owned()),
            "died_on",
        ),
        (
            |line| {
                line.brought_forward = Some(BroughtForward {
                    date: "2026-01-01".to_owned(),
                    accrued: u64::MAX,
                    authority: "Elsewhere".to_owned(),
                });
            },
            "brought_forward",
        ),
    ];
    for (change, field) in cases {
        let mut line = edith();
        change(&mut line);
        let reason = reason(account(line));
        assert!(reason.contains(field), "{field}: {reason}");
        assert!(!reason.to_lowercase().contains("edith"), "{reason}");
    }
    let blank = reason(corrected(week(0), " "));
    assert!(blank.contains("correction"), "{blank}");
}

#[test]
fn a_bad_line_takes_no_other_with_it() {
    let accounts = Accounts::new();
    let mut tuesday = week(1);
    tuesday.week_starting = tuesday.week_starting.plus_days(1);
    let taken = accounts.take(&[
        account(edith()),
        line(week(0)),
        line(tuesday),
        line(week(2)),
    ]);
    assert_eq!(taken.rejected.len(), 1);
    assert_eq!(taken.rejected[0].number, 3);
    assert_eq!(accounts.account().weeks.len(), 2);
}

#[test]
fn a_changed_contact_sends_no_code_for_a_week_but_the_first_one_does() {
    let accounts = Accounts::new();
    accounts.take(&[account(edith())]);
    let held = || {
        accounts
            .raw()
            .query_row("SELECT contact_held_until FROM account", [], |row| {
                row.get::<_, Option<i64>>(0)
            })
    };
    assert_eq!(held().unwrap(), None);
    let mut written_otherwise = edith();
    written_otherwise.email = Some("Edith@Example.org".to_owned());
    accounts.take_at(&[account(written_otherwise)], NOW + 5);
    assert_eq!(held().unwrap(), None, "it is the same address");
    let mut moved = edith();
    moved.phone = Some("01632 960 001".to_owned());
    accounts.take_at(&[account(moved)], NOW + 10);
    assert_eq!(held().unwrap(), Some(NOW + 10 + 7 * DAY));
}

#[test]
fn a_death_closes_the_account_online_and_is_not_forgotten() {
    let accounts = Accounts::new();
    accounts.take(&[account(edith())]);
    let mut died = edith();
    died.died_on = Some("2026-12-01".to_owned());
    assert_eq!(accounts.take(&[account(died)]).accounts, counts(0, 1, 0));
    let online = || accounts.text("SELECT online || died FROM account").unwrap();
    assert_eq!(online(), "closed1");
    assert_eq!(
        accounts.take(&[account(edith())]).accounts,
        counts(0, 0, 1),
        "a system that does not know brings nobody back to life"
    );
    assert_eq!(online(), "closed1");
}

#[test]
fn a_dry_run_answers_the_same_and_keeps_nothing() {
    let accounts = Accounts::new();
    let lines = [account(edith()), line(week(0)), line(week(0))];
    let source = Source {
        digest: vec![7; 32],
        reached: 3,
    };
    let tried = accounts.try_take(&lines, Some(&source), true, NOW).unwrap();
    assert_eq!(accounts.one("SELECT count(*) FROM account"), 0);
    assert_eq!(accounts.one("SELECT count(*) FROM audit"), 0);
    assert_eq!(done(accounts.store().progress(&[7; 32])), Ok(0));
    let taken = accounts
        .try_take(&lines, Some(&source), false, NOW)
        .unwrap();
    assert_eq!(tried, taken);
    assert_eq!(done(accounts.store().progress(&[7; 32])), Ok(3));
}

#[test]
fn progress_never_goes_back_and_is_kept_with_the_lines_or_not_at_all() {
    let accounts = Accounts::new();
    let source = |reached| Source {
        digest: vec![7; 32],
        reached,
    };
    accounts
        .try_take(&[], Some(&source(500)), false, NOW)
        .unwrap();
    accounts
        .try_take(&[], Some(&source(200)), false, NOW)
        .unwrap();
    assert_eq!(done(accounts.store().progress(&[7; 32])), Ok(500));
    accounts.break_audit();
    let lines = [account(edith()), line(week(0))];
    assert!(
        accounts
            .try_take(&lines, Some(&source(900)), false, NOW)
            .is_err()
    );
    assert_eq!(accounts.one("SELECT count(*) FROM account"), 0);
    assert_eq!(done(accounts.store().progress(&[7; 32])), Ok(500));
}

#[test]
fn more_than_500_lines_at_once_are_refused() {
    let accounts = Accounts::new();
    let lines: Vec<Line> = (0..501).map(|_| account(edith())).collect();
    assert!(accounts.try_take(&lines, None, false, NOW).is_err());
}

#[test]
fn the_database_says_nothing_of_anybody() {
    let accounts = Accounts::new();
    let mut known = edith();
    known.phone = Some("01632 960 001".to_owned());
    accounts.take(&[account(known), line(week(0))]);
    let mut other = week(0);
    other.paid = pence(1);
    accounts.take(&[corrected(other, "The invoice was wrong.")]);
    let text = accounts.text_of_files();
    for clear in [
        "edith",
        "fennimore",
        "1941-03-07",
        "004711",
        "960",
        "example.org",
        "invoice",
        "9876",
        "30000",
        "care-home",
    ] {
        assert!(!text.contains(clear), "{clear} is readable");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the order and the size of the pieces, the account is the same, and a second time changes nothing.
    #[test]
    fn weeks_in_any_order_and_any_pieces_make_the_same_account(
        order in Just((0..20_i64).collect::<Vec<_>>()).prop_shuffle(),
        piece in 1_usize..21,
    ) {
        let accounts = Accounts::new();
        accounts.take(&[account(edith())]);
        let lines: Vec<Line> = order.into_iter().map(|number| line(week(number))).collect();
        for piece in lines.chunks(piece) {
            prop_assert_eq!(accounts.take(piece).rejected.len(), 0);
        }
        let first = accounts.account();
        let figures: Vec<_> = first.weeks.iter().map(|week| week.figures.clone()).collect();
        prop_assert_eq!(figures, (0..20).map(week).collect::<Vec<_>>());
        prop_assert_eq!(
            accounts.text("SELECT next_statement FROM account").unwrap(),
            "2027-01-05"
        );
        accounts.take_at(&lines, NOW + DAY);
        prop_assert_eq!(accounts.account(), first);
        prop_assert_eq!(findings(&accounts), Vec::<String>::new());
    }
}
