//! The forms as they are published.

use std::rc::Rc;

use serde_json::{Value, json};
use web::{Problem, Reply};

use crate::languages::languages;
use crate::stores::{Published, Stores};

/// `[{id, title, version, languages}]`.
pub async fn list(stores: &impl Stores) -> Result<Reply, Problem> {
    let development = stores.settings().await?.development;
    let forms: Vec<Value> = stores
        .forms()
        .await?
        .iter()
        .map(|published| {
            let form = &published.form;
            let spoken: Vec<String> = languages(stores.site(), form, development)
                .into_iter()
                .map(|language| language.id)
                .collect();
            json!({"id": form.id, "title": form.title, "version": form.version, "languages": spoken})
        })
        .collect();
    Ok(Reply::json(200, &forms))
}

/// The newest published version of a form.
pub async fn find(stores: &impl Stores, id: &str) -> Result<Rc<Published>, Problem> {
    let forms = stores.forms().await?;
    forms
        .into_iter()
        .find(|published| published.form.id == id)
        .ok_or_else(Problem::not_found)
}

/// The definition as it was published, as JSON.
pub async fn definition(stores: &impl Stores, id: &str) -> Result<Reply, Problem> {
    let published = find(stores, id).await?;
    let definition: Value =
        toml_reader::from_text(&published.text).map_err(|_| Problem::internal())?;
    Ok(Reply::json(200, &definition))
}

/// The JSON Schema of the answers.
pub async fn schema(stores: &impl Stores, id: &str) -> Result<Reply, Problem> {
    let published = find(stores, id).await?;
    Ok(Reply::json(200, &published.form.schema())
        .with_header("content-type", "application/schema+json"))
}
