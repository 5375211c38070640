//! Small numbers: what is counted becomes what may leave. Pure. Decision 9 says why.
//!
//! - Only months that have ended are looked at, and months are joined in their order until ten people were
//!   counted, so that an export of later never changes a group of one of before: nobody learns anything by
//!   comparing two.
//! - Within such a time, localities with fewer than ten people are joined.
//! - Of a question that fewer than ten people of a group answered nothing leaves. Of the others, an answer
//!   that fewer than five gave is left out, with the next smallest, so that it cannot be worked out.

use std::collections::BTreeMap;

/// The fewest people of a group, and of a question in it.
pub(crate) const FEWEST_PEOPLE: u32 = 10;
/// The fewest who gave an answer whose number leaves.
pub(crate) const FEWEST_OF_AN_ANSWER: u32 = 5;

/// What was counted of some people.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    pub people: u32,
    /// By question and answer.
    pub answers: BTreeMap<(String, String), u32>,
}

/// By month, such as `2026-12`, and by locality; empty where that was not known.
pub(crate) type Counts = BTreeMap<String, BTreeMap<String, Numbers>>;

/// People who were counted in some months and localities: ten at the least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualityGroup {
    /// `YYYY-MM`, and the same as `to_month` for one month.
    pub from_month: String,
    pub to_month: String,
    /// In their alphabetical order; empty text for people whose locality was not known.
    pub localities: Vec<String>,
    pub people: u32,
    /// By question and answer.
    pub answers: Vec<EqualityNumber>,
}

/// How many people of a group gave an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualityNumber {
    pub question: String,
    /// The contract's JSON value.
    pub answer: String,
    /// None where the number is left out because it, or the one next to it, is small.
    pub people: Option<u32>,
}

impl Numbers {
    fn add(&mut self, other: Self) {
        self.people += other.people;
        for (answer, people) in other.answers {
            *self.answers.entry(answer).or_default() += people;
        }
    }
}

/// The groups of all months before `this_month`.
pub(crate) fn groups(counts: Counts, this_month: &str) -> Vec<EqualityGroup> {
    let mut groups = Vec::new();
    let mut joined: BTreeMap<String, Numbers> = BTreeMap::new();
    let mut from = None;
    for (month, localities) in counts {
        if month.as_str() >= this_month {
            break;
        }
        let from_month = from.get_or_insert_with(|| month.clone());
        for (locality, numbers) in localities {
            joined.entry(locality).or_default().add(numbers);
        }
        let people: u32 = joined.values().map(|numbers| numbers.people).sum();
        if people >= FEWEST_PEOPLE {
            let cells = cells(std::mem::take(&mut joined));
            groups.extend(
                cells
                    .into_iter()
                    .map(|(localities, numbers)| EqualityGroup {
                        from_month: from_month.clone(),
                        to_month: month.clone(),
                        localities,
                        people: numbers.people,
                        answers: answers(numbers),
                    }),
            );
            from = None;
        }
    }
    groups
}

/// Localities, joined until each cell has ten people. There are ten in all.
fn cells(localities: BTreeMap<String, Numbers>) -> Vec<(Vec<String>, Numbers)> {
    let (mut cells, mut small) = (Vec::new(), (Vec::new(), Numbers::default()));
    for (locality, numbers) in localities {
        if numbers.people >= FEWEST_PEOPLE {
            cells.push((vec![locality], numbers));
        } else {
            small.0.push(locality);
            small.1.add(numbers);
        }
    }
    if small.0.is_empty() {
        return cells;
    }
    if small.1.people < FEWEST_PEOPLE {
        cells.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.people));
        if let Some((names, numbers)) = cells.pop() {
            small.0.extend(names);
            small.1.add(numbers);
        }
    }
    small.0.sort();
    cells.push(small);
    cells.sort_by(|(one, _), (other, _)| one.cmp(other));
    cells
}

