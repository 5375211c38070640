//! Codes, and the messages that carry them.

use super::fixtures::*;
use crate::Delivery;
use vocabulary::Instant;

#[test]
fn a_code_lets_somebody_in_once() {
    let accounts = Accounts::new();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    assert!(accounts.enter(ADA, &code, NOW + 599).is_some());
    assert_eq!(accounts.enter(ADA, &code, NOW + 599), None, "once");
}

#[test]
fn a_code_works_for_ten_minutes() {
    let accounts = Accounts::new();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    assert_eq!(accounts.enter(ADA, &code, NOW + 600), None);
}

#[test]
fn a_code_and_a_reference_may_be_typed_as_people_type_them() {
    let accounts = Accounts::new();
    let code = accounts.code(" ca 100200", " 1941-03-09 ", NOW).unwrap();
    let typed = format!(" {} {}", &code[..3], &code[3..]);
    assert!(accounts.enter("ca-100-200", &typed, NOW).is_some());
}

#[test]
fn a_code_opens_nothing_under_another_reference() {
    let accounts = Accounts::new();
    accounts.add("CA-300400", Some("grace@example.org"), None);
    accounts.ask("CA-300400", BORN, NOW);
    let code = accounts.code(ADA, BORN, NOW + 1).unwrap();
    assert_eq!(accounts.enter("CA-300400", &code, NOW + 1), None);
}

#[test]
fn a_newer_code_ends_the_older() {
    let accounts = Accounts::new();
    let older = accounts.code(ADA, BORN, NOW).unwrap();
    let newer = accounts.code(ADA, BORN, NOW + 1).unwrap();
    assert!(older == newer || accounts.enter(ADA, &older, NOW + 2).is_none());
    assert!(accounts.enter(ADA, &newer, NOW + 2).is_some());
}

#[test]
fn who_does_not_know_the_date_of_birth_ends_nobody_s_code() {
    let accounts = Accounts::new();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    for _ in 0..30 {
        assert_eq!(accounts.code(ADA, "1941-03-08", NOW + 1), None);
    }
    assert!(accounts.enter(ADA, &code, NOW + 2).is_some());
    assert!(
        accounts.code(ADA, BORN, NOW + 3).is_some(),
        "nor uses up codes"
    );
}

#[test]
fn five_codes_go_within_an_hour_and_the_fifth_still_works() {
    let accounts = Accounts::new();
    let codes: Vec<_> = (0..7).map(|_| accounts.code(ADA, BORN, NOW)).collect();
    assert_eq!(codes.iter().flatten().count(), 5);
    assert!(
        accounts
            .enter(ADA, codes[4].as_ref().unwrap(), NOW)
            .is_some()
    );
    assert!(accounts.code(ADA, BORN, NOW + 3_600).is_some());
}

#[test]
fn a_contact_that_changed_lately_gets_no_code() {
    let accounts = Accounts::new();
    let held = NOW + 7 * DAY;
    accounts.run(&format!("UPDATE account SET contact_held_until = {held}"));
    assert_eq!(accounts.code(ADA, BORN, held - 1), None);
    assert!(accounts.code(ADA, BORN, held).is_some());
}

#[test]
fn a_message_says_its_code_and_nothing_of_anybody() {
    let accounts = Accounts::new();
    accounts.add("CA-300400", None, Some("01632 960001"));
    for (reference, channel, to) in [
        (ADA, "email", EMAIL),
        ("CA-300400", "text-message", "01632 960001"),
    ] {
        let code = accounts.code(reference, BORN, NOW).unwrap();
        let sent = done(accounts.store().mailbox()).unwrap();
        let message = sent.iter().find(|message| message.to == to).unwrap();
        assert_eq!(message.channel, channel);
        assert_eq!(message.template, "access-code");
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        assert!(
            message
                .text
                .starts_with(&format!("Your code is {spaced}. It works"))
        );
        for word in ["Ada", "Lovelace", "council", "care", "account"] {
            assert!(
                !message.text.to_lowercase().contains(&word.to_lowercase()),
                "{word}"
            );
        }
    }
}

