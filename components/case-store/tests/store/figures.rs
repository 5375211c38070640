//! Figures agree with the records to the last unit: whatever happens to contacts, what is told is what somebody
//! counts who opens each of them and reads its audit.

mod counted_again;

use self::counted_again::{Opened, as_map, counted, opened, pace_again, sorted, told_again};
use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Change, S42Decision, Submission};
use figures::{By, Overdue, Pace, Period, Until};
use proptest::prelude::*;
use std::collections::BTreeMap;
use vocabulary::{FactValue, Need, Priority, Reporter};

/// Noon on Thursday 22 October 2026 in London. Clocks go back on the 25th.
const BEGINNING: i64 = 1_792_666_800;
const HOURS: i64 = 14 * 24;
const CLOCKS_GO_BACK: i64 = 1_792_890_000;
/// When everything is looked at.
const LOOKED_AT: i64 = BEGINNING + HOURS * 3_600 + 40 * DAY;

const CHANNELS: [&str; 3] = ["web", "phone", "post"];
const LOCALITIES: [Option<&str>; 3] = [Some("mid"), Some("west"), None];
const QUEUES: [&str; 2] = ["ascc-general", "safeguarding-triage"];
const OUTCOMES: [&str; 2] = [
    "NFA: Information and advice or signposting",
    "Progress to assessment, review or reassessment",
];

/// Something that happens.
#[derive(Clone, Debug)]
enum Deed {
    Arrives {
        minute: i64,
        channel: usize,
        locality: usize,
        reporter: Option<usize>,
        needs: Vec<usize>,
        sign: bool,
        priority: usize,
    },
    Changes {
        which: usize,
        what: usize,
        hours: i64,
    },
}

fn deed() -> impl Strategy<Value = Deed> {
    let arrives = (
        0..HOURS * 60,
        0..CHANNELS.len(),
        0..LOCALITIES.len(),
        prop::option::of(0..Reporter::ALL.len()),
        prop::collection::vec(0..6_usize, 0..4),
        any::<bool>(),
        0..4_usize,
    );
    let arrives = arrives.prop_map(
        |(minute, channel, locality, reporter, needs, sign, priority)| Deed::Arrives {
            minute,
            channel,
            locality,
            reporter,
            needs,
            sign,
            priority,
        },
    );
    let changes = (any::<usize>(), 0..15_usize, 0..200_i64);
    let changes = changes.prop_map(|(which, what, hours)| Deed::Changes { which, what, hours });
    prop_oneof![arrives, changes]
}

/// `into` is the reference of another contact.
fn change(what: usize, into: &str) -> Change {
    let decided = |decision: &str| match s42() {
        Change::DecideS42(found) => Change::DecideS42(S42Decision {
            decision: decision.to_owned(),
            ..found
        }),
        other => other,
    };
    let restricted = |people: Vec<String>| Change::Restrict {
        people,
        reason: "Her neighbour works here.".to_owned(),
    };
    match what {
        0 => Change::Claim,
        1 => Change::Release,
        2 => Change::Assign("sunita".to_owned()),
        3 => Change::Note("Rang.".to_owned()),
        4 => Change::Reroute {
            queue: "carers".to_owned(),
            reason: "For them.".to_owned(),
        },
        5 => decided("enquiry"),
        6 => decided("no-enquiry"),
        7 => decided("passed to the police"),
        8 => Change::SetPriority {
            priority: Priority::Urgent,
            reason: "She fell.".to_owned(),
        },
        9 => restricted(vec![machine().id]),
        10 => restricted(Vec::new()),
        11 => Change::Work(casework::Change::ContactAttempt(casework::Attempt {
            how: "phone".to_owned(),
            answered: "person".to_owned(),
            safe_to_talk: "yes".to_owned(),
            note: None,
        })),
        12 => Change::Work(casework::Change::Merge(casework::Merge {
            into: into.to_owned(),
            because: "It is the same fall.".to_owned(),
        })),
        13 => Change::Work(casework::Change::Unmerge("It was another fall.".to_owned())),
        _ => Change::Close {
            outcome: OUTCOMES[what % 2].to_owned(),
            note: None,
            no_reply: false,
        },
    }
}

