//! The audit chains of what people publish: one for each form, and one for each rule set.
//!
//! Their heads stand together in `form_chain`, each under the name of what it is about. A rule set's name has
//! spaces, as no form's id has.

use crate::audit::{Chain, Happening};
use crate::model::Actor;
use crate::records::Particulars;
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// How many events are answered at once.
const PAGE: i64 = 200;

/// Something that people publish: a version of a form, or of the rules.
pub(crate) struct Publication {
    /// The name of the form or rule set.
    pub of: String,
    pub version: u32,
    /// The keyed hash of its text, in hex, by which a text that was changed is found out.
    pub text: String,
}

/// What somebody did to a publication.
pub(crate) struct Deeds<'a> {
    pub what: &'a str,
    pub because: Option<&'a str>,
    /// From when it applies.
    pub takes_effect: Option<Instant>,
    pub by: &'a Actor,
    pub now: Instant,
}

/// Something that happened to a form or a rule set.
pub(crate) struct PublicationEvent {
    pub at: Instant,
    pub who: String,
    pub what: String,
    pub particulars: Particulars,
}

/// What the links of a chain are bound to.
pub(crate) fn identity_of(name: &str) -> String {
    format!("form {name}")
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// A keyed hash over texts, in hex.
    pub(crate) fn hash_of_texts(&self, purpose: &str, parts: &[&[u8]]) -> String {
        let hash = self.keys.index.hash(purpose, parts);
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Writes down what somebody did, inside the caller's transaction.
    pub(crate) async fn write_publication(
        &self,
        connection: &C,
        publication: &Publication,
        deed: &Deeds<'_>,
    ) -> Result<(), Fault> {
        let name = publication.of.as_str();
        let sql = "SELECT chain, chain_length, chain_hash FROM form_chain WHERE form = ?1";
        let rows = connection.execute(sql, vec![name.into()]).await?;
        let chain = match rows.first() {
            Some(row) => Chain {
                id: row.integer(0)?,
                identity: identity_of(name),
                length: row.integer(1)?,
                hash: row.blob(2)?.to_vec(),
            },
            None => Chain {
                id: self.new_chain(name),
                ..Chain::new(&identity_of(name))
            },
        };
        let particulars = Particulars {
            because: deed.because.map(str::to_owned),
            form_version: Some(publication.version),
            form_text: Some(publication.text.clone()),
            takes_effect: deed.takes_effect.map(Instant::as_unix),
            ..Particulars::default()
        };
        let happening = Happening {
            at: deed.now,
            who: &deed.by.id,
            what: deed.what,
            status: None,
            particulars: &particulars,
        };
        let sequence = self.append(connection, &chain, &happening).await?;
        let sql = "INSERT INTO form_chain (form, chain, chain_length, chain_hash)
            SELECT ?1, chain, position, hash FROM audit WHERE sequence = ?2
            ON CONFLICT (form) DO UPDATE SET
                chain_length = excluded.chain_length, chain_hash = excluded.chain_hash";
        connection
            .execute(sql, vec![name.into(), sequence.into()])
            .await?;
        Ok(())
    }

    /// The chain of what has none yet: negative, as no referral's is.
    fn new_chain(&self, name: &str) -> i64 {
        -1 - (self.keys.index.look_up("chain of a form", &[name]) & (i64::MAX >> 1))
    }

    /// Everything that happened to a form or a rule set, the newest first.
    pub(crate) async fn publication_history(
        &self,
        name: &str,
    ) -> Result<Vec<PublicationEvent>, Fault> {
        let sql = "SELECT a.position, a.at, a.who, a.what, a.sealed FROM form_chain f
            JOIN audit a ON a.chain = f.chain WHERE f.form = ?1
            ORDER BY a.position DESC LIMIT ?2";
        let rows = self.run(sql, vec![name.into(), PAGE.into()]).await?;
        let identity = identity_of(name);
        rows.iter()
            .map(|row| {
                let sealed = row.optional_blob(4)?;
                Ok(PublicationEvent {
                    at: Instant::from_unix(row.integer(1)?),
                    who: row.text(2)?.to_owned(),
                    what: row.text(3)?.to_owned(),
                    particulars: self.particulars(&identity, row.integer(0)?, sealed)?,
                })
            })
            .collect()
    }
}
