//! Published definitions of forms. A published version never changes.

use crate::model::{Definition, FormVersion, NotPublished};
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Publishes the versions that are not there yet.
    ///
    /// # Errors
    /// When one was published with another text.
    pub async fn ensure_forms(&self, definitions: &[Definition]) -> Result<(), NotPublished> {
        for definition in definitions {
            let form = &definition.form;
            let standing = match self.form(form).await? {
                Some(standing) => standing,
                None => self.publish(definition).await?,
            };
            if standing.text != definition.text {
                return Err(NotPublished::PublishedDifferently(form.clone()));
            }
        }
        Ok(())
    }

    /// One version; none if it was never published.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn form(&self, form: &FormVersion) -> Result<Option<Definition>, Fault> {
        let sql = "SELECT text FROM form_definition WHERE form = ?1 AND version = ?2";
        let parameters = vec![form.id.as_str().into(), form.version.into()];
        let rows = self.run(sql, parameters).await?;
        rows.first()
            .map(|row| {
                Ok(Definition {
                    form: form.clone(),
                    text: row.text(0)?.to_owned(),
                })
            })
            .transpose()
    }

    /// The newest version of every form.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn current_forms(&self) -> Result<Vec<FormVersion>, Fault> {
        let sql = "SELECT form, max(version) FROM form_definition GROUP BY form ORDER BY form";
        let rows = self.run(sql, Vec::new()).await?;
        rows.iter()
            .map(|row| {
                Ok(FormVersion {
                    id: row.text(0)?.to_owned(),
                    version: row.count(1)?,
                })
            })
            .collect()
    }

    /// Publishes, and answers what stands: somebody else may have been first.
    async fn publish(&self, definition: &Definition) -> Result<Definition, Fault> {
        let sql = "INSERT OR IGNORE INTO form_definition (form, version, text) VALUES (?1, ?2, ?3)";
        let parameters = vec![
            definition.form.id.as_str().into(),
            definition.form.version.into(),
            definition.text.as_str().into(),
        ];
        self.run(sql, parameters).await?;
        let standing = self.form(&definition.form).await?;
        standing.ok_or_else(|| Fault::Internal("failed to publish a form".to_owned()))
    }
}
