//! Views of a list that somebody keeps for themselves.

use crate::{Actor, Fault, Refusal, Store};
use database::{Connection, only, transaction};
use sealing::Randomness;
use staff_model::SavedView;
use vocabulary::Instant;

/// The longest name and query, in characters, and the most views of one person.
const LONGEST_NAME: usize = 60;
const LONGEST_QUERY: usize = 500;
const MOST: i64 = 20;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The actor's own, by name.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn saved_views(&self, by: &Actor) -> Result<Vec<SavedView>, Fault> {
        let sql = "SELECT name, query FROM saved_view WHERE username = ?1 ORDER BY name";
        let rows = self.run(sql, vec![by.id.as_str().into()]).await?;
        let view = |row: &database::Row| {
            Ok(SavedView {
                name: row.text(0)?.to_owned(),
                query: row.text(1)?.to_owned(),
            })
        };
        rows.iter().map(view).collect()
    }

    /// Saves one, in place of an older one of that name.
    ///
    /// # Errors
    /// `Invalid` where name or query cannot be kept, `Conflict` where there would be more than 20.
    pub async fn save_view(
        &self,
        view: &SavedView,
        by: &Actor,
        now: Instant,
    ) -> Result<(), Refusal> {
        let (name, query) = (view.name.trim(), view.query.as_str());
        let mut wrong = Vec::new();
        let fits = |text: &str, longest| {
            text.chars().count() <= longest && !text.chars().any(char::is_control)
        };
        if name.is_empty() || !fits(name, LONGEST_NAME) {
            wrong.push(("name", "Must have 1 to 60 characters on one line."));
        }
        if !fits(query, LONGEST_QUERY) {
            wrong.push(("query", "Must have at most 500 characters on one line."));
        }
        if !wrong.is_empty() {
            return Err(Refusal::invalid(wrong));
        }
        transaction(&self.connection, async |connection| {
            let sql =
                "INSERT INTO saved_view (username, name, query, saved_at) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (username, name) DO UPDATE SET query = ?3, saved_at = ?4";
            let parameters = vec![
                by.id.as_str().into(),
                name.into(),
                query.into(),
                now.as_unix().into(),
            ];
            connection.execute(sql, parameters).await?;
            let sql = "SELECT count(*) FROM saved_view WHERE username = ?1";
            let rows = connection.execute(sql, vec![by.id.as_str().into()]).await?;
            match only(&rows)?.integer(0)? > MOST {
                true => Err(Refusal::Conflict(
                    "You have 20 saved views, and there is no room for more. Remove one first."
                        .to_owned(),
                )),
                false => Ok(()),
            }
        })
        .await
    }

    /// Removes one. Removing one that is not there is not an error.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn remove_view(&self, name: &str, by: &Actor) -> Result<(), Fault> {
        let sql = "DELETE FROM saved_view WHERE username = ?1 AND name = ?2";
        let parameters = vec![by.id.as_str().into(), name.trim().into()];
        self.run(sql, parameters).await?;
        Ok(())
    }
}
