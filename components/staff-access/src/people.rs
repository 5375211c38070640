//! Staff and machines: who there is, and which roles they have.

use crate::passwords::{Kept, one_time};
use crate::{Actor, Fault, Store};
use database::{Connection, SqlError};
use sealing::Randomness;
use vocabulary::{Instant, Role};

/// Why nobody was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCreated {
    /// There is somebody or something of that name already.
    Taken,
    /// The name is not 2 to 64 of a-z, 0-9, `.`, `-`.
    BadName,
    /// A role that is not in the contract. Carries it.
    UnknownRole(String),
    Failed(Fault),
}

impl<E: Into<Fault>> From<E> for NotCreated {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}

/// A member of staff, as colleagues may see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub username: String,
    pub display_name: String,
    pub roles: Vec<String>,
}

/// Somebody who is to be written down.
pub(crate) struct NewStaff<'a> {
    pub username: &'a str,
    pub display_name: &'a str,
    pub roles: &'a [String],
    pub password: &'a str,
    pub must_change_password: bool,
    pub by: &'a str,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Creates a member of staff and answers a one-time password.
    ///
    /// # Errors
    /// As [`NotCreated`] says.
    pub async fn create_staff(
        &self,
        username: &str,
        display_name: &str,
        roles: &[String],
        by: &Actor,
        now: Instant,
    ) -> Result<String, NotCreated> {
        let password = one_time(self.randomness.bytes()?);
        let staff = NewStaff {
            username,
            display_name,
            roles,
            password: &password,
            must_change_password: true,
            by: &by.id,
        };
        self.write_staff(&staff, now).await?;
        Ok(password)
    }

    /// Creates a service token and answers it.
    ///
    /// # Errors
    /// As [`NotCreated`] says.
    pub async fn create_service_token(
        &self,
        name: &str,
        roles: &[String],
        by: &Actor,
        now: Instant,
    ) -> Result<String, NotCreated> {
        let token = self.draw_secret()?;
        self.write_token(name, &token, roles, &by.id, now).await?;
        Ok(token)
    }

    /// Everybody who can sign in, by user name.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn colleagues(&self) -> Result<Vec<Colleague>, Fault> {
        let mut colleagues = Vec::new();
        loop {
            let after = colleagues
                .last()
                .map_or("", |last: &Colleague| &last.username);
            let sql = "SELECT username, display_name, roles FROM staff
                WHERE username > ?1 ORDER BY username LIMIT 500";
            let rows = self.run(sql, vec![after.into()]).await?;
            for row in &rows {
                colleagues.push(Colleague {
                    username: row.text(0)?.to_owned(),
                    display_name: row.text(1)?.to_owned(),
                    roles: roles_of(row.text(2)?),
                });
            }
            if rows.len() < 500 {
                return Ok(colleagues);
            }
        }
    }

    pub(crate) async fn write_staff(
        &self,
        staff: &NewStaff<'_>,
        now: Instant,
    ) -> Result<(), NotCreated> {
        check_name(staff.username)?;
        let roles = checked_roles(staff.roles)?;
        let display_name = match staff.display_name.trim() {
            "" => staff.username,
            given => given,
        };
        let kept = Kept::of(staff.password, self.randomness.bytes()?, &self.keys.pepper)?;
        let sql = "INSERT INTO staff (username, display_name, roles, salt, password,
                must_change_password, created_by, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let parameters = vec![
            staff.username.into(),
            display_name.into(),
            roles.into(),
            kept.salt.into(),
            kept.hash.into(),
            staff.must_change_password.into(),
            staff.by.into(),
            now.as_unix().into(),
        ];
        self.run(sql, parameters).await.map(drop).map_err(taken)
    }

    pub(crate) async fn write_token(
        &self,
        name: &str,
        token: &str,
        roles: &[String],
        by: &str,
        now: Instant,
    ) -> Result<(), NotCreated> {
        check_name(name)?;
        let roles = checked_roles(roles)?;
        let sql = "INSERT INTO service_token (hash, name, roles, created_by, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5)";
        let parameters = vec![
            self.keys.token_hash(token).into(),
            name.into(),
            roles.into(),
            by.into(),
            now.as_unix().into(),
        ];
        self.run(sql, parameters).await.map(drop).map_err(taken)
    }
}

fn taken(error: SqlError) -> NotCreated {
    match error {
        SqlError::Constraint(_) => NotCreated::Taken,
        other => other.into(),
    }
}

fn check_name(name: &str) -> Result<(), NotCreated> {
    let fits =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
    match (2..=64).contains(&name.len()) && name.bytes().all(fits) {
        true => Ok(()),
        false => Err(NotCreated::BadName),
    }
}

/// Roles as they are stored: each once, in the contract's order.
fn checked_roles(roles: &[String]) -> Result<String, NotCreated> {
    if let Some(unknown) = roles.iter().find(|role| Role::from_id(role).is_none()) {
        return Err(NotCreated::UnknownRole(unknown.clone()));
    }
    let held: Vec<&str> = Role::ALL
        .iter()
        .map(|role| role.id())
        .filter(|role| roles.iter().any(|given| given == role))
        .collect();
    Ok(held.join(" "))
}

/// Roles as they are handed out.
pub(crate) fn roles_of(stored: &str) -> Vec<String> {
    stored.split_whitespace().map(str::to_owned).collect()
}
