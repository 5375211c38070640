//! Signing in with a typed password. Whether the name or the password was wrong shows neither in the
//! answer nor in the time it takes.

use crate::passwords::{Kept, is_long_enough};
use crate::sessions::LONGEST_SECONDS;
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// A session that has just begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// 256 random bits in base64url, shown only here.
    pub cookie: String,
    /// This was a one-time password: until the person has chosen their own, they have no role.
    pub must_change_password: bool,
}

/// Why nobody was signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSignedIn {
    /// The name or the password is not right. Nothing says which.
    Wrong,
    /// Too many wrong passwords. Carries when the next try is allowed.
    Locked(Instant),
    /// Staff sign in with the council's directory, and with nothing else.
    PasswordsOff,
    Failed(Fault),
}

impl<E: Into<Fault>> From<E> for NotSignedIn {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Signs in with a user name and a typed password.
    ///
    /// # Errors
    /// As [`NotSignedIn`] says.
    pub async fn sign_in(
        &self,
        username: &str,
        password: &str,
        now: Instant,
    ) -> Result<Begun, NotSignedIn> {
        if !self.has_passwords() {
            return Err(NotSignedIn::PasswordsOff);
        }
        let username = username.trim().to_ascii_lowercase();
        let must_change_password = self.try_password(&username, password, now).await?;
        let cookie = self.draw_secret()?;
        // Sessions that have run out go as new ones come.
        let sql = "DELETE FROM session WHERE started_at <= ?1";
        self.run(sql, vec![(now.as_unix() - LONGEST_SECONDS).into()])
            .await?;
        let sql = "INSERT INTO session (cookie, username, started_at, seen_at)
            VALUES (?1, ?2, ?3, ?3)";
        let parameters = vec![
            self.keys.cookie_hash(&cookie).into(),
            username.into(),
            now.as_unix().into(),
        ];
        self.run(sql, parameters).await?;
        self.sign_events(now).await?;
        Ok(Begun {
            cookie,
            must_change_password,
        })
    }

    /// Changes the password of the session's own user, and ends their other sessions. Needs the old
    /// one. A new one of fewer than 12 characters, or the old one again, is `Wrong`.
    ///
    /// # Errors
    /// As [`NotSignedIn`] says.
    pub async fn change_password(
        &self,
        cookie: &str,
        old: &str,
        new: &str,
        now: Instant,
    ) -> Result<(), NotSignedIn> {
        if !self.has_passwords() {
            return Err(NotSignedIn::PasswordsOff);
        }
        let session = self.current(cookie, now).await?.ok_or(NotSignedIn::Wrong)?;
        let username = session.actor.id;
        self.try_password(&username, old, now).await?;
        if !is_long_enough(new) || new == old {
            return Err(NotSignedIn::Wrong);
        }
        let kept = Kept::of(new, self.randomness.bytes()?, &self.keys.pepper)?;
        let sql = "UPDATE staff SET salt = ?2, password = ?3, must_change_password = 0
            WHERE username = ?1";
        let parameters = vec![username.as_str().into(), kept.salt.into(), kept.hash.into()];
        self.run(sql, parameters).await?;
        let sql = "DELETE FROM session WHERE username = ?1 AND cookie <> ?2";
        let parameters = vec![username.into(), self.keys.cookie_hash(cookie).into()];
        self.run(sql, parameters).await?;
        Ok(())
    }

    /// Whether the password is this user's. Answers whether it is a one-time password.
    async fn try_password(
        &self,
        username: &str,
        password: &str,
        now: Instant,
    ) -> Result<bool, NotSignedIn> {
        let name = self.tried_name(username);
        if let Some(until) = self.begin_try(&name, now).await? {
            return Err(NotSignedIn::Locked(until));
        }
        let sql = "SELECT salt, password, must_change_password FROM staff WHERE username = ?1";
        let rows = self.run(sql, vec![username.into()]).await?;
        let known = rows
            .first()
            .map(|row| Ok::<_, Fault>((kept(row.blob(0)?, row.blob(1)?)?, row.boolean(2)?)))
            .transpose()?;
        // Nobody has this password; it is only there to be as much work.
        let nobody = Kept {
            salt: [0; 16],
            hash: [0; 32],
        };
        let (kept, must_change_password) = known.clone().unwrap_or((nobody, false));
        if !kept.is(password, &self.keys.pepper)? || known.is_none() {
            return Err(NotSignedIn::Wrong);
        }
        self.forget_tries(&name, now).await?;
        Ok(must_change_password)
    }
}

fn kept(salt: &[u8], hash: &[u8]) -> Result<Kept, Fault> {
    match (salt.try_into(), hash.try_into()) {
        (Ok(salt), Ok(hash)) => Ok(Kept { salt, hash }),
        _ => Err(Fault::Internal(
            "a password is not kept as it should be".to_owned(),
        )),
    }
}
