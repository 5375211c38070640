//! Staff and machines: who there is, and which roles they have.

mod changing;
mod making;
mod tokens;

use crate::audit::{SUSPENDED, standing};
use crate::sessions::{IDLE_SECONDS, LONGEST_SECONDS};
use crate::{Actor, Fault, Refusal, Store};
use database::{Connection, Row, run};
use sealing::Randomness;
use staff_model::{Event, Member, Power};
use vocabulary::Instant;

pub(crate) use making::{NewStaff, checked_roles};

/// A member of staff, as colleagues may see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub username: String,
    pub display_name: String,
    pub roles: Vec<String>,
}

/// How many rows are read at once.
const PAGE: usize = 500;

/// A member of staff, with the sessions that are open at `?1`, `?2` and `?3`: begun after, seen after, now.
const MEMBER: &str = "SELECT p.username, p.display_name, p.roles, p.identity IS NOT NULL, p.must_change_password,
        p.suspended_at IS NOT NULL, p.created_by, p.created_at, p.revision,
        (SELECT count(*) FROM session s WHERE s.username = p.username AND s.started_at > ?1 AND s.seen_at > ?2
            AND (s.ends_at IS NULL OR s.ends_at > ?3))
    FROM staff p WHERE p.username";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Everybody, by user name.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn everybody(&self, by: &Actor, now: Instant) -> Result<Vec<Member>, Refusal> {
        may(Power::Look, by)?;
        let sql = format!("{MEMBER} > ?4 ORDER BY p.username LIMIT {PAGE}");
        let mut people: Vec<Member> = Vec::new();
        loop {
            let after = people.last().map_or("", |last| &last.username);
            let rows = self.run(&sql, at(now, after)).await?;
            for row in &rows {
                people.push(member(row)?);
            }
            if rows.len() < PAGE {
                return Ok(people);
            }
        }
    }

    /// One member of staff.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn one(&self, username: &str, by: &Actor, now: Instant) -> Result<Member, Refusal> {
        may(Power::Look, by)?;
        self.read_member(&self.connection, username, now)
            .await?
            .ok_or(Refusal::NotFound)
    }

    /// What was done about one member of staff: up to 100 events after a sequence number.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn history(
        &self,
        username: &str,
        after: u64,
        by: &Actor,
    ) -> Result<Vec<Event>, Refusal> {
        may(Power::Look, by)?;
        let sql = "SELECT 1 FROM staff WHERE username = ?1";
        let rows = self.run(sql, vec![username.into()]).await?;
        if rows.is_empty() {
            return Err(Refusal::NotFound);
        }
        Ok(self.events_of(&identity_of(username), after).await?)
    }

    pub(crate) async fn read_member(
        &self,
        connection: &C,
        username: &str,
        now: Instant,
    ) -> Result<Option<Member>, Fault> {
        let sql = format!("{MEMBER} = ?4");
        let rows = run(connection, &sql, at(now, username)).await?;
        rows.first().map(member).transpose()
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
                WHERE username > ?1 AND suspended_at IS NULL ORDER BY username LIMIT 500";
            let rows = self.run(sql, vec![after.into()]).await?;
            for row in &rows {
                colleagues.push(Colleague {
                    username: row.text(0)?.to_owned(),
                    display_name: row.text(1)?.to_owned(),
                    roles: roles_of(row.text(2)?),
                });
            }
            if rows.len() < PAGE {
                return Ok(colleagues);
            }
        }
    }
}

/// The parameters of [`MEMBER`].
fn at(now: Instant, username: &str) -> Vec<database::Value> {
    let now = now.as_unix();
    vec![
        (now - LONGEST_SECONDS).into(),
        (now - IDLE_SECONDS).into(),
        now.into(),
        username.into(),
    ]
}

fn member(row: &Row) -> Result<Member, Fault> {
    Ok(Member {
        username: row.text(0)?.to_owned(),
        display_name: row.text(1)?.to_owned(),
        roles: roles_of(row.text(2)?),
        from_directory: row.boolean(3)?,
        has_one_time_password: row.boolean(4)?,
        suspended: row.boolean(5)?,
        created_by: row.text(6)?.to_owned(),
        created_at: Instant::from_unix(row.integer(7)?),
        tag: row.integer(8)?.to_string(),
        sessions: row.count(9)?,
    })
}

/// Refuses who does not hold a power.
fn may(power: Power, by: &Actor) -> Result<(), Refusal> {
    match power.is_held_with(&by.roles) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed),
    }
}

/// Whose audit chain it is.
pub(crate) fn identity_of(username: &str) -> String {
    format!("staff:{username}")
}

/// What a member of staff may do, as the audit log has it.
pub(crate) fn standing_of(member: &Member) -> String {
    let suspended = member.suspended.then_some(SUSPENDED);
    standing(&member.roles.join(" "), suspended)
}

/// Roles as they are handed out.
pub(crate) fn roles_of(stored: &str) -> Vec<String> {
    stored.split_whitespace().map(str::to_owned).collect()
}
