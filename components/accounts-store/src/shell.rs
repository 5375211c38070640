//! The component: exports the store through `wit/accounts-store`, on Spin's database `accounts`. Nothing is
//! decided here.

mod access;
mod desk;
mod edge;
mod importing;
mod mine;
mod upkeep;

/// The wall.
mod wall {
    spin_sdk::wit_bindgen::generate!({
        path: ["../../wit/types", "../../wit/accounts-store"],
        world: "front-door:accounts-store/accounts-store",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });

    export!(AccountsStore with_types_in self);

    /// What is exported.
    pub struct AccountsStore;

    mod mirror {
        use super::exports::front_door::accounts_store::{accounts, desk, importing, mine};
        use super::front_door::types::types;

        account_model::mirror!(types, accounts, importing, mine, desk);
    }
}

use account_model::NotMirrored;

impl From<NotMirrored> for crate::Fault {
    fn from(reason: NotMirrored) -> Self {
        Self::Internal(reason.to_string())
    }
}
