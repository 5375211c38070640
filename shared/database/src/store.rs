//! A store, the same for all of them but for what it keeps, as a macro because each store gives its own
//! type what it can do.

/// Defines `pub struct Store` in a store's crate: one connection, the keys, and where randomness comes
/// from. The crate has `Fault`, `schema::MIGRATIONS`, and `Keys` with the fields that are named here.
#[allow(clippy::crate_in_macro_def)] // The types of the store that this is expanded in are meant.
#[macro_export]
macro_rules! store {
    ($(#[$about:meta])+ keys: [$($key:ident),+]) => {
        $(#[$about])+
        ///
        /// Cheap to make: make one per request.
        pub struct Store<C, R = ::sealing::SystemRandomness> {
            pub(crate) connection: C,
            pub(crate) keys: ::std::sync::Arc<crate::Keys>,
            pub(crate) randomness: R,
        }

        impl<C: $crate::Connection, R: ::sealing::Randomness> Store<C, R> {
            /// A store on a database that is known to be migrated and to belong to these keys.
            pub fn on(connection: C, keys: ::std::sync::Arc<crate::Keys>, randomness: R) -> Self {
                Self {
                    connection,
                    keys,
                    randomness,
                }
            }

            /// Migrates the database where that is needed, and checks that it belongs to these keys.
            /// Once per process or instance is enough; any number may do it at the same moment.
            ///
            /// # Errors
            /// `WrongKey` when the database was written with other keys.
            pub async fn open(
                connection: C,
                keys: ::std::sync::Arc<crate::Keys>,
                randomness: R,
            ) -> ::core::result::Result<Self, crate::Fault> {
                $crate::migrate(&connection, crate::schema::MIGRATIONS).await?;
                let store = Self::on(connection, keys, randomness);
                store.check_keys().await?;
                Ok(store)
            }

            /// Runs one statement, patiently.
            pub(crate) async fn run(
                &self,
                sql: &str,
                parameters: ::std::vec::Vec<$crate::Value>,
            ) -> ::core::result::Result<::std::vec::Vec<$crate::Row>, $crate::SqlError> {
                $crate::run(&self.connection, sql, parameters).await
            }

            /// The first start writes down which keys the database belongs to. A later start with a newer
            /// sealing key is right as long as the older one is still among those that open.
            pub(crate) async fn check_keys(&self) -> ::core::result::Result<(), crate::Fault> {
                let keys = &self.keys;
                let own = &[$($crate::store!(@own keys, $key)),+];
                let missing = $crate::missing_key(&self.connection, own).await?;
                missing.map_or(Ok(()), |id| Err(crate::Fault::WrongKey(id)))
            }
        }
    };
    (@own $keys:ident, sealing) => {
        $crate::OwnKey {
            purpose: "sealing",
            id: $keys.sealing.id().to_string(),
            reads: &|id| $keys.sealing.knows(id),
        }
    };
    (@own $keys:ident, index) => {
        $crate::OwnKey {
            purpose: "index",
            id: $keys.index.id().to_string(),
            reads: &|_| false,
        }
    };
}
