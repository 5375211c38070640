//! What comes from outside the store: the operator's settings and the connection.

use super::scanner::Clamd;
use crate::Fault;

database::spin_store! {
    component: "upload-store",
    database: "uploads",
    keys: [sealing_key, sealing_keys_old, index_key],
    faults: super::wall::exports::front_door::upload_store::faults::Fault
}

/// Whether this site has a scanner.
pub async fn has_scanner() -> Result<bool, Fault> {
    match variable("virus_scanner").await?.as_str() {
        "" | "none" => Ok(false),
        "clamd" => Ok(true),
        _ => Err(Fault::Internal(
            "virus_scanner must be none or clamd".to_owned(),
        )),
    }
}

/// The scanner of this site, if it has one.
pub async fn scanner() -> Result<Option<Clamd>, Fault> {
    if !has_scanner().await? {
        return Ok(None);
    }
    let address = variable("clamd_address").await?;
    let address = address.parse().map_err(|_| {
        let why = "clamd_address must be an IP address and a port, such as 127.0.0.1:3310";
        Fault::Internal(why.to_owned())
    })?;
    Ok(Some(Clamd::at(address)))
}
