//! The component: exports the store through `wit/case-store`, on Spin's database `cases`.
//!
//! Each interface is a file. They read the edge (settings, clock, randomness), call the store, and
//! change records of Rust into records of the wall and back. Nothing is decided here.

mod advice;
mod afterwards;
mod assessments;
mod contacts;
mod convert;
mod drafts;
mod edge;
mod equality;
mod exports;
mod figures;
mod form_versions;
mod loading;
mod maintenance;
mod publishing;
mod referrals;
mod rule_versions;
mod tracking;

/// The wall.
mod wall {
    spin_sdk::wit_bindgen::generate!({
        path: ["../../wit/types", "../../wit/case-store"],
        world: "front-door:case-store/case-store",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });

    export!(CaseStore with_types_in self);

    /// What is exported.
    pub struct CaseStore;
}