/// What leaves of the answers of a group.
fn answers(numbers: Numbers) -> Vec<EqualityNumber> {
    let mut questions: BTreeMap<String, Vec<(String, u32)>> = BTreeMap::new();
    for ((question, answer), people) in numbers.answers {
        questions
            .entry(question)
            .or_default()
            .push((answer, people));
    }
    let mut all = Vec::new();
    for (question, mut given) in questions {
        let answered: u32 = given.iter().map(|(_, people)| people).sum();
        if answered < FEWEST_PEOPLE {
            continue;
        }
        given.sort_by(|(one, few), (other, many)| few.cmp(many).then_with(|| one.cmp(other)));
        let small = given
            .iter()
            .filter(|(_, people)| *people < FEWEST_OF_AN_ANSWER)
            .count();
        // With the next smallest.
        let left_out = if small == 0 { 0 } else { small + 1 };
        let mut told: Vec<EqualityNumber> = given
            .into_iter()
            .enumerate()
            .map(|(place, (answer, people))| EqualityNumber {
                question: question.clone(),
                answer,
                people: (place >= left_out).then_some(people),
            })
            .collect();
        told.sort_by(|one, other| one.answer.cmp(&other.answer));
        all.extend(told);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People of a locality who all answered one question, so many each way.
    fn numbers(given: &[(&str, u32)]) -> Numbers {
        Numbers {
            people: given.iter().map(|(_, people)| people).sum(),
            answers: given
                .iter()
                .map(|(answer, people)| (("sex".to_owned(), (*answer).to_owned()), *people))
                .collect(),
        }
    }

    fn month(localities: &[(&str, &[(&str, u32)])]) -> BTreeMap<String, Numbers> {
        localities
            .iter()
            .map(|(locality, given)| ((*locality).to_owned(), numbers(given)))
            .collect()
    }

    type Months<'a> = [(&'a str, &'a [(&'a str, &'a [(&'a str, u32)])])];

    fn counts(months: &Months) -> Counts {
        months
            .iter()
            .map(|(name, localities)| ((*name).to_owned(), month(localities)))
            .collect()
    }

    fn told(groups: &[EqualityGroup]) -> Vec<(String, String, u32)> {
        groups
            .iter()
            .map(|group| {
                let months = format!("{} {}", group.from_month, group.to_month);
                (months, group.localities.join("+"), group.people)
            })
            .collect()
    }

    #[test]
    fn localities_of_few_people_are_joined_and_others_stand_alone() {
        let counts = counts(&[(
            "2026-11",
            &[
                ("mid", &[("female", 30)]),
                ("north", &[("female", 6)]),
                ("south-east", &[("female", 4)]),
                ("west", &[("female", 12)]),
            ],
        )]);
        let expected = [("mid", 30), ("north+south-east", 10), ("west", 12)];
        let groups = groups(counts, "2026-12");
        assert_eq!(
            told(&groups),
            expected.map(|(names, people)| (
                "2026-11 2026-11".to_owned(),
                names.to_owned(),
                people
            ))
        );
    }

    #[test]
    fn few_who_are_left_over_are_joined_with_the_smallest_of_the_others() {
        let counts = counts(&[(
            "2026-11",
            &[
                ("", &[("female", 1)]),
                ("mid", &[("female", 30)]),
                ("west", &[("female", 12)]),
            ],
        )]);
        let groups = groups(counts, "2026-12");
        let cells: Vec<_> = groups
            .iter()
            .map(|g| (g.localities.join("+"), g.people))
            .collect();
        assert_eq!(cells, [("+west".to_owned(), 13), ("mid".to_owned(), 30)]);
    }

    #[test]
    fn months_of_few_people_are_joined_in_their_order_and_what_is_too_few_waits() {
        let months: &Months = &[
            ("2026-09", &[("mid", &[("female", 4)])]),
            ("2026-10", &[("west", &[("female", 7)])]),
            ("2026-11", &[("mid", &[("female", 9)])]),
            ("2026-12", &[("mid", &[("female", 500)])]),
        ];
        let first = [("2026-09 2026-10".to_owned(), "mid+west".to_owned(), 11)];
        assert_eq!(told(&groups(counts(months), "2026-11")), first);
        // November waits: it has nine. December has not ended.
        assert_eq!(told(&groups(counts(months), "2026-12")), first);
        let later = told(&groups(counts(months), "2027-01"));
        assert_eq!(later[0], first[0]);
        assert_eq!(
            later[1],
            ("2026-11 2026-12".to_owned(), "mid".to_owned(), 509)
        );
    }

    #[test]
    fn a_small_number_is_left_out_with_the_next_smallest() {
        let leaves = |given: &[(&str, u32)]| -> Vec<Option<u32>> {
            answers(numbers(given))
                .into_iter()
                .map(|answer| answer.people)
                .collect()
        };
        assert_eq!(leaves(&[("a", 5), ("b", 8)]), [Some(5), Some(8)]);
        assert_eq!(
            leaves(&[("a", 4), ("b", 9), ("c", 7)]),
            [None, Some(9), None]
        );
        assert_eq!(
            leaves(&[("a", 1), ("b", 2), ("c", 20), ("d", 7)]),
            [None, None, Some(20), None]
        );
        assert_eq!(leaves(&[("a", 4), ("b", 9)]), [None, None]);
        // Of a question that fewer than ten answered, not even the answers are named.
        assert_eq!(leaves(&[("a", 9)]), []);
        assert_eq!(leaves(&[("a", 10)]), [Some(10)]);
    }

    #[test]
    fn whatever_was_counted_no_small_number_leaves_and_nobody_is_in_two_groups() {
        let mut seed = 7_u32;
        let mut next = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % (most + 1)
        };
        for _ in 0..300 {
            let mut counts = Counts::new();
            for name in ["2026-08", "2026-09", "2026-10", "2026-11"] {
                for locality in ["", "mid", "north", "west"] {
                    let given = ["a", "b", "c", "d"].map(|answer| (answer, next(7)));
                    let given: Vec<_> = given.into_iter().filter(|(_, n)| *n > 0).collect();
                    let place = counts.entry(name.to_owned()).or_default();
                    if !given.is_empty() {
                        place.insert(locality.to_owned(), numbers(&given));
                    }
                }
            }
            let all: u32 = counts
                .values()
                .flat_map(BTreeMap::values)
                .map(|n| n.people)
                .sum();
            let early = groups(counts.clone(), "2026-11");
            let late = groups(counts, "2026-12");
            assert_eq!(early, late[..early.len()], "later months change nothing");
            assert!(late.iter().map(|group| group.people).sum::<u32>() <= all);
            for group in late {
                assert!(group.people >= FEWEST_PEOPLE);
                assert!(
                    group
                        .answers
                        .iter()
                        .all(|a| a.people.is_none_or(|n| n >= 5))
                );
                let shown: u32 = group.answers.iter().filter_map(|a| a.people).sum();
                let left_out = group.answers.iter().filter(|a| a.people.is_none()).count();
                // Everybody answered, so this is all that can be worked out of what is left out.
                assert!(left_out != 1, "{group:?}");
                assert!(left_out == 0 || group.people - shown >= 5, "{group:?}");
            }
        }
    }
}
