//! The audit log: one chain of keyed hashes for each member of staff and each token. How links hold each other
//! stands in `shared/audit-chain`. What an event says that somebody may do is held against what they may do.

use crate::{Fault, Store};
use audit_chain::{Chain, Event, Log, Verified, link_record, verify};
use database::{Connection, Row, only};
use sealing::{Place, Randomness};
use serde::{Deserialize, Serialize};
use vocabulary::Instant;

/// The format of sealed reasons.
const FORMAT: u8 = 1;
/// Where the columns of this store's own begin: of the chain, of the member of staff, of the token.
const CHAIN: usize = Event::STATUS + 1;
const STAFF: usize = CHAIN + 3;
const TOKEN: usize = STAFF + 2;

/// Something that was done about a member of staff or a token.
#[derive(Clone, Copy)]
pub(crate) struct Happening<'a> {
    /// `staff:` and a user name, or `token:` and a token's name.
    pub identity: &'a str,
    pub at: Instant,
    pub who: &'a str,
    /// A kebab-case verb.
    pub what: &'a str,
    /// Empty where nobody said why.
    pub because: &'a str,
    /// As [`standing`] writes it.
    pub standing: &'a str,
}

#[derive(Default, Serialize, Deserialize)]
struct Told {
    because: String,
}

/// What somebody may do, in words that are compared.
pub(crate) fn standing(roles: &str, ended: Option<&str>) -> String {
    match ended {
        Some(how) => format!("{how}: {roles}"),
        None => roles.to_owned(),
    }
}

/// What is said of a member of staff or a token that may do nothing.
pub(crate) const SUSPENDED: &str = "suspended";
pub(crate) const REVOKED: &str = "revoked";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Writes the next link of a chain, inside the caller's transaction.
    pub(crate) async fn write_down(
        &self,
        connection: &C,
        happening: Happening<'_>,
    ) -> Result<(), Fault> {
        let sql = "INSERT INTO chain (identity) VALUES (?1) ON CONFLICT (identity) DO UPDATE SET identity = ?1
            RETURNING identity, chain_length, chain_hash, number";
        let rows = connection
            .execute(sql, vec![happening.identity.into()])
            .await?;
        let row = only(&rows)?;
        let chain = Chain::read(row.integer(3)?, row)?;
        let record = link_record(&chain.identity, chain.next_position());
        let sealed = match happening.because {
            "" => None,
            because => {
                let because = because.to_owned();
                let told = Told { because };
                let reasons = &self.keys.reasons;
                Some(reasons.seal_record(place(&record), FORMAT, &told, &self.randomness)?)
            }
        };
        let at = happening.at.as_unix();
        let said = (at, happening.who, happening.what, Some(happening.standing));
        let link = chain.next(&self.keys.index, said, sealed);
        let sql = "INSERT INTO audit (chain, position, at, who, what, standing, sealed, hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let parameters = vec![
            chain.id.into(),
            link.position.into(),
            at.into(),
            happening.who.into(),
            happening.what.into(),
            happening.standing.into(),
            link.sealed.into(),
            link.hash.into(),
        ];
        connection.execute(sql, parameters).await?;
        Ok(())
    }

    /// Up to 100 events of a chain after a sequence number, the oldest first.
    pub(crate) async fn events_of(
        &self,
        identity: &str,
        after: u64,
    ) -> Result<Vec<staff_model::Event>, Fault> {
        let sql = "SELECT a.sequence, a.position, a.at, a.who, a.what, a.standing, a.sealed
            FROM chain c JOIN audit a ON a.chain = c.number
            WHERE c.identity = ?1 AND a.sequence > ?2 ORDER BY a.position LIMIT 100";
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let rows = self.run(sql, vec![identity.into(), after.into()]).await?;
        let event = |row: &Row| {
            let because = self.because(identity, row.integer(1)?, row.optional_blob(6)?)?;
            Ok(staff_model::Event {
                sequence: row.integer(0)?.unsigned_abs(),
                at: Instant::from_unix(row.integer(2)?),
                who: row.text(3)?.to_owned(),
                what: row.text(4)?.to_owned(),
                because,
                standing: row.text(5)?.to_owned(),
            })
        };
        rows.iter().map(event).collect()
    }

    fn because(
        &self,
        identity: &str,
        position: i64,
        sealed: Option<&[u8]>,
    ) -> Result<Option<String>, Fault> {
        let Some(sealed) = sealed else {
            return Ok(None);
        };
        let record = link_record(identity, position);
        let reasons = &self.keys.reasons;
        let told: Told = reasons.open_record(place(&record), FORMAT, sealed)?;
        Ok(Some(told.because))
    }

    /// Signs what was written down, where it is time.
    pub(crate) async fn sign_events(&self, now: Instant) -> Result<(), Fault> {
        audit_chain::write_checkpoint(&self.connection, &self.keys.index, now).await?;
        Ok(())
    }

    /// Verifies up to 5,000 audit events after the sequence number `after`.
    ///
    /// # Errors
    /// When the log cannot be read. What is wrong with it is a finding, not an error.
    pub async fn verify_audit(&self, after: u64) -> Result<Verified, Fault> {
        let events = format!(
            "SELECT {}, a.standing, c.identity, c.chain_length, c.chain_hash,
                p.roles, p.suspended_at IS NOT NULL, t.roles, t.revoked_at IS NOT NULL
            FROM audit a {}
            LEFT JOIN chain c ON c.number = a.chain
            LEFT JOIN staff p ON c.identity LIKE 'staff:%' AND p.username = substr(c.identity, 7)
            LEFT JOIN service_token t ON c.identity LIKE 'token:%' AND t.name = substr(c.identity, 7)
            WHERE a.sequence > ?1 ORDER BY a.sequence LIMIT ?2",
            Event::COLUMNS,
            Event::NEIGHBOURS
        );
        let log = OwnLog {
            store: self,
            events,
        };
        verify(&self.connection, &self.keys.index, &log, after).await
    }
}

