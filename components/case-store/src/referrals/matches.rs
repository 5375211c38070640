//! Contacts that may belong together: those about the same person, a carer's, and those about the people whom the
//! carer looks after.
//!
//! It is a guess for staff, with its reasons, and nothing is merged by it. A family name that is the same is
//! never enough: a birth date must be too, or a first name and a postcode, telephone number or e-mail
//! address. What is enough to say that two contacts may be about the same person stands in `resemblance`. Where either contact is restricted there is no match, for nobody: what is kept apart for
//! somebody's safety is not put side by side here.

use super::Refusal;
use super::resemblance::{Traces, same_person};
use super::standing::{COLUMNS, Standing, VISIBLE};
use crate::look_ups::{Telling, normalised};
use crate::model::{Actor, Likeness, Person, PossibleMatch, Relation, Score};
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

/// A contact that may belong to another one.
struct Found {
    other: Standing,
    relation: Relation,
    because: Vec<Likeness>,
    score: Option<Score>,
}

/// Where the other contact names the person who is looked for.
#[derive(Clone, Copy)]
enum Named {
    /// It is about them.
    AsItsPerson,
    /// It names them besides.
    Besides,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Contacts that may belong to this one: those about the same person first, the surest of them first, and
    /// otherwise the newest. That they were shown is written down.
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
        let mut found = self.found(&standing, by).await?;
        found.sort_by_key(|found| std::cmp::Reverse((found.score, found.other.id())));
        found.truncate(MOST_SHOWN);
        let others: Vec<Standing> = found.iter().map(|found| found.other.clone()).collect();
        let entries = self.shown(&others, "possible-match-shown", None, by, now);
        let entries = entries.await?.into_iter();
        Ok(entries
            .zip(found)
            .map(|(entry, found)| PossibleMatch {
                entry,
                relation: found.relation,
                because: found.because,
                score: found.score,
            })
            .collect())
    }

    async fn found(&self, standing: &Standing, by: &Actor) -> Result<Vec<Found>, Fault> {
        let listed = self.listed(standing)?;
        let mut found = self.same_person(standing, &listed.person, by).await?;
        let mut looked_for = vec![(&listed.person, Named::Besides, Relation::IsLookedAfterBy)];
        for person in &listed.also_about {
            looked_for.push((person, Named::AsItsPerson, Relation::LooksAfter));
            looked_for.push((person, Named::Besides, Relation::LooksAfterTheSamePerson));
        }
        for (person, named, relation) in looked_for {
            for other in self.candidates(standing, person, named).await? {
                let known = found
                    .iter()
                    .position(|known| known.other.id() == other.id());
                // Whom somebody looks after tells more than that two may be one.
                let only_possible = |known: &usize| {
                    found.get(*known).and_then(|known| known.score) == Some(Score::Possible)
                };
                if known.is_some_and(|known| !only_possible(&known)) {
                    continue;
                }
                let theirs = self.listed(&other)?;
                let alike = named_in(&theirs, named).find_map(|other| likeness(person, other));
                if let Some(because) = alike {
                    found.retain(|known| known.other.id() != other.id());
                    found.push(Found {
                        other,
                        relation,
                        because,
                        score: None,
                    });
                }
            }
        }
        Ok(found)
    }

    /// Whether an earlier contact that the actor may know of may be about the same person, by the rule by which such
    /// contacts are listed: a signal, and never a duplicate.
    pub(super) async fn has_written_before(
        &self,
        standing: &Standing,
        person: &Person,
        by: &Actor,
    ) -> Result<bool, Fault> {
        let before = (VISIBLE, standing.id());
        for other in self.resembling(standing, person, by, before).await? {
            // One that cannot be opened, as its key is gone, does not keep this one shut.
            let theirs = self.listed(&other).ok();
            if theirs.is_some_and(|theirs| same_person(person, &theirs.person).is_some()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Those that may be about the same person.
    async fn same_person(
        &self,
        standing: &Standing,
        person: &Person,
        by: &Actor,
    ) -> Result<Vec<Found>, Fault> {
        let any = ("r.restricted = 0", i64::MAX);
        let mut found = Vec::new();
        for other in self.resembling(standing, person, by, any).await? {
            let alike = same_person(person, &self.listed(&other)?.person);
            found.extend(alike.map(|(score, because)| Found {
                other,
                relation: Relation::SamePerson,
                because,
                score: Some(score),
            }));
        }
        Ok(found)
    }

    /// The newest that share a trace with this one, as far as they are shown, of those with a smaller id. What was
    /// merged with this one is known, and left out.
    async fn resembling(
        &self,
        standing: &Standing,
        person: &Person,
        by: &Actor,
        (shown, before): (&str, i64),
    ) -> Result<Vec<Standing>, Fault> {
        let traces = Traces::of(person, &self.keys.index);
        let parameters: Vec<Value> = vec![
            by.id.as_str().into(),
            serde_json::json!(traces.telling).to_string().into(),
            traces.postcode.into(),
            serde_json::json!(traces.names).to_string().into(),
            standing.id().into(),
            before.into(),
            MOST_OPENED.into(),
        ];
        let rows = self.run(&same_person_sql(shown), parameters).await?;
        let mut others: Vec<Standing> =
            rows.iter().map(Standing::read).collect::<Result<_, _>>()?;
        others.retain(|other| {
            other.merged_into != Some(standing.id()) && standing.merged_into != Some(other.id())
        });
        Ok(others)
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

/// The statement that finds contacts which may be about the same person: by one telling trace, or by a postcode and
/// a name. Of a trace that very many share only the newest contacts are looked at. `shown` may name the actor, who is
/// parameter 1.
fn same_person_sql(shown: &str) -> String {
    format!(
        "SELECT {COLUMNS} FROM referral r WHERE r.id IN (
            SELECT t.referral FROM json_each(?2) h CROSS JOIN look_up t ON t.hash = h.value
                AND t.referral < ?6 AND t.referral >= coalesce((
                    SELECT referral FROM look_up WHERE hash = h.value AND referral < ?6
                        ORDER BY referral DESC LIMIT 1 OFFSET ?7
                ), 0)
            UNION
            SELECT w.referral FROM (
                SELECT referral FROM look_up WHERE hash = ?3 AND referral < ?6
                    ORDER BY referral DESC LIMIT ?7
            ) w WHERE EXISTS (SELECT 1 FROM look_up f
                WHERE f.hash IN (SELECT value FROM json_each(?4)) AND f.referral = w.referral)
        ) AND r.id <> ?5 AND {shown} ORDER BY r.id DESC LIMIT ?7"
    )
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
        for (sql, reads) in [
            (candidates_sql(), ["r", "w", "f", "look_up"].as_slice()),
            (same_person_sql(VISIBLE), &["r", "t", "f", "look_up"]),
        ] {
            let mut statement = connection
                .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
                .unwrap();
            let nothing = vec![rusqlite::types::Value::Null; statement.parameter_count()];
            let steps = statement
                .query_map(rusqlite::params_from_iter(nothing), |row| row.get(3))
                .unwrap();
            let plan: Vec<String> = steps.map(Result::unwrap).collect();
            for read in reads {
                let searched = plan
                    .iter()
                    .any(|step| step.starts_with(&format!("SEARCH {read} USING")));
                assert!(searched, "{read}: {plan:#?}");
            }
            let scans =
                |step: &String| step.starts_with("SCAN r") || step.starts_with("SCAN look_up");
            assert!(!plan.iter().any(scans), "{plan:#?}");
        }
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
