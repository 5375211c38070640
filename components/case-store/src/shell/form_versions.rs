//! How people publish and withdraw versions of forms.

use super::convert::instant;
use super::edge::open;
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::form_versions as wall;
use super::wall::front_door::types::types::{Actor, FormVersion};
use crate::{
    Fault, ShownVersion, StandingVersion, VersionChange, VersionRefusal, VersionState, model,
};

pub fn failed(fault: Fault) -> wall::Refusal {
    wall::Refusal::Failed(fault.into())
}

pub fn refusal(refusal: VersionRefusal) -> wall::Refusal {
    match refusal {
        VersionRefusal::NotFound => wall::Refusal::NotFound,
        VersionRefusal::NotAllowed => wall::Refusal::NotAllowed,
        VersionRefusal::TagMissing => wall::Refusal::TagMissing,
        VersionRefusal::Stale(tag) => wall::Refusal::Stale(tag),
        VersionRefusal::Conflict(sentence) => wall::Refusal::Conflict(sentence),
        VersionRefusal::Failed(fault) => failed(fault),
    }
}

fn version(version: StandingVersion) -> wall::Version {
    wall::Version {
        form: version.form.into(),
        state: match version.state {
            VersionState::Proposed => wall::State::Proposed,
            VersionState::TakenBack => wall::State::TakenBack,
            VersionState::Published => wall::State::Published,
            VersionState::Withdrawn => wall::State::Withdrawn,
        },
        offered: version.offered,
        etag: version.etag,
        proposed: version.proposed.map(Into::into),
        changed: version.changed.map(Into::into),
    }
}

fn shown(shown: ShownVersion) -> wall::Shown {
    wall::Shown {
        version: version(shown.version),
        text: shown.text,
        history: shown
            .history
            .into_iter()
            .map(|event| wall::Event {
                at: event.at.as_unix(),
                who: event.who,
                what: event.what,
                version: event.version,
                because: event.because,
            })
            .collect(),
    }
}

impl wall::Guest for CaseStore {
    async fn all(by: Actor) -> Result<Vec<wall::Version>, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let versions = store.form_versions(&by.into()).await.map_err(refusal)?;
        Ok(versions.into_iter().map(version).collect())
    }

    async fn show(form: FormVersion, by: Actor) -> Result<wall::Shown, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let found = store.form_version(&form.into(), &by.into()).await;
        found.map(shown).map_err(refusal)
    }

    async fn propose(
        form: FormVersion,
        text: String,
        by: Actor,
        now: i64,
    ) -> Result<wall::Version, wall::Refusal> {
        let definition = model::Definition {
            form: form.into(),
            text,
        };
        let store = open().await.map_err(failed)?;
        let proposed = store
            .propose_form(&definition, &by.into(), instant(now))
            .await;
        proposed.map(version).map_err(refusal)
    }

    async fn make_change(
        form: FormVersion,
        tag: Option<String>,
        change: wall::Change,
        by: Actor,
        now: i64,
    ) -> Result<wall::Version, wall::Refusal> {
        let change = match change {
            wall::Change::Approve(because) => VersionChange::Approve(because),
            wall::Change::Withdraw(because) => VersionChange::Withdraw(because),
        };
        let store = open().await.map_err(failed)?;
        let changed = store
            .change_form_version(
                &form.into(),
                tag.as_deref(),
                &change,
                &by.into(),
                instant(now),
            )
            .await;
        changed.map(version).map_err(refusal)
    }
}
