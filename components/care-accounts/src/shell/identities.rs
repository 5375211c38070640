//! The provider of identities, asked through its wall, for residents only.

use super::walls::Walls;
use super::wit::front_door::openid_connect::sign_in;
use crate::identities::Identity;

identities::ask_provider!(Walls, sign_in, Residents, Identity);

impl From<sign_in::Identity> for Identity {
    fn from(known: sign_in::Identity) -> Self {
        Self {
            issuer: known.issuer,
            subject: known.subject,
        }
    }
}
