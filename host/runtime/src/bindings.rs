//! The host's side of Spin's own interfaces, generated from `wit/`.

wasmtime::component::bindgen!({
    path: "wit",
    world: "powers",
    imports: {
        "spin:sqlite/sqlite.[method]connection.execute": async | trappable,
        "spin:sqlite/sqlite.[static]connection.open": async | trappable,
        default: trappable,
    },
    with: {
        "spin:sqlite/sqlite.connection": crate::sqlite::OpenConnection,
        "spin:key-value/key-value.store": crate::key_value::OpenStore,
    },
});
