//! The audit log: one chain of keyed hashes per account. How links hold each other stands in
//! `shared/audit-chain`; the head of a chain stands on its account's row.

use crate::records::Particulars;
use crate::{Fault, Store};
use audit_chain::{Chain, link_record};
use database::{Connection, Value, transaction};
use sealing::{Place, Randomness};
use vocabulary::Instant;

/// Something that somebody did with an account.
#[derive(Clone, Copy)]
pub(crate) struct Happening<'a> {
    pub at: Instant,
    /// A user name, `token:` and a token's name, `account-holder`, `delegate` and a number, or [`SYSTEM`].
    pub who: &'a str,
    /// A kebab-case verb.
    pub what: &'a str,
    pub particulars: &'a Particulars,
}

/// Who does what nobody does in particular.
pub(crate) const SYSTEM: &str = "system";

const INSERT: &str = "INSERT INTO audit (chain, position, at, who, what, sealed, hash) VALUES ";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Writes the next link of each of these chains, inside the caller's transaction, and moves the chains on.
    pub(crate) async fn append_all(
        &self,
        connection: &C,
        events: &mut [(&mut Chain, Happening<'_>)],
    ) -> Result<(), Fault> {
        if events.is_empty() {
            return Ok(());
        }
        let mut parameters: Vec<Value> = Vec::with_capacity(events.len() * 7);
        for (chain, happening) in events.iter_mut() {
            let record = link_record(&chain.identity, chain.next_position());
            let sealed = match *happening.particulars == Particulars::default() {
                true => None,
                false => {
                    Some(self.seal(&self.keys.accounts, place(&record), happening.particulars)?)
                }
            };
            let at = happening.at.as_unix();
            let link = chain.next(
                &self.keys.index,
                (at, happening.who, happening.what, None),
                sealed,
            );
            (chain.length, chain.hash) = (link.position, link.hash.to_vec());
            parameters.extend([
                chain.id.into(),
                link.position.into(),
                at.into(),
                happening.who.into(),
                happening.what.into(),
                link.sealed.into(),
                link.hash.into(),
            ]);
        }
        let sql = format!("{INSERT}{}", rows_of(events.len(), 7));
        connection.execute(&sql, parameters).await?;
        Ok(())
    }

    /// Writes the next link of one chain, inside the caller's transaction.
    pub(crate) async fn append(
        &self,
        connection: &C,
        chain: &mut Chain,
        happening: Happening<'_>,
    ) -> Result<(), Fault> {
        self.append_all(connection, &mut [(chain, happening)]).await
    }

    /// The chain of an account; none when the account is not there.
    async fn chain(&self, connection: &C, account: i64) -> Result<Option<Chain>, Fault> {
        let sql = "SELECT id, chain_length, chain_hash FROM account WHERE number = ?1";
        let rows = connection.execute(sql, vec![account.into()]).await?;
        let chain = rows.first().map(|row| Chain::read(account, row));
        Ok(chain.transpose()?)
    }

    /// Writes an event into an account's chain, inside the caller's transaction.
    pub(crate) async fn write_down(
        &self,
        connection: &C,
        account: i64,
        who: &str,
        what: &str,
        detail: &str,
        at: Instant,
    ) -> Result<(), Fault> {
        let happening = Happening {
            at,
            who,
            what,
            particulars: &Particulars::detail(detail),
        };
        self.write_event(connection, account, happening).await
    }

    async fn write_event(
        &self,
        connection: &C,
        account: i64,
        happening: Happening<'_>,
    ) -> Result<(), Fault> {
        let chain = self.chain(connection, account).await?;
        let mut chain =
            chain.ok_or_else(|| Fault::Internal("the account is not there any more".to_owned()))?;
        self.append(connection, &mut chain, happening).await
    }

    /// Writes down that somebody read these accounts. What was read may be shown only afterwards.
    pub(crate) async fn write_read(
        &self,
        accounts: &[i64],
        happening: Happening<'_>,
    ) -> Result<(), Fault> {
        transaction(&self.connection, async |connection| {
            self.write_events(connection, accounts, happening).await
        })
        .await
    }

    /// The same inside the caller's transaction.
    pub(crate) async fn write_events(
        &self,
        connection: &C,
        accounts: &[i64],
        happening: Happening<'_>,
    ) -> Result<(), Fault> {
        for account in accounts {
            self.write_event(connection, *account, happening).await?;
        }
        Ok(())
    }

    /// Opens the particulars of a link.
    pub(crate) fn particulars(
        &self,
        id: &str,
        position: i64,
        sealed: Option<&[u8]>,
    ) -> Result<Particulars, Fault> {
        let record = link_record(id, position);
        sealed.map_or(Ok(Particulars::default()), |sealed| {
            self.unseal(&self.keys.accounts, place(&record), sealed)
        })
    }
}

fn place(record: &str) -> Place<'_> {
    Place {
        table: "audit",
        record,
    }
}

/// So many rows of so many parameters, for `VALUES`.
pub(crate) fn rows_of(rows: usize, columns: usize) -> String {
    let row = format!("({})", vec!["?"; columns].join(", "));
    vec![row.as_str(); rows].join(", ")
}