/// A contact as it was sent.
fn sent(deed: &Deed) -> Option<Submission> {
    let Deed::Arrives {
        minute,
        channel,
        locality,
        reporter,
        needs,
        sign,
        priority,
    } = deed
    else {
        return None;
    };
    let received = BEGINNING + minute * 60;
    let priority = Priority::MOST_PRESSING_FIRST[*priority];
    let mut decision = decision(QUEUES[usize::from(*sign)], priority);
    decision.locality = LOCALITIES[*locality].map(str::to_owned);
    decision.respond_by = at(received + 20 * 3_600);
    let mut facts = Vec::new();
    if let Some(reporter) = reporter {
        let word = Reporter::ALL[*reporter].id().to_owned();
        facts.push(("reporter".to_owned(), FactValue::Text(word)));
    }
    let words = needs.iter().map(|need| Need::ALL[*need].id().to_owned());
    facts.push(("needs".to_owned(), FactValue::Several(words.collect())));
    Some(Submission {
        channel: CHANNELS[*channel].to_owned(),
        received_at: at(received),
        facts,
        decision,
        safeguarding_sign: *sign,
        ..contact()
    })
}

/// Whether a change takes a contact on. To release it, to move it, to change how pressing it is, to restrict it and
/// to take a merged one apart do not.
fn takes_on(what: usize) -> bool {
    ![1, 4, 8, 9, 10, 13].contains(&what)
}

fn agrees(cases: &Cases, all: &[Opened], period: Period) {
    let (from, to) = (period.from().to_string(), period.to().to_string());
    let ours: Vec<&Opened> = all
        .iter()
        .filter(|one| (&from..=&to).contains(&&one.day))
        .collect();
    let store = cases.store();
    let by = |by: By| done(store.figures_of_contacts(period, by, &manager())).unwrap();
    let expected =
        |value: &dyn Fn(&Opened) -> Option<String>| counted(ours.iter().map(|one| value(one)));
    let days = by(By::Day);
    assert_eq!(
        days.len(),
        period.days().count(),
        "a day without any is told too"
    );
    assert_eq!(as_map(days), expected(&|one| Some(one.day.clone())));
    assert_eq!(
        as_map(by(By::Channel)),
        expected(&|one| Some(one.sent.channel.clone()))
    );
    assert_eq!(
        as_map(by(By::Form)),
        expected(&|one| Some(one.sent.form.id.clone()))
    );
    assert_eq!(as_map(by(By::Locality)), expected(&|one| one.locality()));
    let outcome = |one: &Opened| match one.open {
        true => Some("open".to_owned()),
        false => Some(one.outcome.clone().unwrap_or("merged".to_owned())),
    };
    assert_eq!(as_map(by(By::Outcome)), expected(&outcome));
    let told = done(store.figures_of_told(period, &manager())).unwrap();
    assert_eq!(sorted(told), sorted(told_again(&ours)));
    for until in [Until::FirstResponse, Until::Closed] {
        let paces = done(store.figures_of_pace(period, until, &manager(), at(LOOKED_AT))).unwrap();
        let kinds = Priority::MOST_PRESSING_FIRST.into_iter().map(Some);
        let again: Vec<Pace> = [None]
            .into_iter()
            .chain(kinds)
            .map(|kind| pace_again(&ours, until, kind))
            .filter(|pace| pace.contacts > 0)
            .collect();
        assert_eq!(paces, again, "{until:?}");
    }
}

