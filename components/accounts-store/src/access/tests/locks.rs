//! Wrong codes.

use super::fixtures::*;
use proptest::prelude::*;

fn type_wrong(accounts: &Accounts, reference: &str, times: usize, now: i64) {
    for _ in 0..times {
        assert_eq!(accounts.enter(reference, "not one", now), None);
    }
}

#[test]
fn six_wrong_codes_lock_and_the_right_seventh_fails_until_the_time_is_over() {
    let accounts = Accounts::new();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    for _ in 0..6 {
        assert_eq!(accounts.enter(ADA, another(&code), NOW + 1), None);
    }
    assert_eq!(
        accounts.enter(ADA, &code, NOW + 2),
        None,
        "the right seventh"
    );
    assert_eq!(
        accounts.code(ADA, BORN, NOW + 900),
        None,
        "no code goes meanwhile"
    );
    let code = accounts.code(ADA, BORN, NOW + 901).unwrap();
    assert!(accounts.enter(ADA, &code, NOW + 902).is_some());
}

#[test]
fn five_tries_are_free() {
    let accounts = Accounts::new();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    type_wrong(&accounts, ADA, 4, NOW);
    assert!(accounts.enter(ADA, &code, NOW).is_some());
}

#[test]
fn asking_again_gives_no_new_tries_and_coming_in_neither() {
    let accounts = Accounts::new();
    for typed in [2, 2] {
        let code = accounts.code(ADA, BORN, NOW).unwrap();
        type_wrong(&accounts, ADA, typed, NOW);
        assert!(accounts.enter(ADA, &code, NOW).is_some());
    }
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    type_wrong(&accounts, ADA, 1, NOW);
    assert_eq!(accounts.enter(ADA, &code, NOW), None);
}

#[test]
fn locks_grow() {
    let accounts = Accounts::new();
    let mut now = NOW;
    for lock in [900, 3_600, 14_400, 86_400] {
        type_wrong(&accounts, ADA, 5, now);
        assert_eq!(accounts.code(ADA, BORN, now + lock - 1), None);
        now += lock;
        assert!(accounts.code(ADA, BORN, now).is_some(), "after {lock} s");
    }
}

#[test]
fn staff_see_until_when_an_account_is_locked() {
    let accounts = Accounts::new();
    let locked_until = |now| {
        let store = accounts.store();
        let now = vocabulary::Instant::from_unix(now);
        let until = done(store.locked_until(&store.connection, 1, now)).unwrap();
        until.map(vocabulary::Instant::as_unix)
    };
    assert_eq!(locked_until(NOW), None);
    type_wrong(&accounts, ADA, 5, NOW);
    assert_eq!(locked_until(NOW + 899), Some(NOW + 900));
    assert_eq!(locked_until(NOW + 900), None);
}

#[derive(Clone, Debug)]
enum Step {
    Ask,
    AskWithAnotherBirthDate,
    EnterWrong,
    EnterRight,
    Wait(i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => Just(Step::Ask),
        1 => Just(Step::AskWithAnotherBirthDate),
        6 => Just(Step::EnterWrong),
        1 => Just(Step::EnterRight),
        2 => (1_i64..1_000).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever the order of asking and entering, within any quarter of an hour five wrong codes at most are
    /// looked at; and from the fifth on a quarter of an hour passes before anything opens.
    #[test]
    fn nobody_has_more_than_five_tries_in_a_quarter_of_an_hour(steps in steps()) {
        let accounts = Accounts::new();
        let (mut now, mut looked_at, mut code) = (NOW, Vec::<i64>::new(), "no code".to_owned());
        let tries = || accounts.number("SELECT coalesce(sum(wrong), 0) FROM way_in");
        for step in steps {
            let before = tries();
            match step {
                Step::Ask => {
                    if let Some(sent) = accounts.code(ADA, BORN, now) {
                        code = sent;
                    }
                }
                Step::AskWithAnotherBirthDate => accounts.ask(ADA, "1900-01-01", now),
                Step::EnterWrong => prop_assert_eq!(accounts.enter(ADA, "not one", now), None),
                Step::EnterRight => {
                    let let_in = accounts.enter(ADA, &code, now).is_some();
                    let lately = looked_at.iter().filter(|at| **at > now - 900).count();
                    prop_assert!(!let_in || lately < 5);
                }
                Step::Wait(seconds) => now += seconds,
            }
            if tries() != before {
                looked_at.push(now);
            }
            prop_assert!(looked_at.iter().filter(|at| **at > now - 900).count() <= 5);
        }
    }
}
