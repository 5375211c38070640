//! Published forms and rule sets.

use super::convert::instant;
use super::edge::open;
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::faults::Fault;
use super::wall::exports::front_door::case_store::{forms, rules};
use super::wall::front_door::types::types::{FormVersion, RulesetId};
use crate::model;

impl forms::Guest for CaseStore {
    async fn ensure(definitions: Vec<forms::Definition>) -> Result<(), forms::Refusal> {
        let failed = |fault: crate::Fault| forms::Refusal::Failed(fault.into());
        let definitions: Vec<model::Definition> = definitions
            .into_iter()
            .map(|definition| model::Definition {
                form: definition.form.into(),
                text: definition.text,
            })
            .collect();
        let store = open().await.map_err(failed)?;
        store
            .ensure_forms(&definitions)
            .await
            .map_err(|refused| match refused {
                model::NotPublished::PublishedDifferently(form) => {
                    forms::Refusal::PublishedDifferently(form.into())
                }
                model::NotPublished::Failed(fault) => failed(fault),
            })
    }

    async fn load(form: FormVersion) -> Result<Option<forms::Definition>, Fault> {
        let definition = open().await?.form(&form.into()).await?;
        Ok(definition.map(|definition| forms::Definition {
            form: definition.form.into(),
            text: definition.text,
        }))
    }

    async fn current() -> Result<Vec<FormVersion>, Fault> {
        let forms = open().await?.current_forms().await?;
        Ok(forms.into_iter().map(Into::into).collect())
    }
}

impl rules::Guest for CaseStore {
    async fn ensure(built_in: rules::Published, now: i64) -> Result<RulesetId, Fault> {
        let built_in = model::Published {
            id: built_in.id.into(),
            rules: built_in.rules,
            places: built_in.places,
            calendar: built_in.calendar,
        };
        let current = open().await?.ensure_rules(&built_in, instant(now)).await?;
        Ok(current.into())
    }

    async fn current(now: i64) -> Result<Option<RulesetId>, Fault> {
        let current = open().await?.current_rules(instant(now)).await?;
        Ok(current.map(Into::into))
    }

    async fn load(id: RulesetId) -> Result<Option<rules::Published>, Fault> {
        let published = open().await?.rules(&id.into()).await?;
        Ok(published.map(|published| rules::Published {
            id: published.id.into(),
            rules: published.rules,
            places: published.places,
            calendar: published.calendar,
        }))
    }
}
