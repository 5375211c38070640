//! Two referrals that belong together: linked, merged, taken apart, by people and never silently.

use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Actor, Change, Filter, Person, Submission};
use vocabulary::Priority;

fn linked(change: fn(casework::Link) -> casework::Change, other: &str) -> Change {
    Change::Work(change(link(other)))
}

fn conflict<T>(outcome: &Result<T, Refusal>) -> bool {
    matches!(outcome, Err(Refusal::Conflict(_)))
}

fn invalid<T>(outcome: &Result<T, Refusal>) -> bool {
    matches!(outcome, Err(Refusal::Invalid(_)))
}

fn listed(cases: &Cases, filter: &Filter) -> Vec<String> {
    let listing = done(
        cases
            .store()
            .browse(filter, None, 50, &manager(), at(NOW + 60)),
    );
    let entries = listing.unwrap().entries.into_iter();
    entries.map(|entry| entry.reference).collect()
}

#[test]
fn a_link_shows_on_both_until_it_is_taken_away() {
    let cases = Cases::new();
    let (one, other) = (
        cases.submit(&contact()).reference,
        cases.submit(&contact()).reference,
    );
    let typed = other.to_lowercase().replace('-', " ");
    let shown = cases
        .change(&one, linked(casework::Change::Link, &typed), &adviser())
        .unwrap();
    let links = |steps: Vec<casework::Step>| {
        let casework = casework::Casework { steps };
        let links = casework.links();
        links
            .iter()
            .map(|link| (link.link.other.clone(), link.link.relation.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        links(shown.casework),
        [(other.clone(), "looks-after".to_owned())]
    );
    let others = cases.read(&other, &adviser()).unwrap();
    assert_eq!(
        links(others.casework),
        [(one.clone(), "is-looked-after-by".to_owned())]
    );
    cases
        .change(&other, linked(casework::Change::Unlink, &one), &adviser())
        .unwrap();
    for reference in [&one, &other] {
        assert!(links(cases.read(reference, &adviser()).unwrap().casework).is_empty());
    }
    let again = cases.change(&other, linked(casework::Change::Unlink, &one), &adviser());
    assert!(conflict(&again));
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn what_goes_on_as_part_of_another_one_leaves_the_queue_and_nothing_else() {
    let cases = Cases::new();
    let mut sooner = contact();
    sooner.decision = decision("carers", Priority::Urgent);
    sooner.decision.respond_by = at(NOW + DAY);
    let (one, other) = (
        cases.submit(&sooner).reference,
        cases.submit(&contact()).reference,
    );
    let not_allowed = cases.change(&one, merge(&other), &adviser());
    assert_eq!(not_allowed, Err(Refusal::NotAllowed));
    let merged = cases.change(&one, merge(&other), &senior()).unwrap();
    assert_eq!(merged.entry.merged_into.as_ref(), Some(&other));
    assert_eq!(
        merged.answers.len(),
        1,
        "what was told stays where it was told"
    );
    let survivor = cases.read(&other, &adviser()).unwrap();
    assert_eq!(survivor.merged_here, std::slice::from_ref(&one));
    assert_eq!(
        (survivor.entry.respond_by, survivor.entry.priority),
        (at(NOW + DAY), Priority::Urgent),
        "the earlier clock and the more pressing priority stand"
    );
    let open = Filter {
        open_only: true,
        ..Filter::default()
    };
    assert_eq!(listed(&cases, &open), std::slice::from_ref(&other));
    assert_eq!(listed(&cases, &Filter::default()).len(), 2);
    for change in [Change::Claim, close(), merge(&other), wait("2026-12-28")] {
        assert!(conflict(&cases.change(&one, change, &senior())));
    }
    let note = Change::Note("Kept.".to_owned());
    cases.change(&one, note, &adviser()).unwrap();

    let apart = cases.change(&one, unmerge(), &senior()).unwrap();
    assert_eq!(
        (
            apart.entry.merged_into,
            apart.entry.status.as_str(),
            apart.entry.queue.as_str()
        ),
        (None, "received", "carers")
    );
    assert_eq!(listed(&cases, &open).len(), 2);
    assert!(
        cases
            .read(&other, &adviser())
            .unwrap()
            .merged_here
            .is_empty()
    );
    assert!(conflict(&cases.change(&one, unmerge(), &senior())));
    let counts = done(cases.store().queues(&adviser(), at(NOW))).unwrap();
    assert_eq!(counts.iter().map(|count| count.unclaimed).sum::<u32>(), 2);
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn two_people_are_never_made_one() {
    let mut ada = contact();
    ada.person = Person {
        given_name: Some("Ada".to_owned()),
        family_name: Some("Hill".to_owned()),
        ..Person::default()
    };
    let mut born_otherwise = contact();
    born_otherwise.person.date_of_birth = Some("1971-11-23".to_owned());
    let nobody_named = Submission {
        person: Person::default(),
        ..contact()
    };
    for (other, may) in [(ada, false), (born_otherwise, false), (nobody_named, true)] {
        let cases = Cases::new();
        let one = cases.submit(&contact()).reference;
        let other = cases.submit(&other).reference;
        let merged = cases.change(&one, merge(&other), &manager());
        assert_eq!(merged.is_ok(), may, "{merged:?}");
        assert!(may || conflict(&merged));
    }
}

#[test]
fn what_cannot_be_joined_is_refused_with_a_reason() {
    let cases = Cases::new();
    let one = cases.submit(&contact()).reference;
    let closed = cases.submit(&contact()).reference;
    cases.change(&closed, close(), &adviser()).unwrap();
    let hidden = cases.submit(&contact()).reference;
    let restriction = Change::Restrict {
        people: vec!["mary".to_owned()],
        reason: "She fears him.".to_owned(),
    };
    cases.change(&hidden, restriction, &manager()).unwrap();
    let carers = Submission {
        form: form("carer-assessment"),
        ..contact()
    };
    let carers = cases.submit(&carers).reference;
    let merged = |other: &str, by: &Actor| cases.change(&one, merge(other), by);
    assert!(invalid(&merged(&one, &senior())), "itself");
    assert!(invalid(&merged("ASC-1111-111N", &senior())), "nothing");
    assert!(invalid(&merged("the other one", &senior())), "no reference");
    assert!(
        invalid(&merged(&hidden, &senior())),
        "what they may not know of"
    );
    assert!(conflict(&merged(&hidden, &manager())), "a restricted one");
    assert!(conflict(&merged(&closed, &senior())), "a closed one");
    assert!(conflict(&merged(&carers, &senior())), "an assessment");
    let to_hidden = linked(casework::Change::Link, &hidden);
    assert!(invalid(&cases.change(&one, to_hidden.clone(), &adviser())));
    assert!(conflict(&cases.change(&one, to_hidden, &manager())));
    assert_eq!(cases.read(&one, &manager()).unwrap().timeline.len(), 1);
}

#[test]
fn no_two_go_on_as_part_of_each_other() {
    let cases = Cases::new();
    let [a, b, c] = [(); 3].map(|()| cases.submit(&contact()).reference);
    cases.change(&a, merge(&b), &senior()).unwrap();
    assert!(conflict(&cases.change(&b, merge(&a), &senior())));
    cases.change(&b, merge(&c), &senior()).unwrap();
    assert!(conflict(&cases.change(&c, merge(&a), &senior())));
    assert_eq!(cases.read(&c, &senior()).unwrap().merged_here, [b]);
}

#[test]
fn who_tracks_a_merged_contact_follows_the_one_that_goes_on() {
    let cases = Cases::new();
    let told = cases.submit(&contact());
    let other = cases.submit(&contact()).reference;
    let status = |cases: &Cases| {
        let tracked = cases.store();
        let tracked = done(tracked.track(&told.reference, &told.tracking_code, at(NOW))).unwrap();
        tracked.unwrap().status
    };
    cases
        .change(&told.reference, merge(&other), &senior())
        .unwrap();
    assert_eq!(
        status(&cases),
        "received",
        "nobody is told that it was closed"
    );
    cases
        .change_at(&other, Change::Claim, &adviser(), NOW + 300)
        .unwrap();
    assert_eq!(status(&cases), "being-looked-at");
    cases
        .change_at(&other, close(), &adviser(), NOW + 400)
        .unwrap();
    assert_eq!(status(&cases), "closed");
}

#[test]
fn who_tracks_a_contact_learns_nothing_of_a_concern_that_it_became_part_of() {
    let cases = Cases::new();
    let told = cases.submit(&contact());
    let concern = cases.submit(&concern()).reference;
    cases
        .change(&told.reference, merge(&concern), &senior())
        .unwrap();
    cases
        .change_at(&concern, Change::Claim, &safeguarding(), NOW + 300)
        .unwrap();
    let tracked = done(
        cases
            .store()
            .track(&told.reference, &told.tracking_code, at(NOW)),
    )
    .unwrap();
    let tracked = tracked.unwrap();
    assert_eq!(
        (tracked.status.as_str(), tracked.timeline.len()),
        ("received", 1)
    );
}

#[test]
fn what_speaks_of_a_restricted_referral_is_shown_to_those_who_may_see_it() {
    let cases = Cases::new();
    let (one, other) = (
        cases.submit(&contact()).reference,
        cases.submit(&contact()).reference,
    );
    cases
        .change(&one, linked(casework::Change::Link, &other), &adviser())
        .unwrap();
    let restriction = Change::Restrict {
        people: vec!["mary".to_owned()],
        reason: "She fears him.".to_owned(),
    };
    cases.change(&other, restriction, &manager()).unwrap();
    assert_eq!(cases.read(&one, &manager()).unwrap().casework.len(), 1);
    let shown = cases.read(&one, &adviser()).unwrap();
    assert!(shown.casework.is_empty());
    let text = format!("{shown:?}");
    assert!(!text.contains(&other), "not even its reference: {text}");
}

#[test]
fn what_happened_tells_nothing_of_a_restricted_referral_either() {
    let cases = Cases::new();
    let [one, other, merged] = [(); 3].map(|()| cases.submit(&contact()).reference);
    cases
        .change(&one, linked(casework::Change::Link, &other), &adviser())
        .unwrap();
    cases.change(&merged, merge(&one), &senior()).unwrap();
    cases.change(&one, merge(&other), &senior()).unwrap();
    let told = |reference: &str, by: &Actor| {
        let timeline = cases.read(reference, by).unwrap().timeline.into_iter();
        timeline
            .map(|event| (event.what, event.text.is_some()))
            .collect::<Vec<_>>()
    };
    let said = |what: &str, with_words: bool| (what.to_owned(), with_words);
    let begun = said("submitted", false);
    let whole = [
        begun.clone(),
        said("linked", true),
        said("joined-by-another", true),
        said("merged", true),
    ];
    assert_eq!(told(&one, &adviser()), whole);
    for hidden in [&other, &merged] {
        let restriction = Change::Restrict {
            people: vec!["mary".to_owned()],
            reason: "She fears him.".to_owned(),
        };
        cases.change(hidden, restriction, &manager()).unwrap();
    }
    assert_eq!(told(&one, &manager()), whole);
    assert_eq!(told(&one, &adviser()), [begun, said("merged", false)]);
}

#[test]
fn only_who_may_see_both_takes_apart_what_goes_on_in_a_restricted_referral() {
    let cases = Cases::new();
    let [goes_on, merged] = [(); 2].map(|()| cases.submit(&contact()).reference);
    cases.change(&merged, merge(&goes_on), &senior()).unwrap();
    let restriction = Change::Restrict {
        people: vec!["mary".to_owned()],
        reason: "She fears him.".to_owned(),
    };
    cases.change(&goes_on, restriction, &manager()).unwrap();
    let refused = cases.change(&merged, unmerge(), &senior());
    let Err(Refusal::Conflict(sentence)) = refused else {
        panic!("{refused:?}")
    };
    assert!(!sentence.contains(&goes_on), "{sentence}");
    cases.change(&merged, unmerge(), &manager()).unwrap();
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}
