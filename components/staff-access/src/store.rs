//! A store of staff: one connection, the keys, and where randomness comes from.

use crate::Fault;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::Connection;
use sealing::Randomness;

database::store! {
    /// Staff and machines, on one connection.
    keys: [sealing, index]
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// 256 random bits, in base64url.
    pub(crate) fn draw_secret(&self) -> Result<String, Fault> {
        Ok(BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<32>()?))
    }
}
