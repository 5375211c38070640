//! How forms are filled in is counted, and kept with nobody.

use crate::fixtures::*;
use case_store::model::{Saved, Submission, Went};
use figures::{Period, Step};

fn went(passed: &str, reached: &str) -> Option<Went> {
    let page = |id: &str| (!id.is_empty()).then(|| id.to_owned());
    Some(Went {
        passed: page(passed),
        reached: page(reached),
    })
}

fn begun(cases: &Cases, seconds: i64) -> String {
    let (store, first) = (cases.store(), went("danger", "about"));
    done(store.begin_draft(
        &form("adult-contact"),
        "{}",
        first.as_ref(),
        at(NOW + seconds),
    ))
    .unwrap()
}

fn saved(cases: &Cases, cookie: &str, revision: u32, way: Option<Went>) -> Saved {
    let save = cases.store();
    done(save.save_draft(cookie, "{}", revision, way.as_ref(), at(NOW))).unwrap()
}

fn told(cases: &Cases, from: &str, to: &str) -> Vec<(String, String, bool, u32)> {
    let period = Period::parse(from, to).unwrap();
    let steps = done(cases.store().figures_of_steps(period, &manager())).unwrap();
    let text = |page: Option<String>| page.unwrap_or_default();
    steps
        .into_iter()
        .map(|step: Step| {
            (
                text(step.passed),
                text(step.reached),
                step.begun,
                step.drafts,
            )
        })
        .collect()
}

fn step(passed: &str, reached: &str, begun: bool, drafts: u32) -> (String, String, bool, u32) {
    (passed.to_owned(), reached.to_owned(), begun, drafts)
}

#[test]
fn each_way_is_counted_when_it_was_stored_and_not_otherwise() {
    let cases = Cases::new();
    let (one, other) = (begun(&cases, 0), begun(&cases, 1));
    assert_eq!(
        saved(&cases, &one, 1, went("about", "needs")),
        Saved::Stored(2)
    );
    assert_eq!(
        saved(&cases, &other, 1, went("about", "needs")),
        Saved::Stored(2)
    );
    // Nothing new, and a tab that was too slow.
    assert_eq!(saved(&cases, &one, 2, None), Saved::Stored(3));
    assert!(matches!(
        saved(&cases, &one, 2, went("needs", "risks")),
        Saved::Changed(_)
    ));
    assert_eq!(
        saved(&cases, "another", 1, went("needs", "risks")),
        Saved::Gone
    );
    cases.submit(&Submission {
        draft: Some(sent_draft(&one, 3)),
        ..contact()
    });
    let expected = [
        step("about", "needs", false, 2),
        step("check-answers", "sent", false, 1),
        step("danger", "about", true, 2),
    ];
    assert_eq!(told(&cases, "2026-12-01", "2026-12-31"), expected);
    assert_eq!(told(&cases, "2026-11-01", "2026-11-30"), []);
}

#[test]
fn a_draft_counts_in_the_month_in_which_it_was_begun() {
    let cases = Cases::new();
    let cookie = begun(&cases, 0);
    let save = done(cases.store().save_draft(
        &cookie,
        "{}",
        1,
        went("about", "needs").as_ref(),
        at(NOW + 20 * DAY),
    ));
    assert_eq!(save.unwrap(), Saved::Stored(2));
    assert_eq!(told(&cases, "2026-12-31", "2026-12-31").len(), 2);
    assert_eq!(told(&cases, "2027-01-01", "2027-01-31"), []);
}

#[test]
fn months_are_those_of_clocks_in_london() {
    let mut moments: Vec<i64> = [
        "2026-03-29T00:59:59Z",
        "2026-03-29T01:00:00Z",
        "2026-03-31T22:59:59Z",
        "2026-03-31T23:00:00Z",
        "2026-06-30T23:30:00Z",
        "2026-10-25T00:59:59Z",
        "2026-10-31T23:30:00Z",
        "2026-12-31T23:59:59Z",
        "2028-02-29T23:59:59Z",
        // The last Sundays are the last days of the months.
        "2030-03-31T00:59:59Z",
        "2030-03-31T23:00:00Z",
        "2027-10-31T00:59:59Z",
        "2027-10-31T23:30:00Z",
    ]
    .map(|moment| vocabulary::Instant::parse(moment).unwrap().as_unix())
    .into();
    // And others, over forty years.
    moments.extend((0..300).map(|step| NOW + step * 4_213_007));
    let cases = Cases::new();
    let mut expected = std::collections::BTreeMap::new();
    for moment in moments {
        begun(&cases, moment - NOW);
        let day = working_calendar::local_date(at(moment));
        *expected.entry(figures::month_of(day)).or_insert(0) += 1;
    }
    let raw = cases.raw();
    let mut rows = raw
        .prepare("SELECT month, sum(drafts) FROM form_step GROUP BY month")
        .unwrap();
    let months = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let counted: std::collections::BTreeMap<String, i64> =
        months.unwrap().map(Result::unwrap).collect();
    assert_eq!(counted, expected);
}

#[test]
fn what_began_uncounted_stays_uncounted_to_its_end() {
    let cases = Cases::new();
    let store = cases.store();
    let cookie = done(store.begin_draft(&form("adult-contact"), "{}", None, at(NOW))).unwrap();
    assert_eq!(
        saved(&cases, &cookie, 1, went("about", "needs")),
        Saved::Stored(2)
    );
    cases.submit(&Submission {
        draft: Some(sent_draft(&cookie, 2)),
        ..contact()
    });
    assert_eq!(told(&cases, "2026-12-01", "2026-12-31"), []);
}
