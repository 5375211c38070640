//! Made-up contacts.

use super::convert::instant;
use super::edge::open;
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::loading as wall;
use super::wall::exports::front_door::case_store::referrals::Refusal;
use crate::model;

impl wall::Guest for CaseStore {
    async fn load(made_up: Vec<wall::MadeUp>) -> Result<u32, Refusal> {
        let store = open()
            .await
            .map_err(|fault| Refusal::Failed(fault.into()))?;
        let made_up: Vec<model::MadeUp> = made_up.into_iter().map(Into::into).collect();
        Ok(store.load(&made_up).await?)
    }
}

impl From<wall::MadeUp> for model::MadeUp {
    fn from(made_up: wall::MadeUp) -> Self {
        let deeds = made_up.deeds.into_iter().map(|deed| model::Deed {
            at: instant(deed.at),
            by: deed.by.into(),
            change: deed.change.into(),
        });
        Self {
            contact: made_up.contact.into(),
            deeds: deeds.collect(),
        }
    }
}
