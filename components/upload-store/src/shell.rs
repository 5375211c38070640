//! The component: exports the store through `wit/upload-store`, on Spin's database `uploads`, and speaks with
//! clamd. Nothing is decided here.

mod edge;
mod scanner;
mod upload_store;

/// The wall.
mod wall {
    spin_sdk::wit_bindgen::generate!({
        path: ["../../wit/types", "../../wit/upload-store"],
        world: "front-door:upload-store/upload-store",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });

    export!(UploadStore with_types_in self);

    /// What is exported.
    pub struct UploadStore;
}
