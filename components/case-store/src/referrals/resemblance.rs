//! How much two contacts look as if they were about the same person: for people to judge, never to act by.
//!
//! Only equal things are looked up, by keyed hashes. So a family name that sounds alike is noticed where something
//! else led there, such as a telephone number; and a birth date that is one digit off, or has day and month swapped,
//! is found by trying every date that it may have been meant as.

use crate::look_ups::{hashes, normalised};
use crate::model::{Likeness, Person, Score};
use sealing::IndexKey;
use vocabulary::Date;

/// What two contacts have in common, if it is enough to say that they may be about the same person.
pub(super) fn same_person(one: &Person, other: &Person) -> Option<(Score, Vec<Likeness>)> {
    let (one, other) = (normalised(one), normalised(other));
    let mut alike = Vec::new();
    match (names(&one, &other), births(&one, &other)) {
        (_, Births::Differ) => return None,
        (names, births) => {
            alike.extend(names);
            alike.extend(births.likeness());
        }
    }
    let ways = [
        (Likeness::Postcode, &one.postcode, &other.postcode),
        (Likeness::Phone, &one.phone, &other.phone),
        (Likeness::Email, &one.email, &other.email),
    ];
    let reached = ways
        .into_iter()
        .filter_map(|(likeness, one, other)| same(one, other).then_some(likeness));
    alike.extend(reached);
    // Twins, and a father and his son of one name, share much; so another first name leaves little more than a guess.
    let named_otherwise = one.given_name.is_some()
        && other.given_name.is_some()
        && one.given_name != other.given_name
        && !alike.contains(&Likeness::NamesSwapped);
    let score = score(&alike)?;
    let score = if named_otherwise {
        Score::Possible
    } else {
        score
    };
    Some((score, alike))
}

/// Words and not numbers: nobody should read more into it than it says.
fn score(alike: &[Likeness]) -> Option<Score> {
    use Likeness::{
        DateOfBirth, DateOfBirthNearly, Email, FamilyName, FamilyNameAlike, GivenName,
        NamesSwapped, Phone, Postcode,
    };
    let has = |likeness: Likeness| alike.contains(&likeness);
    let family = has(FamilyName) || has(NamesSwapped);
    let full_name = has(NamesSwapped) || (has(FamilyName) && has(GivenName));
    let reached = has(Phone) || has(Email);
    let near = reached || has(Postcode);
    let alike_name = has(FamilyNameAlike) && has(GivenName);
    if has(DateOfBirth) && (full_name || (family && near)) {
        Some(Score::Strong)
    } else if (has(DateOfBirth) && family)
        || (full_name && (near || has(DateOfBirthNearly)))
        || (alike_name && has(DateOfBirth) && near)
    {
        Some(Score::Likely)
    } else if (family && (has(DateOfBirthNearly) || reached))
        || (alike_name && (near || has(DateOfBirth)))
        || (has(GivenName) && reached)
    {
        Some(Score::Possible)
    } else {
        None
    }
}

/// Whether two contacts name different people, as far as they name any: another birth date, or both names others.
pub(super) fn name_two_people(one: &Person, other: &Person) -> bool {
    let (one, other) = (normalised(one), normalised(other));
    if births(&one, &other) == Births::Differ {
        return true;
    }
    let differ = |one: &Option<String>, other: &Option<String>| {
        one.is_some() && other.is_some() && one != other
    };
    differ(&one.given_name, &other.given_name)
        && differ(&one.family_name, &other.family_name)
        && names(&one, &other).is_empty()
        && births(&one, &other) != Births::Same
}

/// The keyed hashes by which contacts are found that may be about the same person.
pub(super) struct Traces {
    /// Each is enough by itself: family name and birth date in every way that they may have been written, telephone
    /// number and email address.
    pub telling: Vec<i64>,
    /// Enough together with one of the names.
    pub postcode: Option<i64>,
    /// Each name, as a first and as a last one.
    pub names: Vec<i64>,
}

