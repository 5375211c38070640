//! Made-up contacts are cases like any other, whatever was done with them since.

use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Actor, Change, Deed, MadeUp, Submission};

fn deed(after: i64, by: Actor, change: Change) -> Deed {
    Deed {
        at: at(NOW + after),
        by,
        change,
    }
}

fn made_up(contact: Submission, deeds: Vec<Deed>) -> MadeUp {
    MadeUp { contact, deeds }
}

#[test]
fn many_are_loaded_in_one_go_and_counted() {
    let cases = Cases::new();
    let mut many: Vec<MadeUp> = vec![contact().into(); 50];
    many.extend(vec![
        made_up(
            contact(),
            vec![deed(60, adviser(), Change::Claim)]
        );
        30
    ]);
    many.extend(vec![
        made_up(contact(), vec![deed(60, adviser(), close())]);
        20
    ]);
    assert_eq!(done(cases.store().load(&many)), Ok(100));
    assert_eq!(cases.count("referral"), 100);
    let queues = done(cases.store().queues(&adviser(), at(NOW))).unwrap();
    assert_eq!((queues[0].unclaimed, queues[0].claimed), (50, 30));
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn what_was_done_stands_in_the_history_at_its_time() {
    let cases = Cases::new();
    let deeds = vec![
        deed(60, adviser(), Change::Claim),
        deed(120, safeguarding(), s42()),
        deed(180, adviser(), close()),
    ];
    let loaded = done(cases.store().load(&[made_up(concern(), deeds)]));
    assert_eq!(loaded, Ok(1));
    let reference: String = cases
        .raw()
        .query_row("SELECT reference FROM referral", [], |row| row.get(0))
        .unwrap();
    let referral = cases.read(&reference, &adviser()).unwrap();
    assert_eq!(referral.entry.status, "closed");
    let history: Vec<_> = referral
        .timeline
        .iter()
        .map(|event| (event.at.as_unix() - NOW, event.what.as_str()))
        .collect();
    assert_eq!(
        history,
        [
            (0, "submitted"),
            (60, "claimed"),
            (120, "s42-decided"),
            (180, "closed")
        ]
    );
}

#[test]
fn what_staff_may_not_do_is_not_loaded_and_nothing_with_it() {
    let cases = Cases::new();
    let closed_without_decision = made_up(concern(), vec![deed(60, adviser(), close())]);
    let refused = done(
        cases
            .store()
            .load(&[contact().into(), closed_without_decision]),
    );
    assert_eq!(refused, Err(Refusal::NeedsS42Decision));
    assert_eq!((cases.count("referral"), cases.count("audit")), (0, 0));
}
