//! Who signs in. Each has a provider of its own, or none.

/// Whose sign-in it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Realm {
    Residents,
    Staff,
}

impl Realm {
    /// The word by which a sign-in that has begun knows it again.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Residents => "residents",
            Self::Staff => "staff",
        }
    }

    /// A setting's full name, such as `staff_oidc_issuer`.
    #[must_use]
    pub fn setting(self, name: &str) -> String {
        let whose = match self {
            Self::Residents => "resident",
            Self::Staff => "staff",
        };
        format!("{whose}_oidc_{name}")
    }

    /// What is asked for. An account is opened by who somebody is to the provider, so that is all that is
    /// asked of residents; colleagues see each other's names.
    #[must_use]
    pub const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Residents => &["openid"],
            Self::Staff => &["openid", "profile", "email"],
        }
    }
}