fn period(from: &str, to: &str) -> Period {
    Period::parse(from, to).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn figures_are_what_somebody_counts_who_opens_every_contact(
        deeds in prop::collection::vec(deed(), 1..60),
    ) {
        let cases = Cases::new();
        let mut stored: Vec<(Submission, String)> = Vec::new();
        let mut in_time: BTreeMap<String, bool> = BTreeMap::new();
        for deed in &deeds {
            if let Some(sent) = sent(deed) {
                let receipt = cases.submit(&sent);
                stored.push((sent, receipt.reference));
            } else if let Deed::Changes { which, what, hours } = deed
                && !stored.is_empty()
            {
                let (sent, reference) = &stored[which % stored.len()];
                let when = sent.received_at.as_unix() + hours * 3_600;
                let stood = cases.read(reference, &machine()).unwrap().entry.respond_by;
                let change = change(*what, &stored[0].1);
                // What is refused changes nothing.
                let done = cases.change_at(reference, change, &machine(), when);
                if done.is_ok() && takes_on(*what) {
                    in_time.entry(reference.clone()).or_insert(at(when) <= stood);
                }
            }
        }
        let all: Vec<Opened> = stored
            .iter()
            .filter_map(|one| opened(&cases, one, &in_time))
            .collect();
        for (from, to) in [
            ("2026-10-01", "2026-11-30"),
            ("2026-10-25", "2026-10-25"),
            ("2026-10-30", "2026-11-02"),
            ("2027-01-01", "2027-01-02"),
        ] {
            agrees(&cases, &all, period(from, to));
        }
        let late = all.iter().filter(|one| one.open && one.respond_by < LOOKED_AT);
        let again = counted(late.clone().map(|one| one.queue.clone()));
        let overdue = done(cases.store().figures_overdue(&manager(), at(LOOKED_AT))).unwrap();
        let told: BTreeMap<String, u32> =
            overdue.iter().map(|one| (one.queue.clone(), one.contacts)).collect();
        prop_assert_eq!(told, again);
        let longest = late.map(|one| one.respond_by).min();
        prop_assert_eq!(overdue.first().map(|one| one.since), longest);
    }
}

#[test]
fn figures_are_for_those_who_answer_for_the_service() {
    let cases = Cases::new();
    let here = period("2026-12-01", "2026-12-31");
    for role in vocabulary::Role::ALL {
        let asked_by = somebody("kim", role.id());
        let told = done(cases.store().figures_of_told(here, &asked_by));
        let expected = matches!(role.id(), "manager" | "auditor" | "worker");
        assert_eq!(told != Err(Refusal::NotAllowed), expected, "{role}");
    }
}

#[test]
fn what_people_told_stands_nowhere_in_the_files() {
    let cases = Cases::new();
    cases.submit(&Submission {
        facts: vec![
            (
                "reporter".to_owned(),
                FactValue::Text("prison-or-probation".to_owned()),
            ),
            (
                "needs".to_owned(),
                FactValue::Several(vec!["drugs-alcohol".to_owned()]),
            ),
        ],
        ..contact()
    });
    let files = cases.text_of_files();
    assert!(!files.contains("drugs-alcohol") && !files.contains("prison-or-probation"));
    // The same on another day of another month stands under other numbers.
    let cells = "SELECT count(DISTINCT cell) FROM told_count";
    let count = || -> i64 { cases.raw().query_row(cells, [], |row| row.get(0)).unwrap() };
    let before = count();
    cases.submit(&Submission {
        received_at: at(NOW + 20 * DAY),
        ..contact()
    });
    assert_eq!((before, count()), (3, 6));
}

#[test]
fn what_is_late_is_late_whether_or_not_somebody_came_since() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let here = period("2026-12-24", "2026-12-24");
    let pace = |now: i64| {
        let store = cases.store();
        let paces = done(store.figures_of_pace(here, Until::FirstResponse, &manager(), at(now)));
        paces.unwrap().remove(0)
    };
    assert_eq!((pace(NOW).late, pace(NOW).share_in_time()), (0, None));
    assert_eq!(pace(NOW + 6 * DAY).share_in_time(), Some(0));
    cases
        .change_at(&reference, Change::Claim, &adviser(), NOW + DAY)
        .unwrap();
    let claimed = pace(NOW + 6 * DAY);
    assert_eq!(claimed.share_in_time(), Some(10_000));
    assert_eq!(
        (claimed.median, claimed.ninetieth),
        (Some(86_400), Some(86_400))
    );
    let overdue = done(cases.store().figures_overdue(&manager(), at(NOW + 6 * DAY))).unwrap();
    let expected = Overdue {
        queue: "ascc-general".to_owned(),
        contacts: 1,
        since: NOW + 5 * DAY,
    };
    assert_eq!(overdue, [expected], "it is open still");
}
