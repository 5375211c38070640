//! The council's directory, asked through its wall, for staff only.

use super::walls::Walls;
use super::wit::front_door::openid_connect::sign_in;
use crate::stores::Identity;

identities::ask_provider!(Walls, sign_in, Staff, Identity);

impl From<sign_in::Identity> for Identity {
    fn from(known: sign_in::Identity) -> Self {
        Self {
            issuer: known.issuer,
            subject: known.subject,
            name: known.name,
            email: known.email,
            roles: known.roles,
        }
    }
}
