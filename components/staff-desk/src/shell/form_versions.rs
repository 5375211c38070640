//! Between the case store's words for versions of forms and the desk's.

use vocabulary::Instant;

use super::cases;
use super::wit::front_door::case_store::form_versions as wit;
use super::wit::front_door::types::types;
use crate::form_versions::{Deed, FormEvent, Shown, State, Version, VersionChange};
use crate::referral::FormVersion;
use crate::stores::Refusal;

pub fn refusal(refusal: wit::Refusal) -> Refusal {
    match refusal {
        wit::Refusal::NotFound => Refusal::NotFound,
        wit::Refusal::NotAllowed => Refusal::NotAllowed,
        wit::Refusal::TagMissing => Refusal::TagMissing,
        wit::Refusal::Stale(tag) => Refusal::Stale(tag),
        wit::Refusal::Conflict(sentence) => Refusal::Conflict(sentence),
        wit::Refusal::Failed(reason) => Refusal::Failed(cases::fault(reason)),
    }
}

pub fn form(form: &FormVersion) -> types::FormVersion {
    types::FormVersion {
        id: form.id.clone(),
        version: form.version,
    }
}

fn deed(deed: wit::Deed) -> Deed {
    Deed {
        who: deed.who,
        at: Instant::from_unix(deed.at),
    }
}

pub fn version(version: wit::Version) -> Version {
    Version {
        form: FormVersion {
            id: version.form.id,
            version: version.form.version,
        },
        state: match version.state {
            wit::State::Proposed => State::Proposed,
            wit::State::TakenBack => State::TakenBack,
            wit::State::Published => State::Published,
            wit::State::Withdrawn => State::Withdrawn,
        },
        offered: version.offered,
        etag: version.etag,
        proposed: version.proposed.map(deed),
        changed: version.changed.map(deed),
    }
}

pub fn shown(shown: wit::Shown) -> Shown {
    Shown {
        version: version(shown.version),
        text: shown.text,
        history: shown
            .history
            .into_iter()
            .map(|event| FormEvent {
                at: Instant::from_unix(event.at),
                who: event.who,
                what: event.what,
                version: event.version,
                because: event.because,
            })
            .collect(),
    }
}

pub fn change(change: &VersionChange) -> wit::Change {
    match change {
        VersionChange::Approve(because) => wit::Change::Approve(because.clone()),
        VersionChange::Withdraw(because) => wit::Change::Withdraw(because.clone()),
    }
}
