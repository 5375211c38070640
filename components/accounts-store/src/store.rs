//! A store of care accounts: one connection, the keys, and where randomness comes from.

database::store! {
    /// The care accounts, on one connection.
    keys: [sealing, index]
}
