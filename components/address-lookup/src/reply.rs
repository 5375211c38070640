//! What the service answered, and what it means.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::Address;
use crate::delivery_point::DeliveryPoint;

/// The most bytes of a reply that are read. A hundred addresses take about 150,000.
pub const MOST_BYTES: usize = 512 * 1024;
/// The most addresses that are passed on.
const MOST: usize = 100;

/// Why there are no addresses. It says nothing of what was asked for, so that it may stand in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The service refuses because too much was asked of it.
    TooMany,
    /// It cannot be used. Completes "failed to find addresses: ".
    Unavailable(String),
}

/// A reply. One without a header is from something else, such as a proxy.
#[derive(Deserialize)]
struct Reply {
    #[serde(rename = "header")]
    _header: IgnoredAny,
    #[serde(default)]
    results: Vec<Found>,
}

#[derive(Deserialize)]
struct Found {
    #[serde(rename = "DPA", default)]
    delivery_point: DeliveryPoint,
}

/// Reads a reply: its addresses, each once, in the order of the service.
///
/// # Errors
/// When it is not a list of addresses.
pub fn read(status: u16, body: &[u8]) -> Result<Vec<Address>, Failure> {
    match status {
        200 => {}
        429 => return Err(Failure::TooMany),
        401 | 403 => {
            return Err(Failure::Unavailable(format!(
                "the service refused the key with {status}; see the variable address_service_key"
            )));
        }
        status => {
            return Err(Failure::Unavailable(format!(
                "the service answered {status}"
            )));
        }
    }
    let Ok(reply) = serde_json::from_slice::<Reply>(body) else {
        let why = "the service answered something that is no list of addresses";
        return Err(Failure::Unavailable(why.to_owned()));
    };
    let mut addresses: Vec<Address> = Vec::new();
    for found in reply.results.iter().take(MOST) {
        if let Some(address) = found.delivery_point.address()
            && !addresses.contains(&address)
        {
            addresses.push(address);
        }
    }
    Ok(addresses)
}
