//! Sessions of people who look at an account. What they may see is looked at afresh each time, so that a
//! session is worth nothing from the moment when its account is suspended or its delegate's authority ends.

use super::who::Who;
use crate::delegates;
use crate::{Fault, Store};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, Row, SqlError};
use sealing::Randomness;
use vocabulary::Instant;
use working_calendar::local_date;

/// A session ends after this long without anything happening in it.
const IDLE_SECONDS: i64 = 20 * 60;
/// A session ends after this long, whatever happens in it.
const LONGEST_SECONDS: i64 = 8 * 3_600;
/// How often it is written down that somebody was seen.
const SEEN_EVERY_SECONDS: i64 = 60;

/// A session that has just begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// 256 random bits in base64url, shown only here.
    pub token: String,
    /// When it ends unless something happens in it before.
    pub expires_at: Instant,
}

/// Somebody who is looking at an account, as far as pages know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// What every form post of this session must carry.
    pub csrf: String,
    pub expires_at: Instant,
}

/// Whose account somebody is looking at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visitor {
    pub account: i64,
    /// The number and the name of the delegate; none when it is the person.
    pub delegate: Option<(u32, String)>,
    expires_at: Instant,
}

impl Visitor {
    /// How the audit names them.
    pub(crate) fn in_audit(&self) -> String {
        in_audit(self.delegate.as_ref().map(|(number, _)| *number))
    }
}