/// The log of a store.
struct OwnLog<'a, C, R> {
    store: &'a Store<C, R>,
    events: String,
}

impl<C: Connection, R: Randomness> Log for OwnLog<'_, C, R> {
    type Fault = Fault;

    fn events(&self) -> &str {
        &self.events
    }

    async fn check(&self, event: &Event<'_>, row: &Row) -> Result<Option<String>, Fault> {
        let sequence = event.sequence;
        let Some(identity) = row.optional_text(CHAIN)? else {
            let finding = format!("Event {sequence} belongs to nobody who is there.");
            return Ok(Some(finding));
        };
        let head = (row.integer(CHAIN + 1)?, row.optional_blob(CHAIN + 2)?);
        if let Err(wrong) = event.check(&self.store.keys.index, identity, Some(head)) {
            return Ok(Some(format!("Event {sequence} {wrong}.")));
        }
        let opens = self.store.because(identity, event.position, event.sealed);
        if opens.is_err() {
            return Ok(Some(format!(
                "The reason of event {sequence} cannot be opened."
            )));
        }
        if !event.last {
            return Ok(None);
        }
        let now = match (row.optional_text(STAFF)?, row.optional_text(TOKEN)?) {
            (Some(roles), None) => standing(roles, row.boolean(STAFF + 1)?.then_some(SUSPENDED)),
            (None, Some(roles)) => standing(roles, row.boolean(TOKEN + 1)?.then_some(REVOKED)),
            _ => {
                let finding = format!("Whom event {sequence} tells of has gone.");
                return Ok(Some(finding));
            }
        };
        let told = row.text(Event::STATUS)?;
        Ok((now != told).then(|| {
            format!("What event {sequence} says that somebody may do is not what they may do.")
        }))
    }

    async fn check_end(&self, reached: i64) -> Result<Vec<String>, Fault> {
        let sql = "SELECT count(*) FROM chain c
            LEFT JOIN audit a ON a.chain = c.number AND a.position = c.chain_length
            WHERE a.sequence IS NULL";
        let rows = self.store.run(sql, Vec::new()).await?;
        let headless = only(&rows)?.count(0)?;
        let finding =
            || format!("{headless} chains have lost their last event, after event {reached}.");
        Ok((headless > 0).then(finding).into_iter().collect())
    }
}

fn place(record: &str) -> Place<'_> {
    Place {
        table: "audit",
        record,
    }
}
