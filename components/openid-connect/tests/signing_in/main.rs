//! Signing in from its beginning to its end, and every way in which it ends with nobody signed in.

mod beginning;
mod coming_back;
mod identity;
mod keys;
mod provider;

use openid_connect::Refusal;

/// Why a provider is not trusted.
#[track_caller]
fn not_trusted(ended: Result<openid_connect::Identity, Refusal>) -> &'static str {
    match ended {
        Err(Refusal::NotTrusted(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// Why a provider cannot be used.
#[track_caller]
fn unavailable<T: std::fmt::Debug>(ended: Result<T, Refusal>) -> String {
    match ended {
        Err(Refusal::Unavailable(why)) => why,
        other => panic!("{other:?}"),
    }
}
