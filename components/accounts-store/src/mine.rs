//! What a person, or somebody with authority to act for them, sees of an account.

use crate::audit::Happening;
use crate::opening::head_of;
use crate::records::Particulars;
use crate::{Fault, Store};
use account_model::{Seen, Statement};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The account of this session. None when the session has ended.
    ///
    /// # Errors
    /// When the database or the keys do not allow it, or the look cannot be written down.
    pub async fn look(&self, token: &str, now: Instant) -> Result<Option<Seen>, Fault> {
        let Some(visitor) = self.visitor(token, now).await? else {
            return Ok(None);
        };
        let standing = self.standing_of_number(&self.connection, visitor.account);
        let Some(standing) = standing.await? else {
            return Ok(None);
        };
        let seen = Seen {
            account: self.opened(standing).await?,
            delegate: visitor.delegate.as_ref().map(|(_, name)| name.clone()),
        };
        let happening = Happening {
            at: now,
            who: &visitor.in_audit(),
            what: "looked",
            particulars: &Particulars::default(),
        };
        self.write_read(&[visitor.account], happening).await?;
        Ok(Some(seen))
    }

    /// None when the session has ended, or the account has no such statement.
    ///
    /// # Errors
    /// As `look`.
    pub async fn read_statement(
        &self,
        token: &str,
        id: &str,
        now: Instant,
    ) -> Result<Option<Statement>, Fault> {
        let Some(visitor) = self.visitor(token, now).await? else {
            return Ok(None);
        };
        let sql = "SELECT id, number, from_day, to_day, issued_at, sealed FROM statement
            WHERE id = ?1 AND account = ?2";
        let rows = self
            .run(sql, vec![id.into(), visitor.account.into()])
            .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let head = head_of(row)?;
        let content = self.content_of(&head.id, row.blob(5)?)?;
        let happening = Happening {
            at: now,
            who: &visitor.in_audit(),
            what: "statement-read",
            particulars: &Particulars::detail(format!("statement {}", head.number)),
        };
        self.write_read(&[visitor.account], happening).await?;
        Ok(Some(Statement { head, content }))
    }
}
