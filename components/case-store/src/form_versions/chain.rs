//! The audit chain of a form: what people did to its versions.

use super::FormEvent;
use crate::audit::{Chain, Happening};
use crate::model::{Actor, Definition};
use crate::records::Particulars;
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// The verb of the event that publishes a text.
pub(crate) const PUBLISHED: &str = "form-published";

/// How many events are answered at once.
const PAGE: i64 = 200;

/// What the links of a form's chain are bound to.
pub(crate) fn identity_of(form: &str) -> String {
    format!("form {form}")
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The keyed hash of a version's text, in hex, by which a text that was changed is found out.
    pub(crate) fn text_hash(&self, definition: &Definition) -> String {
        let parts = [
            definition.form.id.as_bytes(),
            &definition.form.version.to_be_bytes(),
            definition.text.as_bytes(),
        ];
        let hash = self.keys.index.hash("form text", &parts);
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Writes down what somebody did to a version, inside the caller's transaction.
    pub(super) async fn write_form_event(
        &self,
        connection: &C,
        definition: &Definition,
        what: &str,
        because: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<(), Fault> {
        let form = definition.form.id.as_str();
        let sql = "SELECT chain, chain_length, chain_hash FROM form_chain WHERE form = ?1";
        let rows = connection.execute(sql, vec![form.into()]).await?;
        let chain = match rows.first() {
            Some(row) => Chain {
                id: row.integer(0)?,
                identity: identity_of(form),
                length: row.integer(1)?,
                hash: row.blob(2)?.to_vec(),
            },
            None => Chain {
                id: self.form_chain(form),
                ..Chain::new(&identity_of(form))
            },
        };
        let particulars = Particulars {
            because: because.map(str::to_owned),
            form_version: Some(definition.form.version),
            form_text: Some(self.text_hash(definition)),
            ..Particulars::default()
        };
        let happening = Happening {
            at: now,
            who: &by.id,
            what,
            status: None,
            particulars: &particulars,
        };
        let sequence = self.append(connection, &chain, &happening).await?;
        let sql = "INSERT INTO form_chain (form, chain, chain_length, chain_hash)
            SELECT ?1, chain, position, hash FROM audit WHERE sequence = ?2
            ON CONFLICT (form) DO UPDATE SET
                chain_length = excluded.chain_length, chain_hash = excluded.chain_hash";
        connection
            .execute(sql, vec![form.into(), sequence.into()])
            .await?;
        Ok(())
    }

    /// The chain of a form that has none yet: negative, as no referral's is.
    fn form_chain(&self, form: &str) -> i64 {
        -1 - (self.keys.index.look_up("chain of a form", &[form]) & (i64::MAX >> 1))
    }

    /// Everything that happened to a form, the newest first.
    pub(super) async fn form_history(&self, form: &str) -> Result<Vec<FormEvent>, Fault> {
        let sql = "SELECT a.position, a.at, a.who, a.what, a.sealed FROM form_chain f
            JOIN audit a ON a.chain = f.chain WHERE f.form = ?1
            ORDER BY a.position DESC LIMIT ?2";
        let rows = self.run(sql, vec![form.into(), PAGE.into()]).await?;
        let identity = identity_of(form);
        rows.iter()
            .map(|row| {
                let sealed = row.optional_blob(4)?;
                let particulars = self.particulars(&identity, row.integer(0)?, sealed)?;
                Ok(FormEvent {
                    at: Instant::from_unix(row.integer(1)?),
                    who: row.text(2)?.to_owned(),
                    what: row.text(3)?.to_owned(),
                    version: particulars.form_version.unwrap_or_default(),
                    because: particulars.because,
                })
            })
            .collect()
    }
}
