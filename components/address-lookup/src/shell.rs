//! The component: the operator's settings, the call, and its time limit.

use std::cell::RefCell;
use std::time::Duration;

use calls::Unanswered;
use spin_sdk::http::{EmptyBody, send};
use spin_sdk::{time, variables};

use crate::{Address, Failure, MOST_BYTES, Service, read};

/// The wall.
mod wall {
    spin_sdk::wit_bindgen::generate!({
        path: "../../wit/address-lookup",
        world: "front-door:address-lookup/address-lookup",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });

    export!(AddressLookup with_types_in self);

    /// What is exported.
    pub struct AddressLookup;
}

use wall::exports::front_door::address_lookup::addresses as wit;

/// Whoever waits longer is better served by typing.
const PATIENCE: Duration = Duration::from_secs(2);

thread_local! {
    /// What the operator has set does not change while the program runs.
    static SERVICE: RefCell<Option<Option<Service>>> = const { RefCell::new(None) };
}

impl wit::Guest for wall::AddressLookup {
    async fn configured() -> bool {
        service().await.is_some()
    }

    async fn find(postcode: String) -> Result<Vec<wit::Address>, wit::Fault> {
        let Some(service) = service().await else {
            return Err(wit::Fault::NotConfigured);
        };
        let Some(address) = service.address_of(&postcode) else {
            return Ok(Vec::new());
        };
        match ask(&service, &address).await {
            Ok(addresses) => Ok(addresses.into_iter().map(out).collect()),
            Err(Failure::TooMany) => {
                eprintln!(
                    "address-lookup: failed to find addresses: the service had too many questions"
                );
                Err(wit::Fault::TooMany)
            }
            Err(Failure::Unavailable(why)) => {
                eprintln!("address-lookup: failed to find addresses: {why}");
                Err(wit::Fault::Unavailable)
            }
        }
    }
}

async fn service() -> Option<Service> {
    if let Some(known) = SERVICE.with_borrow(Clone::clone) {
        return known;
    }
    let base = variables::get("address_service").await.unwrap_or_default();
    let key = variables::get("address_service_key")
        .await
        .unwrap_or_default();
    let service = Service::at(&base, &key);
    SERVICE.replace(Some(service.clone()));
    service
}

async fn ask(service: &Service, address: &str) -> Result<Vec<Address>, Failure> {
    let mut request = http::Request::get(address).header("accept", "application/json");
    if let Some(key) = service.key() {
        request = request.header("key", key);
    }
    let Ok(request) = request.body(EmptyBody::new()) else {
        return unavailable("address_service or address_service_key cannot stand in a request");
    };
    match calls::answer(send(request), time::sleep(PATIENCE), MOST_BYTES).await {
        Ok(answer) => read(answer.status().as_u16(), answer.body()),
        Err(Unanswered::NotReached) => {
            unavailable("the service cannot be reached; see the variable address_service")
        }
        Err(why) => unavailable(&format!("the service {why}")),
    }
}

fn unavailable<T>(why: &str) -> Result<T, Failure> {
    Err(Failure::Unavailable(why.to_owned()))
}

fn out(address: Address) -> wit::Address {
    wit::Address {
        line_1: address.line_1,
        line_2: address.line_2,
        town: address.town,
        county: address.county,
        postcode: address.postcode,
    }
}
