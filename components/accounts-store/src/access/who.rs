//! Who a reference belongs to: the person whose account it is, a delegate, or nobody. Nobody is as much work
//! as somebody: what is opened for them is a record that was sealed a moment before.

use crate::delegates;
use crate::messages::Contact;
use crate::records::account_place;
use crate::{Fault, Store};
use account_model::Authority;
use database::{Connection, Row};
use sealing::Randomness;
use serde::{Deserialize, Serialize};
use vocabulary::Instant;
use working_calendar::local_date;

/// Somebody who may be let in, or nobody.
pub(crate) struct Who {
    /// The number of the account.
    pub account: i64,
    /// The number of the delegate.
    pub delegate: Option<u32>,
    /// The account is open to online access, and a delegate is approved, has an authority that goes as far as
    /// money, and has it still.
    pub let_in: bool,
    /// The contact on record changed lately, and nobody has confirmed it with the person.
    pub held: bool,
    pub date_of_birth: String,
    pub contact: Option<Contact>,
}

/// What is needed here of the sealed record of an account, or of a delegate.
#[derive(Serialize, Deserialize)]
struct OnRecord {
    date_of_birth: String,
    email: Option<String>,
    phone: Option<String>,
    #[serde(default)]
    authority: Option<Authority>,
    #[serde(default)]
    until: Option<String>,
    /// Makes the record of nobody as long as that of somebody.
    #[serde(default)]
    given_name: String,
}

/// Finds whoever has a reference: an account, or a delegate, whose row is their account's too.
const BY_REFERENCE: &str =
    "SELECT a.number, a.id, NULL, a.sealed, a.online = 'open' AND a.died = 0,
        coalesce(a.contact_held_until, 0)
    FROM account a WHERE a.reference = ?1
    UNION ALL
    SELECT a.number, a.id, d.number, d.sealed,
        a.online = 'open' AND a.died = 0 AND d.standing = 'approved', 0
    FROM delegate d JOIN account a ON a.number = d.account WHERE d.reference = ?1";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Who a reference belongs to.
    pub(super) async fn who(&self, reference: &[u8; 32], now: Instant) -> Result<Who, Fault> {
        let nobody = self.nobody()?;
        let rows = self.run(BY_REFERENCE, vec![(*reference).into()]).await?;
        let row = rows.first().unwrap_or(&nobody);
        let (id, delegate) = (row.text(1)?, row.optional_integer(2)?);
        let delegate = delegate.map(|number| u32::try_from(number).unwrap_or_default());
        let record = delegate.map(|number| delegates::record_id(id, number));
        let place = match &record {
            Some(record) => delegates::place(record),
            None => account_place(id),
        };
        let on_record: OnRecord = self.unseal(&self.keys.accounts, place, row.blob(3)?)?;
        let authority = on_record.authority;
        let acts = authority.is_none_or(delegates::sees_money)
            && delegates::is_in_force(on_record.until.as_deref(), local_date(now));
        Ok(Who {
            account: row.integer(0)?,
            delegate,
            let_in: row.boolean(4)? & acts,
            held: row.integer(5)? > now.as_unix(),
            date_of_birth: on_record.date_of_birth,
            contact: Contact::of(on_record.email, on_record.phone),
        })
    }

    /// The row of nobody, who is never let in.
    fn nobody(&self) -> Result<Row, Fault> {
        let record = OnRecord {
            date_of_birth: "0000-00-00".to_owned(),
            email: Some("nobody@example.org".to_owned()),
            phone: Some("01632 960000".to_owned()),
            authority: None,
            until: None,
            given_name: "nobody ".repeat(20),
        };
        let sealed = self.seal(&self.keys.accounts, account_place(NOBODY), &record)?;
        Ok(Row::new(vec![
            0_i64.into(),
            NOBODY.into(),
            None::<i64>.into(),
            sealed.into(),
            false.into(),
            0_i64.into(),
        ]))
    }
}

/// As long as the id of an account.
const NOBODY: &str = "nobody-has-this-number";
