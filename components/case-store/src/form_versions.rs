//! How a version of a form comes to be published, and how it ends.
//!
//! One person proposes a version, another one approves it, and from then on it is offered; a version
//! that should not be offered is withdrawn, and the newest of the others is offered again. Every change
//! extends the form's audit chain in the same transaction (`chain`). Nothing in here reads a form's
//! text: whoever proposes it has checked it.

mod changes;
mod propose;

pub(crate) use changes::{conflict, may_approve, tag_fits};

use crate::model::{Actor, Definition, FormVersion};
use crate::permissions::{Action, allows};
use crate::publications::Publication;
use crate::{Fault, Store};
use database::{Connection, Row, SqlError, patiently};
use sealing::Randomness;
use vocabulary::Instant;

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionState {
    /// It waits for somebody else to approve it.
    Proposed,
    /// Taken back before it was published. Its number is free.
    TakenBack,
    Published,
    /// Published, and no longer offered. Who began on it goes on with it.
    Withdrawn,
}

impl VersionState {
    /// Its kebab-case word.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::TakenBack => "taken-back",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

pub use rule_versions::Deed;

/// A version of a form and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingVersion {
    pub form: FormVersion,
    pub state: VersionState,
    /// It is the one that is offered.
    pub offered: bool,
    /// Changes with the text and with the state.
    pub etag: String,
    /// None for a version that came with the program.
    pub proposed: Option<Deed>,
    /// Who last changed the state after it was proposed.
    pub changed: Option<Deed>,
}

/// Something that happened to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormEvent {
    pub at: Instant,
    pub who: String,
    pub what: String,
    pub version: u32,
    /// The reason given, where one was.
    pub because: Option<String>,
}

/// One version, with everything that happened to its form, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownVersion {
    pub version: StandingVersion,
    pub text: String,
    pub history: Vec<FormEvent>,
}

/// What a person does to a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionChange {
    /// Publishes it. Carries a reason, if one is given.
    Approve(Option<String>),
    /// Takes back a proposal, or no longer offers a published version. Carries the reason.
    Withdraw(String),
}

/// Why nothing was shown or changed, in the order in which it is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionRefusal {
    NotFound,
    NotAllowed,
    TagMissing,
    /// Carries the tag that stands.
    Stale(String),
    /// Carries a sentence for staff.
    Conflict(String),
    Failed(Fault),
}

impl<E: Into<Fault>> From<E> for VersionRefusal {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}

/// The verb of the event that publishes a text.
pub(crate) const PUBLISHED: &str = "form-published";

/// How many versions are answered at once.
const PAGE: i64 = 500;