/// How the audit names the person, or a delegate by number.
pub(super) fn in_audit(delegate: Option<u32>) -> String {
    match delegate {
        Some(number) => format!("delegate {number}"),
        None => "account-holder".to_owned(),
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Who holds this token; none for a session that is unknown or has ended.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn current(&self, token: &str, now: Instant) -> Result<Option<Visit>, Fault> {
        let visitor = self.visitor(token, now).await?;
        Ok(visitor.map(|visitor| Visit {
            csrf: BASE64_URL_SAFE_NO_PAD
                .encode(self.keys.index.hash("account csrf", &[token.as_bytes()])),
            expires_at: visitor.expires_at,
        }))
    }

    /// Whose account the holder of this token may look at, now.
    pub(crate) async fn visitor(
        &self,
        token: &str,
        now: Instant,
    ) -> Result<Option<Visitor>, Fault> {
        let hash = self.token_hash(token);
        let at = now.as_unix();
        let sql = "SELECT s.account, s.delegate, s.started_at, s.seen_at, a.id, d.sealed
            FROM session s JOIN account a ON a.number = s.account
            LEFT JOIN delegate d ON d.account = s.account AND d.number = s.delegate
            WHERE s.token = ?1 AND s.started_at > ?2 AND s.seen_at > ?3
                AND a.online = 'open' AND a.died = 0
                AND (s.delegate IS NULL OR d.standing = 'approved')";
        let (begun, seen) = (at - LONGEST_SECONDS, at - IDLE_SECONDS);
        let parameters = vec![hash.into(), begun.into(), seen.into()];
        let rows = self.run(sql, parameters).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let delegate = match row.optional_blob(5)? {
            Some(sealed) => {
                let acting = self.acting(row.text(4)?, row.count(1)?, sealed)?;
                let today = local_date(now);
                if !delegates::sees_money(acting.authority)
                    || !delegates::is_in_force(acting.until.as_deref(), today)
                {
                    return Ok(None);
                }
                Some((row.count(1)?, acting.name))
            }
            None => None,
        };
        let mut seen_at = row.integer(3)?;
        if at - seen_at >= SEEN_EVERY_SECONDS {
            let sql = "UPDATE session SET seen_at = ?2 WHERE token = ?1 AND seen_at < ?2";
            self.run(sql, vec![hash.into(), at.into()]).await?;
            seen_at = at;
        }
        Ok(Some(Visitor {
            account: row.integer(0)?,
            delegate,
            expires_at: ends(row.integer(2)?, seen_at),
        }))
    }

    /// Ends a session. Ending one that has ended is not an error.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn leave(&self, token: &str, _now: Instant) -> Result<(), Fault> {
        let hash = self.token_hash(token);
        self.run("DELETE FROM session WHERE token = ?1", vec![hash.into()])
            .await?;
        Ok(())
    }

    /// Ends this session and every other of the same person. A session that has run out ends no other.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn leave_everywhere(&self, token: &str, now: Instant) -> Result<(), Fault> {
        let sql = "DELETE FROM session WHERE (account, coalesce(delegate, 0)) IN (
            SELECT account, coalesce(delegate, 0) FROM session
            WHERE token = ?1 AND started_at > ?2 AND seen_at > ?3)";
        let at = now.as_unix();
        let parameters = vec![
            self.token_hash(token).into(),
            (at - LONGEST_SECONDS).into(),
            (at - IDLE_SECONDS).into(),
        ];
        self.run(sql, parameters).await?;
        Ok(())
    }

    /// Begins a session, inside the caller's transaction, unless somebody closed the account or ended the
    /// delegate a moment ago. `by` is what let them in.
    pub(super) async fn begin(
        &self,
        connection: &C,
        who: &Who,
        token: String,
        by: &str,
        now: Instant,
    ) -> Result<Option<Begun>, Fault> {
        if !self.may_come(connection, who.account, who.delegate).await? {
            return Ok(None);
        }
        let sql = "INSERT INTO session (token, account, delegate, started_at, seen_at)
            VALUES (?1, ?2, ?3, ?4, ?4)";
        let parameters = vec![
            self.token_hash(&token).into(),
            who.account.into(),
            who.delegate.into(),
            now.as_unix().into(),
        ];
        connection.execute(sql, parameters).await?;
        let in_audit = in_audit(who.delegate);
        self.write_down(connection, who.account, &in_audit, "signed-in", by, now)
            .await?;
        Ok(Some(Begun {
            token,
            expires_at: ends(now.as_unix(), now.as_unix()),
        }))
    }

    /// Whether an account is there and open to online access, and its delegate approved.
    pub(crate) async fn may_come(
        &self,
        connection: &C,
        account: i64,
        delegate: Option<u32>,
    ) -> Result<bool, SqlError> {
        let sql = "SELECT 1 FROM account a
            WHERE a.number = ?1 AND a.online = 'open' AND a.died = 0 AND (?2 IS NULL OR EXISTS (
                SELECT 1 FROM delegate d
                WHERE d.account = a.number AND d.number = ?2 AND d.standing = 'approved'))";
        let rows = connection.execute(sql, vec![account.into(), delegate.into()]);
        Ok(!rows.await?.is_empty())
    }

    pub(super) fn draw_token(&self) -> Result<String, Fault> {
        Ok(BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<32>()?))
    }

    /// What is kept of a token.
    fn token_hash(&self, token: &str) -> [u8; 32] {
        self.keys.index.hash("account session", &[token.as_bytes()])
    }

    /// How many sessions of an account are open, its delegates' among them.
    pub(crate) async fn open_sessions(
        &self,
        connection: &C,
        account: i64,
        now: Instant,
    ) -> Result<u32, Fault> {
        let sql = "SELECT count(*) FROM session
            WHERE account = ?1 AND started_at > ?2 AND seen_at > ?3";
        let at = now.as_unix();
        let (begun, seen) = (at - LONGEST_SECONDS, at - IDLE_SECONDS);
        let parameters = vec![account.into(), begun.into(), seen.into()];
        let rows = connection.execute(sql, parameters).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.count(0))?)
    }

    /// Ends every session of an account, its delegates' among them, and every code that was sent, inside the
    /// caller's transaction. Wrong codes stay counted.
    pub(crate) async fn end_all(&self, connection: &C, account: i64) -> Result<(), SqlError> {
        let sql = "DELETE FROM session WHERE account = ?1";
        connection.execute(sql, vec![account.into()]).await?;
        let sql = "UPDATE way_in SET made_at = 0 WHERE reference IN (
            SELECT reference FROM account WHERE number = ?1
            UNION ALL SELECT reference FROM delegate WHERE account = ?1)";
        connection
            .execute(sql, vec![account.into()])
            .await
            .map(drop)
    }

    /// The same for the person alone, and the link with a provider: the contact on record has changed, and
    /// whoever had the earlier one may not be them.
    pub(crate) async fn end_of_person(&self, connection: &C, account: i64) -> Result<(), Fault> {
        let sql = "DELETE FROM session WHERE account = ?1 AND delegate IS NULL";
        connection.execute(sql, vec![account.into()]).await?;
        let sql = "UPDATE way_in SET made_at = 0 WHERE reference IN (
            SELECT reference FROM account WHERE number = ?1)";
        connection.execute(sql, vec![account.into()]).await?;
        self.unlink(connection, account).await
    }

    /// The same for one delegate.
    pub(crate) async fn end_of_delegate(
        &self,
        connection: &C,
        account: i64,
        number: u32,
    ) -> Result<(), SqlError> {
        let parameters = || vec![account.into(), number.into()];
        let sql = "DELETE FROM session WHERE account = ?1 AND delegate = ?2";
        connection.execute(sql, parameters()).await?;
        let sql = "UPDATE way_in SET made_at = 0 WHERE reference IN (
            SELECT reference FROM delegate WHERE account = ?1 AND number = ?2)";
        connection.execute(sql, parameters()).await.map(drop)
    }

    /// Removes some of the sessions that have ended. Answers a row for each.
    pub(super) async fn remove_ended_sessions(
        &self,
        now: Instant,
        most: i64,
    ) -> Result<Vec<Row>, SqlError> {
        let sql = "DELETE FROM session WHERE token IN (
            SELECT token FROM session WHERE seen_at <= ?1 ORDER BY seen_at LIMIT ?2) RETURNING 1";
        let seen = now.as_unix() - IDLE_SECONDS;
        self.run(sql, vec![seen.into(), most.into()]).await
    }
}

/// When a session ends unless something happens in it before.
fn ends(started_at: i64, seen_at: i64) -> Instant {
    Instant::from_unix((started_at + LONGEST_SECONDS).min(seen_at + IDLE_SECONDS))
}
