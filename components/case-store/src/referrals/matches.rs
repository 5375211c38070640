//! Contacts that may belong together: a carer's, and those about the people whom the carer looks after.
//!
//! It is a guess for staff, with its reasons, and nothing is merged by it. A family name that is the same is
//! never enough: a birth date must be too, or a first name and a postcode, telephone number or e-mail
//! address. Where either contact is restricted there is no match, for nobody: what is kept apart for
//! somebody's safety is not put side by side here.

use super::Refusal;
use super::standing::{COLUMNS, Standing};
use crate::look_ups::{Telling, normalised};
use crate::model::{Actor, Likeness, Person, PossibleMatch, Relation};
use crate::permissions::{Action, allows};
use crate::records::Listed;
use crate::{Fault, Store};
use database::{Connection, Value};
use sealing::Randomness;
use vocabulary::Instant;

/// How many are shown.
const MOST_SHOWN: usize = 20;
/// How many candidates are opened for each person.
const MOST_OPENED: i64 = 100;

/// Where the other contact names the person who is looked for.
#[derive(Clone, Copy)]
enum Named {
    /// It is about them.
    AsItsPerson,
    /// It names them besides.
    Besides,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Contacts that may belong to this one, the newest first. That they were shown is written down.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn possible_matches(
        &self,
        reference: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<PossibleMatch>, Refusal> {
        let standing = self.standing(&self.connection, reference, by).await?;
        if !allows(Action::Read, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        if standing.restricted {
            return Ok(Vec::new());
        }
        let mut found = self.found(&standing).await?;
        found.sort_by_key(|(other, ..)| std::cmp::Reverse(other.id()));
        found.truncate(MOST_SHOWN);
        let others: Vec<Standing> = found.iter().map(|(other, ..)| other.clone()).collect();
        let entries = self.shown(&others, "possible-match-shown", None, by, now);
        let entries = entries.await?.into_iter();
        Ok(entries
            .zip(found)
            .map(|(entry, (_, relation, because))| PossibleMatch {
                entry,
                relation,
                because,
            })
            .collect())
    }

    async fn found(
        &self,
        standing: &Standing,
    ) -> Result<Vec<(Standing, Relation, Vec<Likeness>)>, Fault> {
        let listed = self.listed(standing)?;
        let mut looked_for = vec![(&listed.person, Named::Besides, Relation::IsLookedAfterBy)];
        for person in &listed.also_about {
            looked_for.push((person, Named::AsItsPerson, Relation::LooksAfter));
            looked_for.push((person, Named::Besides, Relation::LooksAfterTheSamePerson));
        }
        let mut found: Vec<(Standing, Relation, Vec<Likeness>)> = Vec::new();
        for (person, named, relation) in looked_for {
            for other in self.candidates(standing, person, named).await? {
                if found.iter().any(|(known, ..)| known.id() == other.id()) {
                    continue;
                }
                let theirs = self.listed(&other)?;
                let alike = named_in(&theirs, named).find_map(|other| likeness(person, other));
                if let Some(because) = alike {
                    found.push((other, relation, because));
                }
            }
        }
        Ok(found)
    }

    async fn candidates(
        &self,
        standing: &Standing,
        person: &Person,
        named: Named,
    ) -> Result<Vec<Standing>, Fault> {
        let telling = match named {
            Named::AsItsPerson => Telling::of(person, &self.keys.index),
            Named::Besides => Telling::of_others(person, &self.keys.index),
        };
        let Some(family) = telling.family else {
            return Ok(Vec::new());
        };
        let ways = serde_json::to_string(&telling.ways)
            .map_err(|error| Fault::Internal(error.to_string()))?;
        let parameters: Vec<Value> = vec![
            telling.born.into(),
            family.into(),
            ways.into(),
            standing.id().into(),
            MOST_OPENED.into(),
        ];
        let rows = self.run(&candidates_sql(), parameters).await?;
        Ok(rows.iter().map(Standing::read).collect::<Result<_, _>>()?)
    }
}

/// The statement that finds candidates: by family name and birth date, or by family name and one way to
/// reach somebody.
fn candidates_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM referral r WHERE r.id IN (
            SELECT referral FROM look_up WHERE hash = ?1
            UNION
            SELECT w.referral FROM look_up w
                JOIN look_up f ON f.hash = ?2 AND f.referral = w.referral
                WHERE w.hash IN (SELECT value FROM json_each(?3))
        ) AND r.id <> ?4 AND r.restricted = 0 ORDER BY r.id DESC LIMIT ?5"
    )
}

