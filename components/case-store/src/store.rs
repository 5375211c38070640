//! A store of cases: one connection, the keys, and where randomness comes from.

database::store! {
    /// The cases, on one connection.
    keys: [sealing, index]
}
