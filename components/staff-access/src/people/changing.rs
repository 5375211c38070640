//! What an administrator does about a member of staff. Each is an event, with its reason, in the same transaction.

use super::making::{NO_PASSWORDS, checked_display_name, checked_reason, checked_roles, one_role};
use super::{identity_of, may, standing_of};
use crate::audit::Happening;
use crate::passwords::{Kept, one_time};
use crate::{Actor, Refusal, Store};
use database::{Connection, Value, only, transaction};
use sealing::Randomness;
use staff_model::{Change, Changed, Member, Power};
use vocabulary::{Instant, Role};

/// A password that goes with a change.
struct NewPassword {
    kept: Kept,
    /// None where nobody is to know it.
    shown: Option<String>,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Does one thing about a member of staff.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn change_staff(
        &self,
        username: &str,
        tag: Option<&str>,
        change: &Change,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Changed, Refusal> {
        let before = self.one(username, by, now).await?;
        may(Power::Change, by)?;
        let password = self.password_for(change, &before)?;
        let changed = transaction(&self.connection, async |connection| {
            let member = self.read_member(connection, username, now);
            let member = member.await?.ok_or(Refusal::NotFound)?;
            match tag {
                None => return Err(Refusal::TagMissing),
                Some(tag) if tag != member.tag => return Err(Refusal::Stale(member.tag)),
                Some(_) => {}
            }
            self.is_possible(change, &member, by)?;
            let because = match checked_reason(reason)? {
                "" => return Err(Refusal::invalid(vec![("reason", "Say why.")])),
                because => because,
            };
            self.apply(connection, change, &member, password.as_ref(), now)
                .await?;
            let after = self.read_member(connection, username, now);
            let after = after.await?.ok_or(Refusal::NotFound)?;
            if is_administrator(&member) && !is_administrator(&after) {
                self.somebody_is_left(connection).await?;
            }
            let happening = Happening {
                identity: &identity_of(username),
                at: now,
                who: &by.id,
                what: what(change),
                because,
                standing: &standing_of(&after),
            };
            self.write_down(connection, happening).await?;
            Ok(after)
        })
        .await?;
        self.sign_events(now).await?;
        Ok(Changed {
            member: changed,
            one_time_password: password.and_then(|password| password.shown),
        })
    }

    /// The password that goes with a change. Made before the transaction, because it is much work.
    fn password_for(
        &self,
        change: &Change,
        member: &Member,
    ) -> Result<Option<NewPassword>, Refusal> {
        let with_password = !self.keys.directory && !member.from_directory;
        let shown = match change {
            Change::NewPassword | Change::Allow if with_password => {
                Some(one_time(self.randomness.bytes()?))
            }
            // A program of the version before knows nothing of suspensions: no password that anybody knows fits.
            Change::Suspend => None,
            _ => return Ok(None),
        };
        let password = match &shown {
            Some(password) => password.clone(),
            None => self.draw_secret()?,
        };
        let kept = Kept::of(&password, self.randomness.bytes()?, &self.keys.pepper)?;
        Ok(Some(NewPassword { kept, shown }))
    }

    /// Whether things stand so that it can be done.
    fn is_possible(&self, change: &Change, member: &Member, by: &Actor) -> Result<(), Refusal> {
        let own = by.id == member.username;
        let conflict = match change {
            Change::Roles(_) | Change::Suspend | Change::NewPassword if own => {
                "Nobody does this to their own name. Ask another administrator, or change your own password."
            }
            Change::Roles(_) | Change::DisplayName(_) if member.from_directory => {
                "Their name and roles come from the council's directory. Change them there: that holds from the next \
                 time that they sign in. To keep them out now, suspend them."
            }
            Change::NewPassword if member.from_directory || self.keys.directory => NO_PASSWORDS,
            Change::NewPassword if member.suspended => {
                "They are suspended. Allow them to sign in again, and they get a new password."
            }
            Change::Suspend if member.suspended => "They are suspended already.",
            Change::Allow if !member.suspended => "They are not suspended.",
            Change::Roles(roles) => {
                one_role(roles)?;
                match checked_roles(roles)? == member.roles.join(" ") {
                    true => "They have exactly these roles already.",
                    false => return Ok(()),
                }
            }
            Change::DisplayName(name) => {
                if checked_display_name(name)?.is_empty() {
                    return Err(Refusal::invalid(vec![("display_name", "Enter a name.")]));
                }
                return Ok(());
            }
            _ => return Ok(()),
        };
        Err(Refusal::conflict(conflict))
    }

    async fn apply(
        &self,
        connection: &C,
        change: &Change,
        member: &Member,
        password: Option<&NewPassword>,
        now: Instant,
    ) -> Result<(), Refusal> {
        let set = async |column: &str, value: Value| {
            let sql = format!(
                "UPDATE staff SET {column} = ?2, revision = revision + 1 WHERE username = ?1"
            );
            connection
                .execute(&sql, vec![member.username.as_str().into(), value])
                .await
        };
        match change {
            Change::Roles(roles) => drop(set("roles", checked_roles(roles)?.into()).await?),
            Change::DisplayName(name) => drop(set("display_name", name.trim().into()).await?),
            Change::Suspend => drop(set("suspended_at", now.as_unix().into()).await?),
            Change::Allow => drop(set("suspended_at", Value::Null).await?),
            Change::NewPassword => {}
            Change::EndSessions => {
                drop(set("display_name", member.display_name.as_str().into()).await?)
            }
        }
        if let Some(password) = password {
            set("salt", password.kept.salt.into()).await?;
            set("password", password.kept.hash.into()).await?;
            let one_time = password.shown.is_some();
            set("must_change_password", one_time.into()).await?;
            // Whoever was locked out may try the new one at once.
            let sql = "DELETE FROM tries WHERE name = ?1";
            let name = self.tried_name(&member.username);
            connection.execute(sql, vec![name.into()]).await?;
        }
        if matches!(
            change,
            Change::Suspend | Change::NewPassword | Change::EndSessions
        ) {
            let sql = "DELETE FROM session WHERE username = ?1";
            let parameters = vec![member.username.as_str().into()];
            connection.execute(sql, parameters).await?;
        }
        Ok(())
    }

    /// Refuses to leave nobody who can give roles.
    async fn somebody_is_left(&self, connection: &C) -> Result<(), Refusal> {
        let sql = "SELECT count(*) FROM staff
            WHERE suspended_at IS NULL AND ' ' || roles || ' ' LIKE '% administrator %'";
        let rows = connection.execute(sql, Vec::new()).await?;
        match only(&rows)?.integer(0)? {
            0 => Err(Refusal::conflict(
                "Nobody would be left who manages staff. Give somebody else the role administrator first.",
            )),
            _ => Ok(()),
        }
    }
}

fn is_administrator(member: &Member) -> bool {
    let role = Role::Administrator.id();
    !member.suspended && member.roles.iter().any(|held| held == role)
}

/// The verb of the audit log.
const fn what(change: &Change) -> &'static str {
    match change {
        Change::Roles(_) => "roles",
        Change::DisplayName(_) => "display-name",
        Change::Suspend => "suspended",
        Change::Allow => "allowed",
        Change::NewPassword => "new-password",
        Change::EndSessions => "sessions-ended",
    }
}
