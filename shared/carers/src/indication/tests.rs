//! The rules of the regulation, what is read and what is said.

mod properties;
mod reading;
mod said;
mod vectors;

use serde_json::Value;

use super::{Indication, indicate, read};

/// What a body of the API points to.
fn of(body: &Value) -> Indication {
    indicate(&read(body).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// The states of the three conditions.
fn states(indication: &Indication) -> [&'static str; 3] {
    [
        indication.necessary_care.state.id(),
        indication.effect.state.id(),
        indication.wellbeing.state.id(),
    ]
}

/// The ids of the outcomes that count.
fn counted(indication: &Indication) -> Vec<&'static str> {
    indication
        .outcomes_counted
        .iter()
        .map(|one| one.id())
        .collect()
}
