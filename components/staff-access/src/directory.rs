//! Signing in as whom the council's own directory vouches for.
//!
//! Somebody is known by issuer and subject together, of which a keyed hash is kept; their name is for showing, and
//! their roles are those that the directory says at each sign-in. So that a role that was taken away there ends here,
//! such a session is short.

use crate::audit::Happening;
use crate::passwords::Kept;
use crate::people::{checked_roles, identity_of, standing_of};
use crate::{Begun, Fault, Refusal, Store};
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::{Instant, Role};

/// A session ends after this long: then the directory is asked again.
const LONGEST_SECONDS: i64 = 4 * 3600;
/// Who writes down what the directory says.
const DIRECTORY: &str = "directory";
/// The longest name, in characters.
const LONGEST_NAME: usize = 100;

/// Somebody whom the directory vouches for. It names a person, so nothing prints it.
#[derive(Clone)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub roles: Vec<String>,
}

/// Why somebody whom the directory knows was not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotLetIn {
    /// The directory gives them no role here.
    NoRole,
    /// An administrator has suspended them.
    Suspended,
    Failed(Fault),
}

impl<E: Into<Fault>> From<E> for NotLetIn {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Whether staff sign in with typed passwords.
    pub fn has_passwords(&self) -> bool {
        !self.keys.directory
    }

    /// Begins a session for somebody whom the directory vouches for.
    ///
    /// # Errors
    /// As [`NotLetIn`] says.
    pub async fn begin_for(&self, known: &Identity, now: Instant) -> Result<Begun, NotLetIn> {
        if !self.keys.directory {
            return Err(Fault::Internal("there is no directory".to_owned()).into());
        }
        let hash = self.keys.identity_hash(&known.issuer, &known.subject);
        let roles = roles(known)?;
        let cookie = self.draw_secret()?;
        // Nobody knows it, so that nobody signs in with it where there are passwords again.
        let password = Kept::of(
            &self.draw_secret()?,
            self.randomness.bytes()?,
            &self.keys.pepper,
        )?;
        let let_in = transaction(&self.connection, async |connection| {
            let sql = "SELECT username FROM staff WHERE identity = ?1";
            let rows = connection.execute(sql, vec![hash.into()]).await?;
            let username = match rows.first() {
                Some(row) => row.text(0)?.to_owned(),
                None if roles.is_empty() => return Ok(Err(NotLetIn::NoRole)),
                None => {
                    self.write_known(connection, known, (&hash, &roles, &password), now)
                        .await?
                }
            };
            let member = self.read_member(connection, &username, now).await?;
            let member = member.ok_or_else(|| Fault::Internal("nobody is there".to_owned()))?;
            let display_name = shown(known).unwrap_or_else(|| member.display_name.clone());
            if (member.roles.join(" "), &member.display_name) != (roles.clone(), &display_name) {
                let sql = "UPDATE staff SET roles = ?2, display_name = ?3, revision = revision + 1
                    WHERE username = ?1";
                let parameters = vec![
                    username.as_str().into(),
                    roles.as_str().into(),
                    display_name.into(),
                ];
                connection.execute(sql, parameters).await?;
            }
            if member.roles.join(" ") != roles {
                self.write_roles(connection, &username, now).await?;
            }
            if member.suspended || roles.is_empty() {
                let sql = "DELETE FROM session WHERE username = ?1";
                connection.execute(sql, vec![username.into()]).await?;
                return Ok(Err(match member.suspended {
                    true => NotLetIn::Suspended,
                    false => NotLetIn::NoRole,
                }));
            }
            self.write_session(connection, &username, &cookie, now)
                .await?;
            Ok::<_, Fault>(Ok(()))
        })
        .await?;
        self.sign_events(now).await?;
        let_in.map(|()| Begun {
            cookie,
            must_change_password: false,
        })
    }

