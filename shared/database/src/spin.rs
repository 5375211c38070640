//! Spin's SQLite behind [`Connection`](crate::Connection), as a macro because this crate must not
//! know spin-sdk.
//!
//! It uses the SDK's bindings, which the SDK publishes but does not document, rather than its
//! `Connection`: only they have the read that does not wait. The SDK's version is pinned.

/// Defines `pub struct SpinConnection` in a component's shell, which has spin-sdk and futures of its
/// own single thread.
///
/// `SpinConnection::open("cases")` takes a connection that an earlier request of this instance left,
/// or opens one. When it is dropped idle it is kept for the next request, with the statements that
/// SQLite has prepared on it; when it is dropped in the middle of a statement or of a transaction,
/// or after an error, it is closed, and SQLite rolls back.
#[macro_export]
macro_rules! spin_connection {
    () => {
        /// A connection that this request holds alone.
        pub struct SpinConnection {
            inner: ::core::option::Option<::spin_sdk::sqlite::wit::sqlite::Connection>,
            label: &'static str,
            in_statement: ::core::cell::Cell<bool>,
            in_transaction: ::core::cell::Cell<bool>,
            spoilt: ::core::cell::Cell<bool>,
        }

        ::std::thread_local! {
            /// Idle connections of this instance. No personal data: nothing is open on them.
            static IDLE: ::core::cell::RefCell<::std::vec::Vec<(&'static str, ::spin_sdk::sqlite::wit::sqlite::Connection)>> =
                const { ::core::cell::RefCell::new(::std::vec::Vec::new()) };
        }

        impl SpinConnection {
            /// How many idle connections an instance keeps.
            const MOST_IDLE: usize = 4;

            /// Takes an idle connection of the database, or opens one.
            pub async fn open(
                label: &'static str,
            ) -> ::core::result::Result<Self, $crate::SqlError> {
                let idle = IDLE.with_borrow_mut(|idle| {
                    let found = idle.iter().position(|(known, _)| *known == label)?;
                    ::core::option::Option::Some(idle.swap_remove(found).1)
                });
                let inner = match idle {
                    ::core::option::Option::Some(connection) => connection,
                    ::core::option::Option::None => {
                        ::spin_sdk::sqlite::wit::sqlite::Connection::open_async(label.to_owned())
                            .await
                            .map_err(Self::error)?
                    }
                };
                ::core::result::Result::Ok(Self {
                    inner: ::core::option::Option::Some(inner),
                    label,
                    in_statement: ::core::cell::Cell::new(false),
                    in_transaction: ::core::cell::Cell::new(false),
                    spoilt: ::core::cell::Cell::new(false),
                })
            }

            fn error(error: ::spin_sdk::sqlite::Error) -> $crate::SqlError {
                use ::spin_sdk::sqlite::Error;
                match error {
                    Error::Io(message) => $crate::SqlError::from_message(message),
                    Error::NoSuchDatabase => $crate::SqlError::Unavailable(
                        "there is no database of that name".to_owned(),
                    ),
                    Error::AccessDenied => $crate::SqlError::Unavailable(
                        "this component has no access to the database".to_owned(),
                    ),
                    Error::InvalidConnection => {
                        $crate::SqlError::Unavailable("the connection is not valid".to_owned())
                    }
                    Error::DatabaseFull => $crate::SqlError::Full,
                }
            }

            fn into_spin(value: $crate::Value) -> ::spin_sdk::sqlite::Value {
                use ::spin_sdk::sqlite::Value;
                match value {
                    $crate::Value::Null => Value::Null,
                    $crate::Value::Integer(value) => Value::Integer(value),
                    $crate::Value::Real(value) => Value::Real(value),
                    $crate::Value::Text(value) => Value::Text(value),
                    $crate::Value::Blob(value) => Value::Blob(value),
                }
            }

            fn from_spin(value: ::spin_sdk::sqlite::Value) -> $crate::Value {
                use ::spin_sdk::sqlite::Value;
                match value {
                    Value::Null => $crate::Value::Null,
                    Value::Integer(value) => $crate::Value::Integer(value),
                    Value::Real(value) => $crate::Value::Real(value),
                    Value::Text(value) => $crate::Value::Text(value),
                    Value::Blob(value) => $crate::Value::Blob(value),
                }
            }

            /// Reads are called without waiting, which costs half as much: a read waits for nobody
            /// when writes go ahead into a log. Everything else lets other requests of the instance
            /// go on; one of them may hold what this one waits for.
            async fn run(
                &self,
                sql: &str,
                parameters: ::std::vec::Vec<$crate::Value>,
            ) -> ::core::result::Result<::std::vec::Vec<$crate::Row>, $crate::SqlError> {
                let ::core::option::Option::Some(inner) = &self.inner else {
                    return ::core::result::Result::Err($crate::SqlError::Unavailable(
                        "the connection is closed".to_owned(),
                    ));
                };
                let parameters: ::std::vec::Vec<_> =
                    parameters.into_iter().map(Self::into_spin).collect();
                let rows = if sql.starts_with("SELECT ") {
                    inner.execute(sql, &parameters).map_err(Self::error)?.rows
                } else {
                    let (columns, rows, result) = inner
                        .execute_async(sql.to_owned(), parameters)
                        .await
                        .map_err(Self::error)?;
                    // Without columns there are no rows; an error comes with the result all the same.
                    let rows = match columns.is_empty() {
                        true => ::std::vec::Vec::new(),
                        false => rows.collect().await,
                    };
                    result.await.map_err(Self::error)?;
                    rows
                };
                ::core::result::Result::Ok(
                    rows.into_iter()
                        .map(|row| {
                            $crate::Row::new(row.values.into_iter().map(Self::from_spin).collect())
                        })
                        .collect(),
                )
            }
        }

        impl $crate::Connection for SpinConnection {
            async fn execute(
                &self,
                sql: &str,
                parameters: ::std::vec::Vec<$crate::Value>,
            ) -> ::core::result::Result<::std::vec::Vec<$crate::Row>, $crate::SqlError> {
                self.in_statement.set(true);
                self.in_transaction
                    .set(self.in_transaction.get() || sql == "BEGIN IMMEDIATE");
                let outcome = self.run(sql, parameters).await;
                self.in_statement.set(false);
                match (sql, &outcome) {
                    ("COMMIT" | "ROLLBACK", ::core::result::Result::Ok(_)) => {
                        self.in_transaction.set(false);
                    }
                    ("BEGIN IMMEDIATE", ::core::result::Result::Err($crate::SqlError::Busy)) => {
                        self.in_transaction.set(false);
                    }
                    (
                        _,
                        ::core::result::Result::Ok(_)
                        | ::core::result::Result::Err(
                            $crate::SqlError::Busy | $crate::SqlError::Constraint(_),
                        ),
                    ) => {}
                    (_, ::core::result::Result::Err(_)) => self.spoilt.set(true),
                }
                outcome
            }

            async fn pause(&self, milliseconds: u64) {
                ::spin_sdk::time::sleep(::core::time::Duration::from_millis(milliseconds)).await;
            }
        }

        impl ::core::ops::Drop for SpinConnection {
            fn drop(&mut self) {
                let unfinished =
                    self.in_statement.get() || self.in_transaction.get() || self.spoilt.get();
                if let (::core::option::Option::Some(inner), false) = (self.inner.take(), unfinished)
                {
                    IDLE.with_borrow_mut(|idle| {
                        if idle.len() < Self::MOST_IDLE {
                            idle.push((self.label, inner));
                        }
                    });
                }
            }
        }
    };
}
