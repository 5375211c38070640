//! What comes from outside the store: the operator's settings and the connection.

use super::wall::exports::front_door::staff_access::faults::Fault as WallFault;
use crate::{Fault, Keys, Store};
use sealing::SystemRandomness;
use spin_sdk::variables;
use std::cell::RefCell;
use std::sync::Arc;

database::spin_connection!();

/// The database's label in `spin.toml`.
const DATABASE: &str = "staff";

thread_local! {
    /// The keys, once they were found to be those of the database, which is then migrated too.
    static READY: RefCell<Option<Arc<Keys>>> = const { RefCell::new(None) };
}

/// A store that is ready for work.
pub async fn open() -> Result<Store<SpinConnection>, Fault> {
    if let Some(keys) = READY.with_borrow(Clone::clone) {
        let connection = SpinConnection::open(DATABASE).await?;
        return Ok(Store::on(connection, keys, SystemRandomness));
    }
    let index = variable("index_key").await?;
    let bootstrap = variable("bootstrap_token").await?;
    let keys = Arc::new(Keys::read(&index, &bootstrap)?);
    let connection = SpinConnection::open(DATABASE).await?;
    let store = Store::open(connection, Arc::clone(&keys), SystemRandomness).await?;
    READY.set(Some(keys));
    Ok(store)
}

/// A variable; one that is not set is empty.
async fn variable(name: &str) -> Result<String, Fault> {
    match variables::get(name).await {
        Ok(value) => Ok(value.trim().to_owned()),
        Err(variables::Error::Undefined(_)) => Ok(String::new()),
        Err(_) => Err(Fault::Internal(format!(
            "failed to read the variable {name}"
        ))),
    }
}

impl From<Fault> for WallFault {
    /// The reason for unavailability goes to the log, because the wall does not carry it.
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unavailable(why) => {
                eprintln!("staff-access: failed to reach the staff: {why}");
                Self::Unavailable
            }
            Fault::WrongKey(id) => Self::WrongKey(id),
            Fault::Internal(why) => Self::Internal(why),
        }
    }
}
