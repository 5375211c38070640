//! An account as its row stands.

mod guard;

use crate::records::{AccountRecord, account_place};
use crate::{Fault, Store};
use account_model::{Found, Online};
use audit_chain::Chain;
use database::{Connection, Row, SqlError, Value};
use sealing::Randomness;
use vocabulary::Instant;

/// What of a row is read, in this order, from `account a`.
const COLUMNS: &str = "a.number, a.id, a.chain_length, a.chain_hash, a.sealed, a.online,
    a.contact_held_until, a.died, a.updated_at, a.next_statement, a.statements, a.revision";

/// An account's row, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Its number, id and audit chain.
    pub chain: Chain,
    pub record: AccountRecord,
    pub online: Online,
    pub contact_held_until: Option<Instant>,
    pub updated_at: Instant,
    /// The day when its next statement is due.
    pub next_statement: Option<String>,
    /// How many statements were issued.
    pub statements: u32,
    pub revision: i64,
}

impl Standing {
    pub(crate) fn number(&self) -> i64 {
        self.chain.id
    }

    pub(crate) fn id(&self) -> &str {
        &self.chain.identity
    }

    pub(crate) fn has_died(&self) -> bool {
        self.record.died_on.is_some()
    }

    pub(crate) fn tag(&self) -> String {
        format!("v{}", self.revision)
    }

    pub(crate) fn found(&self) -> Found {
        Found {
            id: self.id().to_owned(),
            given_name: self.record.given_name.clone(),
            family_name: self.record.family_name.clone(),
            date_of_birth: self.record.date_of_birth.clone(),
            online: self.online,
        }
    }
}

/// How whether it is open online is written in the database.
pub(crate) fn online_word(online: Online) -> &'static str {
    match online {
        Online::Open => "open",
        Online::Closed => "closed",
        Online::Suspended => "suspended",
    }
}

fn online(word: &str) -> Result<Online, SqlError> {
    match word {
        "open" => Ok(Online::Open),
        "closed" => Ok(Online::Closed),
        "suspended" => Ok(Online::Suspended),
        _ => Err(SqlError::Defect("an access online is not known".to_owned())),
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Opens a row of [`COLUMNS`].
    fn standing_of(&self, row: &Row) -> Result<Standing, Fault> {
        let chain = Chain {
            id: row.integer(0)?,
            identity: row.text(1)?.to_owned(),
            length: row.integer(2)?,
            hash: row.optional_blob(3)?.unwrap_or_default().to_vec(),
        };
        let place = account_place(&chain.identity);
        Ok(Standing {
            record: self.unseal(&self.keys.accounts, place, row.blob(4)?)?,
            chain,
            online: online(row.text(5)?)?,
            contact_held_until: row.optional_integer(6)?.map(Instant::from_unix),
            updated_at: Instant::from_unix(row.integer(8)?),
            next_statement: row.optional_text(9)?.map(str::to_owned),
            statements: row.count(10)?,
            revision: row.integer(11)?,
        })
    }

    /// The accounts that a condition on `account a` selects; it ends with its order and limit.
    pub(crate) async fn standings(
        &self,
        connection: &C,
        condition: &str,
        parameters: Vec<Value>,
    ) -> Result<Vec<Standing>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM account a WHERE {condition}");
        let rows = connection.execute(&sql, parameters).await?;
        rows.iter().map(|row| self.standing_of(row)).collect()
    }

    /// The account of an id.
    pub(crate) async fn standing(
        &self,
        connection: &C,
        id: &str,
    ) -> Result<Option<Standing>, Fault> {
        let found = self.standings(connection, "a.id = ?1", vec![id.into()]);
        Ok(found.await?.into_iter().next())
    }

    /// The account of a number.
    pub(crate) async fn standing_of_number(
        &self,
        connection: &C,
        number: i64,
    ) -> Result<Option<Standing>, Fault> {
        let found = self.standings(connection, "a.number = ?1", vec![number.into()]);
        Ok(found.await?.into_iter().next())
    }

    /// Keeps what of an account has changed, as its next revision, inside the caller's transaction.
    pub(crate) async fn keep(
        &self,
        connection: &C,
        standing: &mut Standing,
        now: Instant,
    ) -> Result<(), Fault> {
        standing.updated_at = now;
        self.keep_unchanged(connection, standing).await
    }

    /// The same where nothing was learnt of the account: a statement of what it says anyway does not make the
    /// time begin again for which it has to be kept (Care Act 2014 s29(2)).
    pub(crate) async fn keep_unchanged(
        &self,
        connection: &C,
        standing: &mut Standing,
    ) -> Result<(), Fault> {
        standing.revision += 1;
        let sql =
            "UPDATE account SET person = ?2, sealed = ?3, online = ?4, contact_held_until = ?5,
            died = ?6, updated_at = ?7, next_statement = ?8, statements = ?9, revision = ?10, guard = ?11
            WHERE number = ?1";
        let record = &standing.record;
        let sealed = self.seal(&self.keys.accounts, account_place(standing.id()), record)?;
        let parameters = vec![
            standing.number().into(),
            self.person(record)?.into(),
            sealed.into(),
            online_word(standing.online).into(),
            standing.contact_held_until.map(Instant::as_unix).into(),
            standing.has_died().into(),
            standing.updated_at.as_unix().into(),
            standing.next_statement.as_deref().into(),
            standing.statements.into(),
            standing.revision.into(),
            self.guard(connection, standing).await?.into(),
        ];
        connection.execute(sql, parameters).await?;
        Ok(())
    }

    /// What is kept of whose account it is.
    pub(crate) fn person(&self, record: &AccountRecord) -> Result<i64, Fault> {
        let AccountRecord {
            given_name,
            family_name,
            date_of_birth,
            ..
        } = record;
        self.keys
            .person_hash(given_name, family_name, date_of_birth)
            .ok_or_else(|| Fault::Internal("an account without a name".to_owned()))
    }
}