#[test]
fn messages_are_sent_once_and_nobody_sees_by_the_rows_which_went_to_somebody() {
    let accounts = Accounts::new();
    accounts.ask(ADA, BORN, NOW);
    accounts.ask("CA-999999", BORN, NOW);
    let sent = |now| done(accounts.store().send_messages(Instant::from_unix(now), 500)).unwrap();
    assert_eq!(sent(NOW + 5), 1);
    assert_eq!(sent(NOW + 6), 0);
    assert_eq!(
        accounts.number("SELECT count(*) FROM message WHERE sent_at = 1798128005"),
        2
    );
    assert_eq!(
        accounts.number("SELECT count(DISTINCT length(sealed)) FROM message"),
        1
    );
    assert_eq!(
        accounts.number("SELECT count(DISTINCT length(code)) FROM way_in"),
        1
    );
}

#[test]
fn a_code_that_no_longer_works_is_not_sent() {
    let accounts = Accounts::new();
    accounts.ask(ADA, BORN, NOW);
    let late = Instant::from_unix(NOW + 600);
    assert_eq!(done(accounts.store().send_messages(late, 500)), Ok(0));
}

#[test]
fn a_code_is_not_sent_when_the_account_was_suspended_or_removed_before_it_could_go() {
    for change in [
        "UPDATE account SET online = 'suspended'",
        "DELETE FROM account",
    ] {
        let accounts = Accounts::new();
        accounts.ask(ADA, BORN, NOW);
        accounts.run(change);
        let soon = Instant::from_unix(NOW + 5);
        let sent = done(accounts.store().send_messages(soon, 500));
        assert_eq!(sent, Ok(0), "{change}");
    }
}

#[test]
fn what_is_of_no_use_goes_after_a_day() {
    let accounts = Accounts::new();
    let from = Some("192.0.2.7");
    let now = Instant::from_unix(NOW);
    for reference in [ADA, "CA-999999"] {
        let asked = accounts.store();
        done(asked.ask(reference, BORN, from, Delivery::Mailbox, now)).unwrap();
    }
    let token = accounts.session(ADA, BORN, NOW).unwrap();
    let rows = || {
        ["way_in", "message", "tally", "session"]
            .map(|table| accounts.number(&format!("SELECT count(*) FROM {table}")))
    };
    let expire = |now| {
        let expired = accounts.store();
        let expired = done(expired.expire_access(Instant::from_unix(now), 500)).unwrap();
        (expired.codes, expired.sessions)
    };
    assert_eq!(expire(NOW + 1_199), (0, 0));
    assert_eq!(rows(), [2, 3, 1, 1]);
    assert!(accounts.is_open(&token, NOW + 1_199));
    assert_eq!(expire(NOW + DAY - 1), (0, 1));
    assert_eq!(rows(), [2, 3, 1, 0]);
    assert_eq!(expire(NOW + DAY), (2, 0));
    assert_eq!(rows(), [0, 0, 0, 0]);
}

#[test]
fn nothing_of_it_stands_in_clear_in_the_files() {
    let accounts = Accounts::new();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    let token = accounts.enter(ADA, &code, NOW).unwrap().token;
    let visit = done(accounts.store().current(&token, Instant::from_unix(NOW))).unwrap();
    let (_, reference) = accounts.approve(&delegate(account_model::Authority::Agreement));
    accounts.ask(&reference, "1970-05-12", NOW);
    let now = Instant::from_unix(NOW);
    done(
        accounts
            .store()
            .link(&token, "https://id.example.org", "ada-at-id", now),
    )
    .unwrap();
    let from = Some("192.0.2.7");
    done(
        accounts
            .store()
            .ask("CA-777", BORN, from, Delivery::Mailbox, now),
    )
    .unwrap();
    let files = accounts.text_of_files();
    assert!(files.contains("create table way_in"), "the files are read");
    for secret in [
        ADA,
        BORN,
        EMAIL,
        "Lovelace",
        "Byron",
        "1970-05-12",
        "900982",
        "LPA seen",
        &reference,
        &code,
        &token,
        &visit.unwrap().csrf,
        "id.example.org",
        "ada-at-id",
        "192.0.2.7",
        "CA-777",
        "Your code",
    ] {
        assert!(!files.contains(&secret.to_lowercase()), "{secret}");
    }
}