    /// The session itself. Those that run out go as new ones come, and with them those of passwords, which are off.
    async fn write_session(
        &self,
        connection: &C,
        username: &str,
        cookie: &str,
        now: Instant,
    ) -> Result<(), Fault> {
        let sql = "DELETE FROM session WHERE ends_at IS NULL OR ends_at <= ?1";
        connection.execute(sql, vec![now.as_unix().into()]).await?;
        let sql = "INSERT INTO session (cookie, username, started_at, seen_at, ends_at)
            VALUES (?1, ?2, ?3, ?3, ?4)";
        let parameters = vec![
            self.keys.cookie_hash(cookie).into(),
            username.into(),
            now.as_unix().into(),
            (now.as_unix() + LONGEST_SECONDS).into(),
        ];
        connection.execute(sql, parameters).await?;
        Ok(())
    }

    async fn write_roles(&self, connection: &C, username: &str, now: Instant) -> Result<(), Fault> {
        let Some(member) = self.read_member(connection, username, now).await? else {
            return Ok(());
        };
        let happening = Happening {
            identity: &identity_of(username),
            at: now,
            who: DIRECTORY,
            what: "roles",
            because: "",
            standing: &standing_of(&member),
        };
        self.write_down(connection, happening).await
    }

    /// Somebody who comes for the first time. Answers the user name by which colleagues know them.
    async fn write_known(
        &self,
        connection: &C,
        known: &Identity,
        (hash, roles, password): (&[u8; 32], &str, &Kept),
        now: Instant,
    ) -> Result<String, Fault> {
        let username = self.free_name(connection, &handle(known, hash)).await?;
        let display_name = shown(known).unwrap_or_else(|| username.clone());
        let sql = "INSERT INTO staff (username, display_name, roles, salt, password, must_change_password,
                created_by, created_at, identity)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8)";
        let parameters = vec![
            username.as_str().into(),
            display_name.into(),
            roles.into(),
            password.salt.into(),
            password.hash.into(),
            DIRECTORY.into(),
            now.as_unix().into(),
            (*hash).into(),
        ];
        connection.execute(sql, parameters).await?;
        let happening = Happening {
            identity: &identity_of(&username),
            at: now,
            who: DIRECTORY,
            what: "created",
            because: "",
            standing: roles,
        };
        self.write_down(connection, happening).await?;
        Ok(username)
    }

    /// The name, or the name and the first number with which nobody has it.
    async fn free_name(&self, connection: &C, handle: &str) -> Result<String, Fault> {
        for number in 1..1_000 {
            let name = match number {
                1 => handle.to_owned(),
                _ => format!("{handle}-{number}"),
            };
            let sql = "SELECT 1 FROM staff WHERE username = ?1";
            let rows = connection.execute(sql, vec![name.as_str().into()]).await?;
            if rows.is_empty() {
                return Ok(name);
            }
        }
        Err(Fault::Internal(
            "a thousand people have one name".to_owned(),
        ))
    }
}

/// The roles of the contract that the directory gives somebody, as they are stored. Nobody is a machine.
fn roles(known: &Identity) -> Result<String, Fault> {
    let worker = Role::Worker.id();
    let held: Vec<String> = known
        .roles
        .iter()
        .filter(|role| *role != worker)
        .cloned()
        .collect();
    match checked_roles(&held) {
        Ok(roles) => Ok(roles),
        Err(Refusal::Failed(fault)) => Err(fault),
        Err(_) => Err(Fault::Internal(
            "a role that is not known came in".to_owned(),
        )),
    }
}

/// The name that colleagues see.
fn shown(known: &Identity) -> Option<String> {
    let name: String = known
        .name
        .as_deref()?
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_NAME)
        .collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// What somebody is called here: of the e-mail address or the name that the directory shows. It opens nothing.
fn handle(known: &Identity, hash: &[u8; 32]) -> String {
    let local = known
        .email
        .as_deref()
        .and_then(|email| email.split('@').next());
    let said = local.or(known.name.as_deref()).unwrap_or_default();
    let mut handle = String::new();
    for character in said.chars() {
        match character.to_ascii_lowercase() {
            letter @ ('a'..='z' | '0'..='9') => handle.push(letter),
            _ if handle.ends_with('.') || handle.is_empty() => {}
            _ => handle.push('.'),
        }
    }
    handle.truncate(40);
    let handle = handle.trim_end_matches('.');
    match handle.len() >= 2 {
        true => handle.to_owned(),
        false => {
            let few: String = hash
                .iter()
                .take(4)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("staff.{few}")
        }
    }
}
