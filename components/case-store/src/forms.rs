//! Published definitions of forms, as those who show them to residents read them. A published version
//! never changes. How people publish and withdraw them is `form_versions`.

use crate::model::{Definition, FormVersion, NotPublished};
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Publishes the versions that are not there yet: all that can be, whatever is wrong with one.
    ///
    /// # Errors
    /// When one was published with another text. Carries the first.
    pub async fn ensure_forms(&self, definitions: &[Definition]) -> Result<(), NotPublished> {
        let mut differently = None;
        for definition in definitions {
            let form = &definition.form;
            let standing = match self.form(form).await? {
                Some(standing) => standing,
                None => self.publish(definition).await?,
            };
            if standing.text != definition.text {
                differently.get_or_insert_with(|| form.clone());
            }
        }
        differently.map_or(Ok(()), |form| Err(NotPublished::PublishedDifferently(form)))
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

    /// The newest version of every form that was not withdrawn.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn current_forms(&self) -> Result<Vec<FormVersion>, Fault> {
        let sql = "SELECT form, max(version) FROM form_definition d
            WHERE NOT EXISTS (SELECT 1 FROM form_withdrawal w
                WHERE w.form = d.form AND w.version = d.version)
            GROUP BY form ORDER BY form";
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
