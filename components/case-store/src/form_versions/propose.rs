//! Somebody proposes a version.

use super::{StandingVersion, VersionRefusal};
use crate::Store;
use crate::model::{Actor, Definition};
use crate::permissions::{Action, allows};
use crate::publications::Deeds;
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::Instant;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Proposes a version: the number after the newest that was published. The same text from the same
    /// person a second time changes nothing.
    ///
    /// # Errors
    /// As [`VersionRefusal`] says.
    pub async fn propose_form(
        &self,
        definition: &Definition,
        by: &Actor,
        now: Instant,
    ) -> Result<StandingVersion, VersionRefusal> {
        if !allows(Action::ChangeForms, &by.roles) {
            return Err(VersionRefusal::NotAllowed);
        }
        transaction(&self.connection, async |connection| {
            let form = &definition.form;
            self.is_next(connection, definition).await?;
            let sql = "SELECT text, proposed_by FROM form_proposal
                WHERE form = ?1 AND version = ?2 AND state = 'proposed'";
            let parameters = vec![form.id.as_str().into(), form.version.into()];
            let rows = connection.execute(sql, parameters).await?;
            if let Some(row) = rows.first() {
                let who = row.text(1)?;
                if row.text(0)? != definition.text || who != by.id {
                    return Err(VersionRefusal::Conflict(format!(
                        "{who} has proposed version {} of {} already. Approve it, or take it back first.",
                        form.version, form.id
                    )));
                }
            } else {
                let sql = "INSERT INTO form_proposal (form, version, text, proposed_by, proposed_at)
                    VALUES (?1, ?2, ?3, ?4, ?5)";
                let parameters = vec![
                    form.id.as_str().into(),
                    form.version.into(),
                    definition.text.as_str().into(),
                    by.id.as_str().into(),
                    now.as_unix().into(),
                ];
                connection.execute(sql, parameters).await?;
                let deed = Deeds {
                    what: "form-proposed",
                    because: None,
                    takes_effect: None,
                    by,
                    now,
                };
                self.write_publication(connection, &self.publication_of_form(definition), &deed)
                    .await?;
            }
            Ok(self.standing_version(connection, form, by).await?.0)
        })
        .await
    }

    /// Whether this is the version that comes next.
    pub(super) async fn is_next(
        &self,
        connection: &C,
        definition: &Definition,
    ) -> Result<(), VersionRefusal> {
        let form = &definition.form;
        let sql = "SELECT max(version) FROM form_definition WHERE form = ?1";
        let rows = connection
            .execute(sql, vec![form.id.as_str().into()])
            .await?;
        let newest = match rows.first() {
            Some(row) => row.optional_integer(0)?,
            None => None,
        };
        match newest {
            None => Err(VersionRefusal::Conflict(format!(
                "There is no form with the id {}. A new form comes with a new release.",
                form.id
            ))),
            Some(newest) if i64::from(form.version) != newest + 1 => {
                Err(VersionRefusal::Conflict(format!(
                    "The newest version of {} is {newest}, so the next one is version {}.",
                    form.id,
                    newest + 1
                )))
            }
            Some(_) => Ok(()),
        }
    }
}
