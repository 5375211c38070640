//! A store of files: one connection, the keys, and where randomness comes from.

database::store! {
    /// The files, on one connection.
    keys: [sealing, index]
}