impl Traces {
    pub(super) fn of(person: &Person, key: &IndexKey) -> Self {
        let one = |person: Person| hashes(&person, key);
        let usable = normalised(person);
        let named = |family: &Option<String>, given: &Option<String>| Person {
            family_name: family.clone(),
            given_name: given.clone(),
            ..Person::default()
        };
        let (family, given) = (&usable.family_name, &usable.given_name);
        let mut telling = one(Person {
            phone: usable.phone.clone(),
            email: usable.email.clone(),
            ..Person::default()
        });
        for date in usable
            .date_of_birth
            .iter()
            .flat_map(|date| dates_meant(date))
        {
            let as_told = usable.date_of_birth.as_ref() == Some(&date);
            // Swapped names and a mistyped date at once are too much of a guess.
            for name in [Some(family), Some(given).filter(|_| as_told)]
                .into_iter()
                .flatten()
            {
                let dated = Person {
                    date_of_birth: Some(date.clone()),
                    ..named(name, &None)
                };
                // The hash of the two together is the first of them.
                telling.extend(one(dated).first().filter(|_| name.is_some()));
            }
        }
        let postcode = one(Person {
            postcode: usable.postcode.clone(),
            ..Person::default()
        });
        let mut names = one(named(family, given));
        names.extend(one(named(given, family)));
        Self {
            telling,
            postcode: postcode.first().copied(),
            names,
        }
    }
}

fn same(one: &Option<String>, other: &Option<String>) -> bool {
    one.is_some() && one == other
}

fn names(one: &Person, other: &Person) -> Vec<Likeness> {
    let (family, given) = (
        same(&one.family_name, &other.family_name),
        same(&one.given_name, &other.given_name),
    );
    let swapped = same(&one.family_name, &other.given_name)
        && same(&one.given_name, &other.family_name)
        && !family;
    if swapped {
        return vec![Likeness::NamesSwapped];
    }
    let sounds = match (&one.family_name, &other.family_name) {
        (Some(one), Some(other)) => !family && sound(one) == sound(other),
        _ => false,
    };
    [
        (family, Likeness::FamilyName),
        (sounds, Likeness::FamilyNameAlike),
        (given, Likeness::GivenName),
    ]
    .into_iter()
    .filter_map(|(is, likeness)| is.then_some(likeness))
    .collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Births {
    Same,
    Nearly,
    Differ,
    NotKnown,
}

impl Births {
    fn likeness(self) -> Option<Likeness> {
        match self {
            Self::Same => Some(Likeness::DateOfBirth),
            Self::Nearly => Some(Likeness::DateOfBirthNearly),
            Self::Differ | Self::NotKnown => None,
        }
    }
}

fn births(one: &Person, other: &Person) -> Births {
    match (&one.date_of_birth, &other.date_of_birth) {
        (Some(one), Some(other)) if one == other => Births::Same,
        (Some(one), Some(other)) if dates_meant(one).contains(other) => Births::Nearly,
        (Some(_), Some(_)) => Births::Differ,
        _ => Births::NotKnown,
    }
}

/// A date, and those that it may have been meant as: one digit another, or day and month swapped. Only dates that
/// exist, so some fifty.
fn dates_meant(date: &str) -> Vec<String> {
    let mut meant = vec![date.to_owned()];
    let mut also = |written: String| {
        if written.parse::<Date>().is_ok() && !meant.contains(&written) {
            meant.push(written);
        }
    };
    for (place, known) in date.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        for digit in ('0'..='9').filter(|digit| *digit != known) {
            let mut written = date.to_owned();
            written.replace_range(place..=place, digit.encode_utf8(&mut [0; 4]));
            also(written);
        }
    }
    if let [year, month, day] = date.split('-').collect::<Vec<_>>().as_slice() {
        also(format!("{year}-{day}-{month}"));
    }
    meant
}

