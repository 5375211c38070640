//! Why nobody is signed in.

/// What a page can explain; the text of a refusal is for the log, says nothing of the person, and completes
/// "failed to sign in staff: ".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no provider, or its settings are not whole.
    NotConfigured,
    /// The provider did not answer, or not in a way that can be used.
    Unavailable(String),
    /// They did not finish there, or the provider did not let them in.
    Declined,
    /// More than ten minutes have passed, or this answer was used before.
    TooLate,
    /// This browser did not begin this sign-in.
    NotBegunHere,
    /// What the provider answered does not stand up to a check.
    NotTrusted(&'static str),
}

/// The provider cannot be used: completes "the provider ".
pub fn unavailable<T>(why: &str) -> Result<T, Refusal> {
    Err(Refusal::Unavailable(format!("the provider {why}")))
}
