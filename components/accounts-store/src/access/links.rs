//! Providers of identities: who one of them vouches for, and whose account that is. Linking happens within a
//! session that a code began, so that a provider opens nothing that a code would not have opened.

use super::{Begun, sessions};
use crate::{Fault, Store};
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::Instant;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Links the account of this session with who a provider says that somebody is. False where the session
    /// has ended, or is a delegate's, or staff stop access at this very moment. Another link of the account, or of that somebody, ends.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn link(
        &self,
        token: &str,
        issuer: &str,
        subject: &str,
        now: Instant,
    ) -> Result<bool, Fault> {
        let visitor = self.visitor(token, now).await?;
        let Some(visitor) = visitor.filter(|visitor| visitor.delegate.is_none()) else {
            return Ok(false);
        };
        let (account, somebody) = (visitor.account, self.subject_hash(issuer, subject));
        let by = sessions::in_audit(None);
        transaction(&self.connection, async |connection| {
            if !self.may_come(connection, account, None).await? {
                return Ok(false);
            }
            let sql = "DELETE FROM provider_link WHERE subject = ?1 OR account = ?2
                RETURNING account, subject = ?1";
            let parameters = vec![somebody.into(), account.into()];
            let earlier = connection.execute(sql, parameters).await?;
            let sql = "INSERT INTO provider_link (account, subject, linked_at) VALUES (?1, ?2, ?3)";
            let parameters = vec![account.into(), somebody.into(), now.as_unix().into()];
            connection.execute(sql, parameters).await?;
            for row in &earlier {
                let (of, same) = (row.integer(0)?, row.boolean(1)?);
                if of != account || !same {
                    let why = "another link took its place";
                    self.write_down(connection, of, &by, "link-ended", why, now)
                        .await?;
                }
            }
            self.write_down(connection, account, &by, "linked", issuer, now)
                .await?;
            Ok(true)
        })
        .await
    }

    /// Begins a session for somebody whom a provider vouches for, and whose account is linked. It may be let
    /// in exactly as with a code.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn enter_linked(
        &self,
        issuer: &str,
        subject: &str,
        now: Instant,
    ) -> Result<Option<Begun>, Fault> {
        let sql = "SELECT a.reference FROM provider_link l JOIN account a ON a.number = l.account
            WHERE l.subject = ?1";
        let somebody = self.subject_hash(issuer, subject);
        let rows = self.run(sql, vec![somebody.into()]).await?;
        let reference = rows.first().map(|row| row.blob(0)).transpose()?;
        let reference = reference.and_then(|hash| <[u8; 32]>::try_from(hash).ok());
        // Nobody has the hash of who somebody is for a reference.
        let reference = reference.unwrap_or(somebody);
        let who = self.who(&reference, now).await?;
        let (token, decoy) = (self.draw_token()?, self.randomness.bytes()?);
        transaction(&self.connection, async |connection| {
            let way_in = self.way_in(connection, &reference, decoy, now).await?;
            match who.let_in & !way_in.is_locked(now) {
                true => self.begin(connection, &who, token, issuer, now).await,
                false => Ok(None),
            }
        })
        .await
    }

    /// Whether an account is linked with a provider.
    pub(crate) async fn is_linked(&self, connection: &C, account: i64) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM provider_link WHERE account = ?1";
        let rows = connection.execute(sql, vec![account.into()]).await?;
        Ok(!rows.is_empty())
    }

    /// Ends the link of an account, inside the caller's transaction. Ending none is not an error.
    pub(crate) async fn unlink(&self, connection: &C, account: i64) -> Result<(), Fault> {
        let sql = "DELETE FROM provider_link WHERE account = ?1";
        connection.execute(sql, vec![account.into()]).await?;
        Ok(())
    }

    /// What is kept of who somebody is to a provider.
    fn subject_hash(&self, issuer: &str, subject: &str) -> [u8; 32] {
        let parts = [issuer.as_bytes(), subject.as_bytes()];
        self.keys.index.hash("provider link", &parts)
    }
}
