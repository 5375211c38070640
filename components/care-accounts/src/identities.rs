//! Who somebody is to the provider that residents sign in with.

pub use ::identities::{Going, Identities, NotIdentified};

/// It names a person, so nothing prints it. Whatever else the provider says of somebody goes no further.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
}
