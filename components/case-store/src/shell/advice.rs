//! Contacts that ended with advice.

use super::edge::{now, open};
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::advice as wall;
use crate::model::NotAdvised;

impl wall::Guest for CaseStore {
    async fn give(
        contact: wall::Submission,
        outcome: String,
        note: Option<String>,
        by: wall::Actor,
    ) -> Result<wall::Receipt, wall::Refusal> {
        let store = open().await.map_err(|fault| refusal(fault.into()))?;
        let (contact, by) = (contact.into(), by.into());
        let receipt = store
            .give_advice(&contact, &outcome, note.as_deref(), &by, now())
            .await;
        receipt.map(Into::into).map_err(refusal)
    }
}

fn refusal(refusal: NotAdvised) -> wall::Refusal {
    match refusal {
        NotAdvised::NotAllowed => wall::Refusal::NotAllowed,
        NotAdvised::InDanger => wall::Refusal::InDanger,
        NotAdvised::Invalid(sentence) => wall::Refusal::Invalid(sentence),
        NotAdvised::KeyReused => wall::Refusal::KeyReused,
        NotAdvised::Failed(fault) => wall::Refusal::Failed(fault.into()),
    }
}
