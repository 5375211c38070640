//! For the host: readiness, and the staff of a demonstration.

use crate::people::NewStaff;
use crate::{Fault, Refusal, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// Who wrote down the people of a demonstration.
const DEMONSTRATION: &str = "demonstration";

/// Somebody to put into a demonstration, with a password that is theirs from the start.
#[derive(Clone, Debug)]
pub struct DemonstrationStaff {
    pub username: String,
    pub display_name: String,
    pub password: String,
    pub roles: Vec<String>,
}

/// A token to put into a demonstration.
#[derive(Clone, Debug)]
pub struct DemonstrationToken {
    pub name: String,
    pub token: String,
    pub roles: Vec<String>,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Key right, one read. (`open` has migrated.)
    ///
    /// # Errors
    /// When the store cannot do its work.
    pub async fn ready(&self) -> Result<(), Fault> {
        self.check_keys().await?;
        self.run("SELECT username FROM staff LIMIT 1", Vec::new())
            .await?;
        Ok(())
    }

    /// Adds those that are not there yet, and changes nobody who is.
    ///
    /// # Errors
    /// When one of them has a name or a role that cannot be, or the database does not allow it.
    pub async fn demonstrate(
        &self,
        staff: &[DemonstrationStaff],
        tokens: &[DemonstrationToken],
        now: Instant,
    ) -> Result<(), Fault> {
        for person in staff {
            // Looked at first, because writing somebody down is as much work as signing in.
            let sql = "SELECT 1 FROM staff WHERE username = ?1";
            let rows = self.run(sql, vec![person.username.as_str().into()]).await?;
            if rows.is_empty() {
                let new = NewStaff {
                    username: &person.username,
                    display_name: &person.display_name,
                    roles: &person.roles,
                    password: &person.password,
                    must_change_password: false,
                    by: DEMONSTRATION,
                    because: "",
                };
                settled(&person.username, self.write_staff(&new, now).await)?;
            }
        }
        for token in tokens {
            let by = (DEMONSTRATION, "");
            let written = self.write_token(&token.name, &token.token, &token.roles, by, now);
            let written = written.await;
            settled(&token.name, written)?;
        }
        Ok(())
    }
}

/// There already is as good as written.
fn settled(name: &str, written: Result<(), Refusal>) -> Result<(), Fault> {
    match written {
        Ok(()) | Err(Refusal::Conflict(_)) => Ok(()),
        Err(Refusal::Failed(fault)) => Err(fault),
        Err(refusal) => Err(Fault::Internal(format!(
            "{name} cannot be added: {refusal:?}"
        ))),
    }
}
