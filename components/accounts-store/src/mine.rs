//! What a person, or somebody with authority to act for them, sees of an account.

use crate::audit::Happening;
use crate::opening::head_of;
use crate::records::Particulars;
use crate::{Fault, Store};
use account_model::{Seen, Statement};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// Who is looking, and at which account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Looking<'a> {
    pub account: i64,
    /// The name of the delegate; none when it is the person.
    pub delegate: Option<&'a str>,
    /// How the audit names them.
    pub who: &'a str,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// None when the account has gone.
    pub(crate) async fn look_at(
        &self,
        looking: Looking<'_>,
        now: Instant,
    ) -> Result<Option<Seen>, Fault> {
        let standing = self.standing_of_number(&self.connection, looking.account);
        let Some(standing) = standing.await? else {
            return Ok(None);
        };
        let seen = Seen {
            account: self.opened(standing).await?,
            delegate: looking.delegate.map(str::to_owned),
        };
        let happening = Happening {
            at: now,
            who: looking.who,
            what: "looked",
            particulars: &Particulars::default(),
        };
        self.write_read(&[looking.account], happening).await?;
        Ok(Some(seen))
    }

    /// None when the account has no such statement.
    pub(crate) async fn statement_of(
        &self,
        looking: Looking<'_>,
        id: &str,
        now: Instant,
    ) -> Result<Option<Statement>, Fault> {
        let sql = "SELECT id, number, from_day, to_day, issued_at, sealed FROM statement
            WHERE id = ?1 AND account = ?2";
        let rows = self
            .run(sql, vec![id.into(), looking.account.into()])
            .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let head = head_of(row)?;
        let content = self.content_of(&head.id, row.blob(5)?)?;
        let happening = Happening {
            at: now,
            who: looking.who,
            what: "statement-read",
            particulars: &Particulars::detail(format!("statement {}", head.number)),
        };
        self.write_read(&[looking.account], happening).await?;
        Ok(Some(Statement { head, content }))
    }
}
