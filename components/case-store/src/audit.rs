//! The audit log: one chain of keyed hashes per referral, one per person who lists, one per form whose
//! versions people publish, and one global sequence over all.
//!
//! How links hold each other stands in `shared/audit-chain`. The chain's head stands on the referral's own
//! row, and a form's in `form_chain`; what could be cut off at the end of everything is held by the
//! checkpoints (`maintenance`).

use crate::records::Particulars;
use crate::{Fault, Store};
pub(crate) use audit_chain::Chain;
use audit_chain::{Link, link_record};
pub(crate) use database::only;
use database::{Connection, transaction};
use sealing::{Place, Randomness};
use vocabulary::Instant;

/// The verbs that stand in the audit, and not in the timeline that staff work by: reads, and what
/// people told us that is not for this work.
pub(crate) const NOT_IN_TIMELINE: [&str; 10] = [
    "read",
    "printed",
    "copied-as-text",
    "listed",
    "found",
    "audit-read",
    "copy-shown",
    "equality-added",
    "equality-returned",
    "exported",
];

/// Something that somebody did.
pub(crate) struct Happening<'a> {
    pub at: Instant,
    pub who: &'a str,
    pub what: &'a str,
    /// The status that the public may be told from now on.
    pub status: Option<&'a str>,
    pub particulars: &'a Particulars,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Makes the next link of a chain.
    pub(crate) fn link(&self, chain: &Chain, happening: &Happening<'_>) -> Result<Link, Fault> {
        let record = link_record(&chain.identity, chain.next_position());
        let place = Place {
            table: "audit",
            record: &record,
        };
        let empty = *happening.particulars == Particulars::default();
        let sealed = match empty {
            true => None,
            false => Some(self.seal(&self.keys.cases, place, happening.particulars)?),
        };
        let at = happening.at.as_unix();
        let said = (at, happening.who, happening.what, happening.status);
        Ok(chain.next(&self.keys.index, said, sealed))
    }

    /// Opens the particulars of a link.
    pub(crate) fn particulars(
        &self,
        identity: &str,
        position: i64,
        sealed: Option<&[u8]>,
    ) -> Result<Particulars, Fault> {
        let record = link_record(identity, position);
        let place = Place {
            table: "audit",
            record: &record,
        };
        sealed.map_or(Ok(Particulars::default()), |sealed| {
            self.unseal(&self.keys.cases, place, sealed)
        })
    }

    /// Writes the next link of a chain, inside the caller's transaction. Answers its sequence number.
    pub(crate) async fn append(
        &self,
        connection: &C,
        chain: &Chain,
        happening: &Happening<'_>,
    ) -> Result<i64, Fault> {
        let link = self.link(chain, happening)?;
        let sql = "INSERT INTO audit (chain, position, at, who, what, status, sealed, hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING sequence";
        let parameters = vec![
            chain.id.into(),
            link.position.into(),
            happening.at.as_unix().into(),
            happening.who.into(),
            happening.what.into(),
            happening.status.into(),
            link.sealed.into(),
            link.hash.into(),
        ];
        let rows = connection.execute(sql, parameters).await?;
        Ok(only(&rows)?.integer(0)?)
    }

    /// Writes down that somebody read one referral. What was read may be shown only afterwards.
    pub(crate) async fn write_read(
        &self,
        referral: i64,
        happening: &Happening<'_>,
    ) -> Result<(), Fault> {
        transaction(&self.connection, async |connection| {
            let sql = "SELECT reference, chain_length, chain_hash FROM referral WHERE id = ?1";
            let rows = connection.execute(sql, vec![referral.into()]).await?;
            let chain = Chain::read(referral, only(&rows)?)?;
            self.append(connection, &chain, happening).await?;
            Ok(())
        })
        .await
    }

    /// Writes down that somebody was shown a list of these referrals.
    pub(crate) async fn write_listed(
        &self,
        referrals: &[i64],
        happening: &Happening<'_>,
    ) -> Result<(), Fault> {
        transaction(&self.connection, async |connection| {
            self.append_listed(connection, referrals, happening).await
        })
        .await
    }

    /// The same, inside the caller's transaction.
    pub(crate) async fn append_listed(
        &self,
        connection: &C,
        referrals: &[i64],
        happening: &Happening<'_>,
    ) -> Result<(), Fault> {
        let identity = format!("lists of {}", happening.who);
        let id =
            -1 - (self.keys.index.look_up("chain of lists", &[happening.who]) & (i64::MAX >> 1));
        let referrals =
            serde_json::to_string(referrals).map_err(|error| Fault::Internal(error.to_string()))?;
        let sql =
            "SELECT position, hash FROM audit WHERE chain = ?1 ORDER BY position DESC LIMIT 1";
        let rows = connection.execute(sql, vec![id.into()]).await?;
        let (length, hash) = match rows.first() {
            Some(last) => (last.integer(0)?, last.blob(1)?.to_vec()),
            None => (0, Vec::new()),
        };
        let chain = Chain {
            id,
            identity,
            length,
            hash,
        };
        let sequence = self.append(connection, &chain, happening).await?;
        let sql = "INSERT OR IGNORE INTO audit_shown (referral, sequence)
            SELECT value, ?2 FROM json_each(?1)";
        let parameters = vec![referrals.into(), sequence.into()];
        connection.execute(sql, parameters).await?;
        Ok(())
    }
}
