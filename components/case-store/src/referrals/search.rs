//! Finding referrals by a person's particulars. The hashes find candidates; what is shown was opened
//! and compared.

use super::Refusal;
use super::deciding::worded;
use super::standing::{COLUMNS, Standing, VISIBLE};
use crate::model::{Actor, Criteria, Entry};
use crate::permissions::{Action, allows};
use crate::{Store, look_ups};
use database::{Connection, Value};
use sealing::Randomness;
use vocabulary::Instant;

/// How many are shown.
const MOST_FOUND: usize = 50;
/// How many candidates are opened for them.
const MOST_OPENED: i64 = 500;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Finds referrals of a person, newest first. Every field that is given must match after
    /// normalising. The reason is written down, whether or not anything was found.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn search(
        &self,
        criteria: &Criteria,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Entry>, Refusal> {
        if !allows(Action::List, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        let reason = checked(criteria, reason)?;
        let mut parameters = vec![by.id.as_str().into(), MOST_OPENED.into()];
        let sql = candidates(
            look_ups::hashes(criteria, &self.keys.index),
            &mut parameters,
        );
        let mut found = Vec::new();
        for row in self.run(&sql, parameters).await? {
            let standing = Standing::read(&row)?;
            if look_ups::matches(criteria, &self.listed(&standing)?.person) {
                found.push(standing);
            }
            if found.len() == MOST_FOUND {
                break;
            }
        }
        Ok(self.shown(&found, "found", Some(&reason), by, now).await?)
    }
}

/// The statement that finds candidates: by the hash that fewest share, newest first, and of those the
/// ones that have every other hash too.
fn candidates(hashes: Vec<i64>, parameters: &mut Vec<Value>) -> String {
    let mut conditions = String::new();
    for (number, hash) in hashes.into_iter().enumerate() {
        parameters.push(hash.into());
        let place = parameters.len();
        conditions.push_str(&match number {
            0 => format!("l.hash = ?{place}"),
            _ => format!(
                " AND EXISTS (SELECT 1 FROM look_up o WHERE o.hash = ?{place} AND o.referral = l.referral)"
            ),
        });
    }
    format!(
        "SELECT {COLUMNS} FROM look_up l JOIN referral r ON r.id = l.referral
            WHERE {conditions} AND {VISIBLE} ORDER BY l.referral DESC LIMIT ?2"
    )
}

fn checked(criteria: &Criteria, reason: &str) -> Result<String, Refusal> {
    let mut wrong = Vec::new();
    let reason = worded("reason", reason);
    if let Err(Refusal::Invalid(more)) = &reason {
        wrong.extend(more.iter().cloned());
    }
    let mut say = |field: &str, sentence: &str| wrong.push((field.to_owned(), sentence.to_owned()));
    let usable = look_ups::normalised(criteria);
    if criteria.date_of_birth.is_some() && usable.date_of_birth.is_none() {
        say(
            "date-of-birth",
            "This must be a whole date, such as 1941-03-07.",
        );
    }
    let named = usable.family_name.is_some() || usable.given_name.is_some();
    if usable.date_of_birth.is_some() && !named {
        say(
            "date-of-birth",
            "Give a name as well; a birth date alone is not searched for.",
        );
    }
    if !named && usable.phone.is_none() && usable.email.is_none() && usable.postcode.is_none() {
        say(
            "criteria",
            "Give a name, a telephone number, an e-mail address or a postcode.",
        );
    }
    match wrong.is_empty() {
        true => reason,
        false => Err(Refusal::Invalid(wrong)),
    }
}
