//! Saved views.

use super::edge::open;
use super::wall::StaffAccess;
use super::wall::exports::front_door::staff_access::faults::Fault;
use super::wall::exports::front_door::staff_access::saved_views::{Guest, Refusal, View};
use super::wall::front_door::types::types;
use crate::Refusal as Refused;
use staff_model::SavedView;
use vocabulary::Instant;

impl Guest for StaffAccess {
    async fn mine(by: types::Actor) -> Result<Vec<View>, Fault> {
        let views = open().await?.saved_views(&by.into()).await?;
        let shown = |view: SavedView| View {
            name: view.name,
            query: view.query,
        };
        Ok(views.into_iter().map(shown).collect())
    }

    async fn save(view: View, by: types::Actor, now: i64) -> Result<(), Refusal> {
        let store = open().await.map_err(Refused::Failed)?;
        let view = SavedView {
            name: view.name,
            query: view.query,
        };
        let (by, now) = (by.into(), Instant::from_unix(now));
        let saved = store.save_view(&view, &by, now);
        Ok(saved.await?)
    }

    async fn remove(name: String, by: types::Actor) -> Result<(), Fault> {
        Ok(open().await?.remove_view(&name, &by.into()).await?)
    }
}

impl From<Refused> for Refusal {
    /// Nobody needs a role for views of their own, and nobody else changes them.
    fn from(refusal: Refused) -> Self {
        match refusal {
            Refused::Conflict(sentence) => Self::Conflict(sentence),
            Refused::Invalid(fields) => Self::Invalid(fields),
            Refused::Failed(fault) => Self::Failed(fault.into()),
            other => Self::Conflict(format!("{other:?}")),
        }
    }
}
