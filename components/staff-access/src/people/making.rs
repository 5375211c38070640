//! Making members of staff.

use super::{identity_of, may};
use crate::audit::Happening;
use crate::passwords::{Kept, one_time};
use crate::{Actor, Fault, Refusal, Store};
use database::{Connection, SqlError, transaction};
use sealing::Randomness;
use staff_model::{Changed, NewMember, Power};
use vocabulary::{Instant, Role};

/// Somebody who is to be written down.
pub(crate) struct NewStaff<'a> {
    pub username: &'a str,
    pub display_name: &'a str,
    pub roles: &'a [String],
    pub password: &'a str,
    pub must_change_password: bool,
    pub by: &'a str,
    pub because: &'a str,
}

/// What nobody can do where staff sign in with the council's directory.
pub(super) const NO_PASSWORDS: &str = "Staff sign in with the council's directory here, so that nobody has a password. \
     Give them a role in the directory.";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Creates a member of staff, with a one-time password. The reason may be empty.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn create_staff(
        &self,
        new: &NewMember,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Changed, Refusal> {
        may(Power::Change, by)?;
        if self.keys.directory {
            return Err(Refusal::conflict(NO_PASSWORDS));
        }
        together([
            check_name("username", &new.username),
            checked_display_name(&new.display_name).map(drop),
            checked_roles(&new.roles).map(drop),
            one_role(&new.roles),
            checked_reason(reason).map(drop),
        ])?;
        let because = reason.trim();
        let password = one_time(self.randomness.bytes()?);
        let staff = NewStaff {
            username: &new.username,
            display_name: &new.display_name,
            roles: &new.roles,
            password: &password,
            must_change_password: true,
            by: &by.id,
            because,
        };
        self.write_staff(&staff, now).await?;
        self.sign_events(now).await?;
        let member = self.read_member(&self.connection, &new.username, now);
        Ok(Changed {
            member: member.await?.ok_or(Refusal::NotFound)?,
            one_time_password: Some(password),
        })
    }

    pub(crate) async fn write_staff(
        &self,
        staff: &NewStaff<'_>,
        now: Instant,
    ) -> Result<(), Refusal> {
        check_name("username", staff.username)?;
        let roles = checked_roles(staff.roles)?;
        let display_name = match checked_display_name(staff.display_name)? {
            "" => staff.username,
            given => given,
        };
        let kept = Kept::of(staff.password, self.randomness.bytes()?, &self.keys.pepper)?;
        transaction(&self.connection, async |connection| {
            let sql = "INSERT INTO staff (username, display_name, roles, salt, password,
                    must_change_password, created_by, created_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            let parameters = vec![
                staff.username.into(),
                display_name.into(),
                roles.as_str().into(),
                kept.salt.into(),
                kept.hash.into(),
                staff.must_change_password.into(),
                staff.by.into(),
                now.as_unix().into(),
            ];
            connection.execute(sql, parameters).await.map_err(taken)?;
            let happening = Happening {
                identity: &identity_of(staff.username),
                at: now,
                who: staff.by,
                what: "created",
                because: staff.because,
                standing: &roles,
            };
            Ok(self.write_down(connection, happening).await?)
        })
        .await
    }
}

/// Everything that is wrong with what was sent, at once.
pub(super) fn together<const N: usize>(checks: [Result<(), Refusal>; N]) -> Result<(), Refusal> {
    let mut wrong = Vec::new();
    for check in checks {
        match check {
            Err(Refusal::Invalid(fields)) => wrong.extend(fields),
            other => other?,
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(wrong)),
    }
}

/// Somebody or something that may do nothing is not made.
pub(super) fn one_role(roles: &[String]) -> Result<(), Refusal> {
    match roles.is_empty() {
        true => Err(Refusal::invalid(vec![("roles", ONE_ROLE)])),
        false => Ok(()),
    }
}

const ONE_ROLE: &str = "Choose one role at least. To keep somebody from signing in, suspend them.";

pub(super) fn taken(error: SqlError) -> Refusal {
    match error {
        SqlError::Constraint(_) => {
            Refusal::conflict("There is somebody or something of this name. Choose another.")
        }
        other => Refusal::Failed(Fault::from(other)),
    }
}

pub(super) fn check_name(field: &str, name: &str) -> Result<(), Refusal> {
    let fits =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
    match (2..=64).contains(&name.len()) && name.bytes().all(fits) {
        true => Ok(()),
        false => Err(Refusal::invalid(vec![(
            field,
            "Make the user name of 2 to 64 small letters, digits, full stops and hyphens.",
        )])),
    }
}

/// A name that colleagues see, without spaces around it.
pub(super) fn checked_display_name(name: &str) -> Result<&str, Refusal> {
    let name = name.trim();
    match name.chars().count() <= 100 && !name.chars().any(char::is_control) {
        true => Ok(name),
        false => Err(Refusal::invalid(vec![(
            "display_name",
            "Must have at most 100 characters on one line.",
        )])),
    }
}

/// Why something is done, without spaces around it. It may be empty.
pub(super) fn checked_reason(reason: &str) -> Result<&str, Refusal> {
    let reason = reason.trim();
    match reason.chars().count() <= 1_000 && !reason.contains('\0') {
        true => Ok(reason),
        false => Err(Refusal::invalid(vec![(
            "reason",
            "Must have at most 1000 characters.",
        )])),
    }
}

/// Roles as they are stored: each once, in the contract's order.
pub(crate) fn checked_roles(roles: &[String]) -> Result<String, Refusal> {
    if let Some(unknown) = roles.iter().find(|role| Role::from_id(role).is_none()) {
        let sentence = format!("There is no role {unknown}.");
        return Err(Refusal::invalid(vec![("roles", &sentence)]));
    }
    let held: Vec<&str> = Role::ALL
        .iter()
        .map(|role| role.id())
        .filter(|role| roles.iter().any(|given| given == role))
        .collect();
    Ok(held.join(" "))
}
