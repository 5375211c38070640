//! Who somebody is, of what a token says.

use serde_json::Value;
use vocabulary::Role;

use crate::id_token::Claims;
use crate::{Provider, Realm};

/// The longest name or e-mail address that is passed on, in characters.
const LONGEST: usize = 254;

/// Somebody, as the provider knows them. Issuer and subject together are theirs for ever; nothing else is.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    pub name: Option<String>,
    pub email: Option<String>,
    /// Of staff, those of the contract that the provider gives them.
    pub roles: Vec<Role>,
}

/// Whatever is printed by mistake says nothing of the person.
impl std::fmt::Debug for Identity {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Identity")
            .field("roles", &self.roles)
            .finish_non_exhaustive()
    }
}

impl Identity {
    /// Of claims that were checked.
    pub fn of(realm: Realm, provider: &Provider, claims: &Claims) -> Self {
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        Self {
            issuer: provider.issuer().to_owned(),
            subject: text("sub").unwrap_or_default().to_owned(),
            name: text("name").and_then(shown),
            email: text("email")
                .and_then(shown)
                .filter(|email| email.contains('@')),
            roles: match realm {
                Realm::Residents => Vec::new(),
                Realm::Staff => roles(provider, claims.get(provider.roles_claim())),
            },
        }
    }
}

/// On one line, and not endless; none where nothing is left.
fn shown(text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// One role or several, in the provider's words or ours. Words that are no role of ours are left out, and so is that of
/// machines: nobody is one.
fn roles(provider: &Provider, claim: Option<&Value>) -> Vec<Role> {
    let words = match claim {
        Some(Value::Array(words)) => words.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let mut roles: Vec<Role> = words
        .iter()
        .filter_map(Value::as_str)
        .filter_map(|word| provider.role(word))
        .filter(|role| *role != Role::Worker)
        .collect();
    roles.sort();
    roles.dedup();
    roles
}
