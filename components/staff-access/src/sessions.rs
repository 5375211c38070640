//! Who is asking: sessions of staff and tokens of machines. Each is found with one read.

use crate::people::roles_of;
use crate::{Fault, Store};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::Connection;
use sealing::{Randomness, same};
pub use vocabulary::Actor;
use vocabulary::{Instant, Role};

/// A session ends after this long, whatever happens in it.
pub(crate) const LONGEST_SECONDS: i64 = 12 * 3600;
/// A session ends after this long without anything happening in it.
pub(crate) const IDLE_SECONDS: i64 = 60 * 60;
/// How often it is written down that somebody was seen.
const SEEN_EVERY_SECONDS: i64 = 60;

/// A member of staff who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Without any role as long as the password is a one-time password.
    pub actor: Actor,
    pub display_name: String,
    /// What every form post of this session must carry.
    pub csrf: String,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Who holds this service token; none for one that is unknown, revoked or empty.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn service(&self, token: &str) -> Result<Option<Actor>, Fault> {
        if token.is_empty() {
            return Ok(None);
        }
        let hash = self.keys.token_hash(token);
        if self
            .keys
            .bootstrap
            .is_some_and(|bootstrap| same(&bootstrap, &hash))
        {
            return Ok(Some(Actor {
                id: "token:bootstrap".to_owned(),
                roles: Role::ALL.iter().map(|role| role.id().to_owned()).collect(),
            }));
        }
        let sql = "SELECT name, roles FROM service_token WHERE hash = ?1 AND revoked_at IS NULL";
        let rows = self.run(sql, vec![hash.into()]).await?;
        rows.first()
            .map(|row| {
                Ok(Actor {
                    id: format!("token:{}", row.text(0)?),
                    roles: roles_of(row.text(1)?),
                })
            })
            .transpose()
    }

    /// Who holds this session cookie; none for one that is unknown or has ended.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn current(&self, cookie: &str, now: Instant) -> Result<Option<Session>, Fault> {
        let hash = self.keys.cookie_hash(cookie);
        let sql = "SELECT p.username, p.display_name, p.roles, p.must_change_password, s.seen_at
            FROM session s JOIN staff p ON p.username = s.username
            WHERE s.cookie = ?1 AND s.started_at > ?2 AND s.seen_at > ?3
                AND (s.ends_at IS NULL OR s.ends_at > ?4) AND p.suspended_at IS NULL";
        let parameters = vec![
            hash.into(),
            (now.as_unix() - LONGEST_SECONDS).into(),
            (now.as_unix() - IDLE_SECONDS).into(),
            now.as_unix().into(),
        ];
        let rows = self.run(sql, parameters).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        if now.as_unix() - row.integer(4)? >= SEEN_EVERY_SECONDS {
            let sql = "UPDATE session SET seen_at = ?2 WHERE cookie = ?1 AND seen_at < ?2";
            self.run(sql, vec![hash.into(), now.as_unix().into()])
                .await?;
        }
        let must_change_password = row.boolean(3)?;
        Ok(Some(Session {
            actor: Actor {
                id: row.text(0)?.to_owned(),
                roles: match must_change_password {
                    true => Vec::new(),
                    false => roles_of(row.text(2)?),
                },
            },
            display_name: row.text(1)?.to_owned(),
            csrf: BASE64_URL_SAFE_NO_PAD.encode(self.keys.index.hash("csrf", &[cookie.as_bytes()])),
        }))
    }

    /// Ends a session. Ending one that has ended is not an error.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn end(&self, cookie: &str) -> Result<(), Fault> {
        let hash = self.keys.cookie_hash(cookie);
        self.run("DELETE FROM session WHERE cookie = ?1", vec![hash.into()])
            .await?;
        Ok(())
    }
}
