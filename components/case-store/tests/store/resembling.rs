//! Contacts that may be about the same person are found, scored in words and explained; a person judges.

use crate::fixtures::*;
use case_store::model::{Likeness, Person, PossibleMatch, Relation, Score, Submission};

fn about(given: &str, family: &str, born: &str, phone: &str) -> Submission {
    let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Submission {
        person: Person {
            given_name: told(given),
            family_name: told(family),
            date_of_birth: told(born),
            phone: told(phone),
            ..Person::default()
        },
        ..contact()
    }
}

fn matches(cases: &Cases, reference: &str) -> Vec<PossibleMatch> {
    done(
        cases
            .store()
            .possible_matches(reference, &adviser(), at(NOW + 60)),
    )
    .unwrap()
}

#[test]
fn the_surest_come_first_and_say_why() {
    let cases = Cases::new();
    let edith = cases
        .submit(&about("Edith", "Fennimore", "1941-03-07", "01632 960 001"))
        .reference;
    let swapped = cases
        .submit(&about("Fennimore", "Edith", "1941-03-07", ""))
        .reference;
    let mistyped = cases
        .submit(&about("Edie", "Fennimore", "1941-07-03", ""))
        .reference;
    let alike = cases
        .submit(&about("Edith", "Fenimore", "", "01632 960001"))
        .reference;
    // A household, another of the same name, and another with her birth date.
    cases.submit(&about("Ada", "Hill", "", "01632 960 001"));
    cases.submit(&about("Edith", "Fennimore", "1971-11-23", ""));
    cases.submit(&about("Ada", "Hill", "1941-03-07", ""));
    let found: Vec<_> = matches(&cases, &edith)
        .into_iter()
        .map(|found| {
            assert_eq!(found.relation, Relation::SamePerson);
            (found.entry.reference, found.score.unwrap(), found.because)
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                swapped.clone(),
                Score::Strong,
                vec![Likeness::NamesSwapped, Likeness::DateOfBirth]
            ),
            (
                alike,
                Score::Possible,
                vec![
                    Likeness::FamilyNameAlike,
                    Likeness::GivenName,
                    Likeness::Phone
                ]
            ),
            (
                mistyped,
                Score::Possible,
                vec![Likeness::FamilyName, Likeness::DateOfBirthNearly]
            ),
        ]
    );
    // The other way round too, and nothing was merged by it.
    assert!(
        matches(&cases, &swapped)
            .iter()
            .any(|found| found.entry.reference == edith)
    );
    assert!(cases.read(&edith, &adviser()).unwrap().casework.is_empty());
}

#[test]
fn what_was_merged_is_known_and_not_guessed_again() {
    let cases = Cases::new();
    let (one, other) = (
        cases.submit(&contact()).reference,
        cases.submit(&contact()).reference,
    );
    assert_eq!(matches(&cases, &one)[0].score, Some(Score::Strong));
    cases.change(&one, merge(&other), &senior()).unwrap();
    assert!(matches(&cases, &one).is_empty());
    assert!(matches(&cases, &other).is_empty());
}