/// Every number of every form once, with the last proposal of that number; `?1` and `?2` narrow it to
/// one form and one version.
const VERSIONS: &str = "WITH numbered AS (
        SELECT form, version FROM form_definition UNION SELECT form, version FROM form_proposal
    )
    SELECT n.form, n.version, d.form IS NOT NULL, p.id, p.state, p.proposed_by, p.proposed_at,
        p.changed_by, p.changed_at, w.withdrawn_by, w.withdrawn_at,
        n.version = (SELECT max(o.version) FROM form_definition o WHERE o.form = n.form
            AND NOT EXISTS (SELECT 1 FROM form_withdrawal x
                WHERE x.form = o.form AND x.version = o.version)),
        coalesce(d.text, p.text)
    FROM numbered n
    LEFT JOIN form_definition d ON d.form = n.form AND d.version = n.version
    LEFT JOIN form_withdrawal w ON w.form = n.form AND w.version = n.version
    LEFT JOIN form_proposal p ON p.id = (SELECT max(l.id) FROM form_proposal l
        WHERE l.form = n.form AND l.version = n.version)
    WHERE (?1 IS NULL OR n.form = ?1) AND (?2 IS NULL OR n.version = ?2)
    ORDER BY n.form, n.version DESC LIMIT ?3";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Every version of every form, by form, the newest first: at most 500.
    ///
    /// # Errors
    /// As [`VersionRefusal`] says.
    pub async fn form_versions(&self, by: &Actor) -> Result<Vec<StandingVersion>, VersionRefusal> {
        if !allows(Action::SeeForms, &by.roles) {
            return Err(VersionRefusal::NotAllowed);
        }
        let nothing: Option<&str> = None;
        let parameters = vec![nothing.into(), nothing.into(), PAGE.into()];
        let rows = self.run(VERSIONS, parameters).await?;
        Ok(rows.iter().map(standing).collect::<Result<_, _>>()?)
    }

    /// One version; of those that were proposed under one number, the last.
    ///
    /// # Errors
    /// As [`VersionRefusal`] says.
    pub async fn form_version(
        &self,
        form: &FormVersion,
        by: &Actor,
    ) -> Result<ShownVersion, VersionRefusal> {
        let (version, text) = self.standing_version(&self.connection, form, by).await?;
        let history = self.publication_history(&form.id).await?;
        Ok(ShownVersion {
            version,
            text,
            history: history
                .into_iter()
                .map(|event| FormEvent {
                    at: event.at,
                    who: event.who,
                    what: event.what,
                    version: event.particulars.form_version.unwrap_or_default(),
                    because: event.particulars.because,
                })
                .collect(),
        })
    }

    /// A version as its form's audit chain names it.
    pub(crate) fn publication_of_form(&self, definition: &Definition) -> Publication {
        let parts = [
            definition.form.id.as_bytes(),
            &definition.form.version.to_be_bytes(),
            definition.text.as_bytes(),
        ];
        Publication {
            of: definition.form.id.clone(),
            version: definition.form.version,
            text: self.hash_of_texts("form text", &parts),
        }
    }

    /// A version and its text, for somebody who may know of it.
    async fn standing_version(
        &self,
        connection: &C,
        form: &FormVersion,
        by: &Actor,
    ) -> Result<(StandingVersion, String), VersionRefusal> {
        let parameters = vec![form.id.as_str().into(), form.version.into(), PAGE.into()];
        let rows = patiently(connection, async |connection| {
            connection.execute(VERSIONS, parameters.clone()).await
        })
        .await?;
        match rows.first() {
            Some(row) if allows(Action::SeeForms, &by.roles) => {
                Ok((standing(row)?, row.text(12)?.to_owned()))
            }
            _ => Err(VersionRefusal::NotFound),
        }
    }
}

fn standing(row: &Row) -> Result<StandingVersion, SqlError> {
    let deed = |who: usize, at: usize| -> Result<Option<Deed>, SqlError> {
        let (who, at) = (row.optional_text(who)?, row.optional_integer(at)?);
        Ok(who.zip(at).map(|(who, at)| Deed {
            who: who.to_owned(),
            at: Instant::from_unix(at),
        }))
    };
    let (is_published, proposal) = (row.boolean(2)?, row.optional_text(4)?);
    let (withdrawn, changed) = (deed(9, 10)?, deed(7, 8)?);
    // A proposal whose number came with the program meanwhile is not what was published.
    let is_its_proposal = !is_published || proposal == Some("published");
    let state = match (is_published, &withdrawn, proposal) {
        (true, None, _) => VersionState::Published,
        (true, Some(_), _) => VersionState::Withdrawn,
        (false, _, Some("proposed")) => VersionState::Proposed,
        (false, ..) => VersionState::TakenBack,
    };
    let number = row.optional_integer(3)?.filter(|_| is_its_proposal);
    Ok(StandingVersion {
        form: FormVersion {
            id: row.text(0)?.to_owned(),
            version: row.count(1)?,
        },
        state,
        offered: row.optional_integer(11)? == Some(1) && state == VersionState::Published,
        etag: format!("{}-{}", state.id(), number.unwrap_or_default()),
        proposed: deed(5, 6)?.filter(|_| is_its_proposal),
        changed: withdrawn.or(changed.filter(|_| is_its_proposal)),
    })
}
