//! The edge of a store's component: its settings and its connection, as a macro because this crate must
//! not know spin-sdk.

/// Defines `open()`, `variable()` and the conversion of faults in a component's shell, beside what
/// `spin_connection!` defines. The keys are kept per instance once they were found to be those of the
/// database, which is then migrated too.
///
/// The crate has `Store`, `Fault` and `Keys::read`, which takes the settings that are named here.
#[allow(clippy::crate_in_macro_def)] // The types of the store that this is expanded in are meant.
#[macro_export]
macro_rules! spin_store {
    (component: $component:literal, database: $database:literal, keys: [$($key:ident),+], faults: $wall:ty) => {
        $crate::spin_connection!();

        ::std::thread_local! {
            static READY: ::core::cell::RefCell<
                ::core::option::Option<::std::sync::Arc<crate::Keys>>,
            > = const { ::core::cell::RefCell::new(::core::option::Option::None) };
        }

        /// A store that is ready for work.
        pub async fn open() -> ::core::result::Result<crate::Store<SpinConnection>, crate::Fault> {
            use ::sealing::SystemRandomness;
            use ::std::sync::Arc;
            if let Some(keys) = READY.with_borrow(Clone::clone) {
                let connection = SpinConnection::open($database).await?;
                return Ok(crate::Store::on(connection, keys, SystemRandomness));
            }
            let keys = Arc::new(crate::Keys::read($(&variable(stringify!($key)).await?),+)?);
            let connection = SpinConnection::open($database).await?;
            let store = crate::Store::open(connection, Arc::clone(&keys), SystemRandomness).await?;
            READY.set(Some(keys));
            Ok(store)
        }

        /// A variable; one that is not set is empty.
        async fn variable(name: &str) -> ::core::result::Result<String, crate::Fault> {
            use ::spin_sdk::variables;
            match variables::get(name).await {
                Ok(value) => Ok(value.trim().to_owned()),
                Err(variables::Error::Undefined(_)) => Ok(String::new()),
                Err(_) => Err(crate::Fault::Internal(format!(
                    "failed to read the variable {name}"
                ))),
            }
        }

        impl From<crate::Fault> for $wall {
            /// The reason for unavailability goes to the log, because the wall does not carry it.
            fn from(fault: crate::Fault) -> Self {
                match fault {
                    crate::Fault::Unavailable(_) => {
                        eprintln!("{}: {fault}", $component);
                        Self::Unavailable
                    }
                    crate::Fault::WrongKey(id) => Self::WrongKey(id),
                    crate::Fault::Internal(why) => Self::Internal(why),
                }
            }
        }
    };
}
