//! Exact look-ups of a person, by keyed hashes of normalised particulars.
//!
//! What equality still reveals to somebody who has the database but no key: that two contacts have
//! the same family name, given name, telephone number, e-mail address or postcode, and how often. A
//! birth date is only hashed together with a name, because there are few birth dates.

use crate::model::Person;
use sealing::IndexKey;
use vocabulary::alike;

/// The particulars as they are compared.
pub(crate) fn normalised(person: &Person) -> Person {
    Person {
        given_name: person.given_name.as_deref().and_then(alike::name),
        family_name: person.family_name.as_deref().and_then(alike::name),
        date_of_birth: person.date_of_birth.as_deref().and_then(alike::full_date),
        phone: person.phone.as_deref().and_then(alike::phone),
        email: person.email.as_deref().and_then(alike::email),
        postcode: person.postcode.as_deref().and_then(alike::postcode),
    }
}

/// The hashes of a person, each once, those that fewest people share first.
pub(crate) fn hashes(person: &Person, key: &IndexKey) -> Vec<i64> {
    hashes_within("", person, key)
}

/// The hashes of somebody whom a contact names besides its person: others than [`hashes`], so that no
/// search finds the contact by them and nobody seems to have written before.
pub(crate) fn hashes_of_others(person: &Person, key: &IndexKey) -> Vec<i64> {
    hashes_within("also about: ", person, key)
}

fn hashes_within(whose: &str, person: &Person, key: &IndexKey) -> Vec<i64> {
    let person = normalised(person);
    let hash = |purpose: &str, values: &[&str]| key.look_up(&format!("{whose}{purpose}"), values);
    let one = |purpose, value: &Option<String>| {
        let value = value.as_deref()?;
        Some(hash(purpose, &[value]))
    };
    let born = match (&person.family_name, &person.date_of_birth) {
        (Some(family), Some(born)) => Some(hash("family name and birth date", &[family, born])),
        _ => None,
    };
    [
        one("email", &person.email),
        one("phone", &person.phone),
        born,
        one("family name", &person.family_name),
        one("postcode", &person.postcode),
        one("given name", &person.given_name),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The hashes that tell of one person whose family name is known.
pub(crate) struct Telling {
    pub family: Option<i64>,
    /// Family name and birth date.
    pub born: Option<i64>,
    /// Postcode, telephone number and e-mail address.
    pub ways: Vec<i64>,
}

impl Telling {
    /// As a contact is found that is about the person.
    pub(crate) fn of(person: &Person, key: &IndexKey) -> Self {
        Self::within(hashes, person, key)
    }

    /// As a contact is found that names the person besides its own.
    pub(crate) fn of_others(person: &Person, key: &IndexKey) -> Self {
        Self::within(hashes_of_others, person, key)
    }

    fn within(hashes: fn(&Person, &IndexKey) -> Vec<i64>, person: &Person, key: &IndexKey) -> Self {
        let named = Person {
            family_name: person.family_name.clone(),
            ..Person::default()
        };
        let family = hashes(&named, key).first().copied();
        let born = Person {
            date_of_birth: person.date_of_birth.clone(),
            ..named
        };
        let born = hashes(&born, key)
            .into_iter()
            .find(|hash| Some(*hash) != family);
        let ways = Person {
            given_name: None,
            family_name: None,
            ..person.clone()
        };
        Self {
            family,
            born,
            ways: hashes(&ways, key),
        }
    }
}

/// Whether everything that is looked for is there and the same.
pub(crate) fn matches(criteria: &Person, person: &Person) -> bool {
    let (criteria, person) = (normalised(criteria), normalised(person));
    [
        (&criteria.given_name, &person.given_name),
        (&criteria.family_name, &person.family_name),
        (&criteria.date_of_birth, &person.date_of_birth),
        (&criteria.phone, &person.phone),
        (&criteria.email, &person.email),
        (&criteria.postcode, &person.postcode),
    ]
    .into_iter()
    .all(|(wanted, found)| wanted.is_none() || wanted == found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_phone(phone: &str) -> Person {
        Person {
            phone: Some(phone.to_owned()),
            ..Person::default()
        }
    }

    #[test]
    fn a_number_is_the_same_number_however_it_was_written() {
        for written in [
            "01632 960 001",
            "+44 1632 960001",
            "+44 (0)1632 960001",
            "0044 1632 960001",
            "(01632) 960-001",
        ] {
            assert!(
                matches(&with_phone("01632960001"), &with_phone(written)),
                "{written}"
            );
        }
        assert!(!matches(
            &with_phone("01632960001"),
            &with_phone("01632960002")
        ));
    }

    #[test]
    fn a_name_is_the_same_name_in_capitals_and_with_another_apostrophe() {
        let named = |family: &str| Person {
            family_name: Some(family.to_owned()),
            ..Person::default()
        };
        assert!(matches(&named("O'Brien"), &named("O\u{2019}BRIEN ")));
        assert!(!matches(&named("O'Brien"), &named("O'Bryan")));
        assert!(!matches(&named("O'Brien"), &Person::default()));
    }

    #[test]
    fn a_partial_birth_date_is_not_looked_up() {
        let born = |date: &str| Person {
            family_name: Some("Lovelace".to_owned()),
            date_of_birth: Some(date.to_owned()),
            ..Person::default()
        };
        let key = IndexKey::from(&sealing::Key::from([7; 32]));
        assert_eq!(hashes(&born("1815-12-10"), &key).len(), 2);
        assert_eq!(hashes(&born("1815-12"), &key).len(), 1);
    }
}