fn named_in(listed: &Listed, named: Named) -> impl Iterator<Item = &Person> {
    let (person, others) = match named {
        Named::AsItsPerson => (Some(&listed.person), &[][..]),
        Named::Besides => (None, listed.also_about.as_slice()),
    };
    person.into_iter().chain(others)
}

/// What makes two people one and the same, perhaps; none where it is not enough.
fn likeness(one: &Person, other: &Person) -> Option<Vec<Likeness>> {
    let (one, other) = (normalised(one), normalised(other));
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let differ = |one: &Option<String>, other: &Option<String>| {
        one.is_some() && other.is_some() && one != other
    };
    if !same(&one.family_name, &other.family_name)
        || differ(&one.date_of_birth, &other.date_of_birth)
    {
        return None;
    }
    let because: Vec<Likeness> = [
        (Likeness::GivenName, &one.given_name, &other.given_name),
        (
            Likeness::DateOfBirth,
            &one.date_of_birth,
            &other.date_of_birth,
        ),
        (Likeness::Postcode, &one.postcode, &other.postcode),
        (Likeness::Phone, &one.phone, &other.phone),
        (Likeness::Email, &one.email, &other.email),
    ]
    .into_iter()
    .filter_map(|(likeness, one, other)| same(one, other).then_some(likeness))
    .collect();
    let named_and_reached = because.contains(&Likeness::GivenName) && because.len() > 1;
    (because.contains(&Likeness::DateOfBirth) || named_and_reached).then_some(because)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::MIGRATIONS;

    fn person(given: &str, family: &str, born: &str, postcode: &str) -> Person {
        let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Person {
            given_name: told(given),
            family_name: told(family),
            date_of_birth: told(born),
            postcode: told(postcode),
            ..Person::default()
        }
    }

    #[test]
    fn candidates_are_found_without_reading_every_referral() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for statement in MIGRATIONS.iter().flat_map(|migration| migration.statements) {
            connection.execute_batch(statement).unwrap();
        }
        let mut statement = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {}", candidates_sql()))
            .unwrap();
        let nothing = vec![rusqlite::types::Value::Null; statement.parameter_count()];
        let steps = statement
            .query_map(rusqlite::params_from_iter(nothing), |row| row.get(3))
            .unwrap();
        let plan: Vec<String> = steps.map(Result::unwrap).collect();
        for read in ["r", "w", "f", "look_up"] {
            let searched = plan
                .iter()
                .any(|step| step.starts_with(&format!("SEARCH {read} USING")));
            assert!(searched, "{read}: {plan:#?}");
        }
        assert!(
            !plan.iter().any(|step| step.starts_with("SCAN r")),
            "{plan:#?}"
        );
    }

    #[test]
    fn a_family_name_alone_tells_nothing() {
        let mother = person("Edith", "Fennimore", "1941-03-07", "CM1 1QH");
        for (other, alike) in [
            (person("", "FENNIMORE", "1941-03-07", ""), true),
            (person("edith", "Fennimore", "", "cm11qh"), true),
            // Somebody else in the same house, and somebody of that name elsewhere.
            (person("Ada", "Fennimore", "", "CM1 1QH"), false),
            (person("Edith", "Fennimore", "", "CO1 1AA"), false),
            (person("Edith", "Fennimore", "1971-03-07", "CM1 1QH"), false),
            (person("Edith", "", "1941-03-07", "CM1 1QH"), false),
        ] {
            assert_eq!(likeness(&mother, &other).is_some(), alike, "{other:?}");
        }
    }
}
