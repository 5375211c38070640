//! How quickly a large file comes in, and whether a look at one account gets slower with all the others. Run with
//! `cargo test --release -p accounts-store --test store -- --ignored --nocapture`.

use crate::fixtures::*;
use account_model::{AccountLine, Line, MOST_LINES, WeekLine};
use std::time::{Duration, Instant};

const WEEKS: i64 = 50;
const LOOKS: usize = 1_000;

fn reference(number: i64) -> String {
    format!("A-{number:06}")
}

/// The lines of so many accounts, as a finance system writes them: an account, then its weeks.
fn lines(accounts: i64) -> impl Iterator<Item = Line> {
    (0..accounts).flat_map(|number| {
        let line = AccountLine {
            account_reference: reference(number),
            ..edith()
        };
        let weeks = (0..WEEKS).map(move |later| {
            Line::Week(WeekLine {
                account_reference: reference(number),
                figures: week(later),
                correction: None,
            })
        });
        std::iter::once(account(line)).chain(weeks)
    })
}

fn import(accounts: &Accounts, number: i64) -> Duration {
    let started = Instant::now();
    let mut lines = lines(number);
    loop {
        let piece: Vec<Line> = lines.by_ref().take(MOST_LINES).collect();
        if piece.is_empty() {
            return started.elapsed();
        }
        assert!(accounts.take(&piece).rejected.is_empty());
    }
}

/// One more week for every account, as comes every week.
fn import_a_week(accounts: &Accounts, number: i64) -> Duration {
    let started = Instant::now();
    let lines: Vec<Line> = (0..number)
        .map(|number| {
            Line::Week(WeekLine {
                account_reference: reference(number),
                figures: week(WEEKS),
                correction: None,
            })
        })
        .collect();
    for piece in lines.chunks(MOST_LINES) {
        assert!(accounts.take(piece).rejected.is_empty());
    }
    started.elapsed()
}

/// The time that one look in a hundred takes longer than, over accounts all over the database.
fn p99_of_looks(accounts: &Accounts) -> Duration {
    let ids = accounts.ids();
    let store = accounts.store();
    let mut times: Vec<Duration> = (0..LOOKS)
        .map(|look| {
            let id = &ids[look * 7_919 % ids.len()];
            let started = Instant::now();
            let seen = done(store.prepare(id, at(NOW))).unwrap().unwrap();
            assert_eq!(seen.weeks.len(), usize::try_from(WEEKS).unwrap());
            started.elapsed()
        })
        .collect();
    times.sort();
    times[LOOKS * 99 / 100]
}

#[test]
#[ignore = "takes a minute, and says something in a release build only"]
fn a_million_weeks_come_in_and_a_look_is_as_quick_as_before() {
    let (small, large) = (Accounts::new(), Accounts::new());
    import(&small, 20);
    let number = 20_000;
    let took = import(&large, number);
    let weeks = f64::from(u32::try_from(number * WEEKS).unwrap());
    println!(
        "{weeks} weeks of {number} accounts in {took:?}: {:.0} weeks a second, {:.0} MB on disk",
        weeks / took.as_secs_f64(),
        f64::from(u32::try_from(large.size_of_files() >> 10).unwrap()) / 1_024.0
    );
    let again = import(&large, number);
    println!("the same file again: {again:?}");
    let (before, after) = (p99_of_looks(&small), p99_of_looks(&large));
    println!("a week for each: {:?}", import_a_week(&large, number));
    let started = Instant::now();
    assert_eq!(findings(&large), Vec::<String>::new());
    println!("verified in {:?}", started.elapsed());
    println!("p99 of a look: {before:?} at 1,000 weeks, {after:?} at 1,000,000");
}
