//! The component: exports the store through `wit/staff-access`, on Spin's database `staff`. Nothing is
//! decided here.

mod access;
mod administration;
mod edge;
mod upkeep;
mod views;

/// The wall.
mod wall {
    spin_sdk::wit_bindgen::generate!({
        path: ["../../wit/types", "../../wit/staff-access"],
        world: "front-door:staff-access/staff-access",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });

    export!(StaffAccess with_types_in self);

    /// What is exported.
    pub struct StaffAccess;
}
