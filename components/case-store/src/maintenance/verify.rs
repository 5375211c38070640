//! Verifies the audit log: what stands in `shared/audit-chain`, and the heads and texts that this store keeps.

use crate::model::FormVersion;
use crate::publications::identity_of;
use crate::{Fault, Store, form_versions, rule_versions};
use audit_chain::{Event, Log, Verified, verify};
use database::{Connection, Row};
use sealing::Randomness;

/// How many of the newest referrals are looked at for a chain that was cut off whole.
const NEWEST: i64 = 200;

/// Where the columns of this store's own begin.
const REFERRAL: usize = Event::STATUS + 1;
const FORM: usize = REFERRAL + 3;

/// The log of a store.
struct OwnLog<'a, C, R> {
    store: &'a Store<C, R>,
    events: String,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Verifies up to 5,000 audit events after the sequence number `after`.
    ///
    /// # Errors
    /// When the log cannot be read. What is wrong with it is a finding, not an error.
    pub async fn verify_audit(&self, after: u64) -> Result<Verified, Fault> {
        let events = format!(
            "SELECT {}, a.status, r.reference, r.chain_length, r.chain_hash,
                f.form, f.chain_length, f.chain_hash
            FROM audit a {}
            LEFT JOIN referral r ON r.id = a.chain
            LEFT JOIN form_chain f ON f.chain = a.chain
            WHERE a.sequence > ?1 ORDER BY a.sequence LIMIT ?2",
            Event::COLUMNS,
            Event::NEIGHBOURS
        );
        let log = OwnLog {
            store: self,
            events,
        };
        verify(&self.connection, &self.keys.index, &log, after).await
    }

    /// Whether what an event published still stands as it was.
    async fn check_published(
        &self,
        event: &Event<'_>,
        form: &str,
    ) -> Result<Option<String>, Fault> {
        let sequence = event.sequence;
        let particulars = self.particulars(&identity_of(form), event.position, event.sealed)?;
        let version = particulars.form_version.unwrap_or_default();
        if event.what == rule_versions::PUBLISHED {
            let standing = self.published_rules(form, version).await?;
            let stated = (particulars.form_text, particulars.takes_effect);
            return Ok((standing != stated).then(|| {
                format!(
                    "The rules that event {sequence} published have another text or another beginning now."
                )
            }));
        }
        let version = FormVersion {
            id: form.to_owned(),
            version,
        };
        let standing = self.form(&version).await?;
        let hash = standing.map(|definition| self.publication_of_form(&definition).text);
        Ok((hash != particulars.form_text)
            .then(|| format!("The form that event {sequence} published has another text now.")))
    }
}

impl<C: Connection, R: Randomness> Log for OwnLog<'_, C, R> {
    type Fault = Fault;

    fn events(&self) -> &str {
        &self.events
    }

    async fn check(&self, event: &Event<'_>, row: &Row) -> Result<Option<String>, Fault> {
        let sequence = event.sequence;
        let reference = row.optional_text(REFERRAL)?;
        let form = row.optional_text(FORM)?;
        let (identity, head) = match (reference, form, event.chain < 0) {
            (Some(reference), ..) => (reference.to_owned(), Some(REFERRAL + 1)),
            (None, Some(form), _) => (identity_of(form), Some(FORM + 1)),
            (None, None, true) => (format!("lists of {}", event.who), None),
            (None, None, false) => {
                let finding = format!("Event {sequence} belongs to a referral that is not there.");
                return Ok(Some(finding));
            }
        };
        let head = match head {
            Some(column) => Some((row.integer(column)?, row.optional_blob(column + 1)?)),
            None => None,
        };
        match (event.check(&self.store.keys.index, &identity, head), form) {
            (Err(wrong), _) => Ok(Some(format!("Event {sequence} {wrong}."))),
            (Ok(()), Some(form))
                if [form_versions::PUBLISHED, rule_versions::PUBLISHED].contains(&event.what) =>
            {
                self.store.check_published(event, form).await
            }
            (Ok(()), _) => Ok(None),
        }
    }

    async fn check_end(&self, reached: i64) -> Result<Vec<String>, Fault> {
        let mut findings = Vec::new();
        let sql = "SELECT count(*) FROM (SELECT id, chain_length FROM referral ORDER BY id DESC LIMIT ?1) r
            LEFT JOIN audit a ON a.chain = r.id AND a.position = r.chain_length
            WHERE a.sequence IS NULL";
        let rows = self.store.run(sql, vec![NEWEST.into()]).await?;
        let headless = crate::audit::only(&rows)?.count(0)?;
        if headless > 0 {
            let finding =
                format!("{headless} referrals have lost their last event, after event {reached}.");
            findings.push(finding);
        }
        let sql = "SELECT count(*) FROM form_chain f
            LEFT JOIN audit a ON a.chain = f.chain AND a.position = f.chain_length
            WHERE a.sequence IS NULL";
        let headless = crate::audit::only(&self.store.run(sql, Vec::new()).await?)?.count(0)?;
        if headless > 0 {
            let finding = format!(
                "{headless} forms or rule sets have lost their last event, after event {reached}."
            );
            findings.push(finding);
        }
        Ok(findings)
    }
}
