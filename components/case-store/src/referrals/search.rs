//! Finding referrals by a person's particulars. The hashes find candidates; what is shown was opened
//! and compared.

use super::Refusal;
use super::deciding::worded;
use super::standing::{COLUMNS, Standing, VISIBLE};
use crate::model::{Actor, Criteria, Entry};
use crate::permissions::{Action, allows};
use crate::{Store, look_ups};
use database::Connection;
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
        let hashes = look_ups::hashes(criteria, &self.keys.index);
        let wanted = i64::try_from(hashes.len()).unwrap_or(i64::MAX);
        let hashes = serde_json::to_string(&hashes)
            .map_err(|error| crate::Fault::Internal(error.to_string()))?;
        let sql = format!(
            "SELECT {COLUMNS} FROM (
                SELECT referral FROM look_up WHERE hash IN (SELECT value FROM json_each(?2))
                    GROUP BY referral HAVING count(*) = ?3 ORDER BY referral DESC LIMIT ?4
            ) l JOIN referral r ON r.id = l.referral WHERE {VISIBLE} ORDER BY r.id DESC"
        );
        let parameters = vec![
            by.id.as_str().into(),
            hashes.into(),
            wanted.into(),
            MOST_OPENED.into(),
        ];
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