/// How a name sounds, roughly: Soundex, as the United States' archives describe it. Names that hold no letter of
/// the Latin alphabet sound like themselves.
fn sound(name: &str) -> String {
    let group = |c: char| match c {
        'b' | 'f' | 'p' | 'v' => Some('1'),
        'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => Some('2'),
        'd' | 't' => Some('3'),
        'l' => Some('4'),
        'm' | 'n' => Some('5'),
        'r' => Some('6'),
        _ => None,
    };
    let mut letters = name.chars().filter(char::is_ascii_lowercase);
    let Some(first) = letters.next() else {
        return name.to_owned();
    };
    let mut code = String::from(first);
    let mut last = group(first);
    for letter in letters {
        let sounded = group(letter);
        if let Some(digit) = sounded.filter(|_| sounded != last) {
            code.push(digit);
        }
        // A vowel parts two that sound alike; `h` and `w` do not.
        if !matches!(letter, 'h' | 'w') {
            last = sounded;
        }
    }
    code.chars().chain("000".chars()).take(4).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(given: &str, family: &str, born: &str, phone: &str, postcode: &str) -> Person {
        let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Person {
            given_name: told(given),
            family_name: told(family),
            date_of_birth: told(born),
            phone: told(phone),
            postcode: told(postcode),
            email: None,
        }
    }

    #[test]
    fn how_much_two_contacts_resemble_each_other_is_told_in_words() {
        let edith = person(
            "Edith",
            "Fennimore",
            "1941-03-07",
            "01632 960 001",
            "CM1 1QH",
        );
        let (strong, likely, possible) = (
            Some(Score::Strong),
            Some(Score::Likely),
            Some(Score::Possible),
        );
        for (other, expected) in [
            (person("edith", "FENNIMORE", "1941-03-07", "", ""), strong),
            (person("Fennimore", "Edith", "1941-03-07", "", ""), strong),
            (person("", "Fennimore", "1941-03-07", "", "cm11qh"), strong),
            (person("Edie", "Fennimore", "1941-03-07", "", ""), possible),
            (person("Edith", "Fennimore", "1941-07-03", "", ""), likely),
            (person("Edith", "Fennimore", "1942-03-07", "", ""), likely),
            (person("Edith", "Fennimore", "", "", "CM1 1QH"), likely),
            (
                person("Edith", "Fenimore", "1941-03-07", "", "CM1 1QH"),
                likely,
            ),
            (person("Edie", "Fennimore", "1941-07-03", "", ""), possible),
            (person("Edith", "Fenimore", "", "", "CM1 1QH"), possible),
            (person("Edith", "", "", "01632960001", ""), possible),
            // Somebody of the same house, of the same name, of the same telephone.
            (person("Ada", "Fennimore", "", "", "CM1 1QH"), None),
            (person("Edith", "Fennimore", "", "", "CO1 1AA"), None),
            (person("Ada", "Hill", "", "01632960001", "CM1 1QH"), None),
            (
                person("Edith", "Fennimore", "1971-11-23", "01632960001", "CM1 1QH"),
                None,
            ),
        ] {
            let found = same_person(&edith, &other).map(|(score, _)| score);
            assert_eq!(found, expected, "{other:?}");
        }
    }

    #[test]
    fn two_people_are_two_people_whatever_else_is_the_same() {
        let edith = person("Edith", "Fennimore", "1941-03-07", "", "");
        for (other, two) in [
            (person("Edith", "Fennimore", "1971-11-23", "", ""), true),
            (person("Ada", "Hill", "", "", ""), true),
            (person("Ada", "Hill", "1941-03-07", "", ""), false),
            (person("Edith", "Hill", "", "", ""), false),
            (person("Fennimore", "Edith", "", "", ""), false),
            (person("", "", "", "01632960001", ""), false),
        ] {
            assert_eq!(name_two_people(&edith, &other), two, "{other:?}");
        }
    }

    #[test]
    fn names_sound_as_the_archives_say() {
        for (name, code) in [
            ("robert", "r163"),
            ("rupert", "r163"),
            ("ashcraft", "a261"),
            ("tymczak", "t522"),
            ("pfister", "p236"),
            ("lee", "l000"),
        ] {
            assert_eq!(sound(name), code, "{name}");
        }
    }

    #[test]
    fn a_birth_date_may_have_been_meant_as_some_fifty_others() {
        let meant = dates_meant("1941-03-07");
        assert!(meant.contains(&"1941-07-03".to_owned()));
        assert!(meant.contains(&"1941-08-07".to_owned()));
        assert!((30..80).contains(&meant.len()), "{}", meant.len());
        assert!(meant.iter().all(|date| date.parse::<Date>().is_ok()));
    }
}
