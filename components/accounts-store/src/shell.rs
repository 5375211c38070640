//! The component: exports the store through `wit/accounts-store`, on Spin's database `accounts`.
//!
//! Each interface is a file. They read the edge (settings, connection), call the store, and change records of
//! Rust into records of the wall and back. Nothing is decided here.

mod access;
mod desk;
mod edge;
mod importing;
mod mine;
mod mirror;
mod statements;
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
}
