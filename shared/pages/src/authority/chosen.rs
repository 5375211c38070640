//! Which authority this installation serves, of those that are built in.
//!
//! The operator's setting names it. A shell reads the setting once and chooses; it does not change while
//! the program runs, so pages need not be handed it. Nothing about a person is kept here.

use std::cell::Cell;
use std::sync::LazyLock;

use super::Authority;

thread_local! {
    /// A component is one thread, and each test has one of its own.
    static CHOSEN: Cell<Option<&'static Authority>> = const { Cell::new(None) };
}

/// Every file of the folder `authority`, in the order of their names.
const TEXTS: &[&str] = include!(concat!(env!("OUT_DIR"), "/authorities.rs"));

/// The operator named an authority that this installation cannot serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownAuthority {
    named: String,
    known: Vec<&'static str>,
}

impl std::fmt::Display for UnknownAuthority {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "the variable authority names `{}`, which is not known here; set it to one of: {}",
            self.named,
            self.known.join(", ")
        )
    }
}

impl Authority {
    /// Every authority that is built in.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Authority>> = LazyLock::new(|| {
            let read = |text: &&str| Authority::parse(text).ok();
            // The texts are part of the program, and a test reads them all.
            TEXTS.iter().filter_map(read).collect()
        });
        &ALL
    }

    /// The one that counts where none was chosen: the first that is no demonstration.
    pub fn built_in() -> &'static Self {
        let first = Self::all().iter().find(|known| !known.demonstration);
        first.expect("an authority is built in")
    }

    /// The one that this installation serves.
    pub fn current() -> &'static Self {
        CHOSEN.get().unwrap_or_else(Self::built_in)
    }

    /// Whether one was chosen.
    pub fn is_chosen() -> bool {
        CHOSEN.get().is_some()
    }

    /// Chooses the one that the operator has set. A demonstration can be chosen only where nothing is real.
    ///
    /// # Errors
    /// When there is none of that id. Then the one before stays.
    pub fn choose(id: &str, development: bool) -> Result<&'static Self, UnknownAuthority> {
        let mut offered = Self::all()
            .iter()
            .filter(|known| development || !known.demonstration);
        let Some(found) = offered.clone().find(|known| known.id == id) else {
            return Err(UnknownAuthority {
                named: id.to_owned(),
                known: offered.by_ref().map(|known| known.id.as_str()).collect(),
            });
        };
        CHOSEN.set(Some(found));
        Ok(found)
    }
}

/// Chooses the authority that the operator has set, once an instance: expands to the function that does it. `$set` asks
/// for the settings, and returns with a `web::Fault` where it cannot.
#[macro_export]
macro_rules! choose_authority {
    ($component:literal, $set:expr) => {
        /// Chooses the authority that the operator has set, once an instance.
        pub async fn choose_authority() -> ::core::result::Result<(), ::web::Fault> {
            if $crate::Authority::is_chosen() {
                return Ok(());
            }
            let set = $set;
            let chosen =
                $crate::Authority::choose(&set.authority, set.environment == "development");
            chosen.map(|_| ()).map_err(|unknown| {
                ::std::eprintln!(
                    ::core::concat!($component, ": failed to choose the authority: {}"),
                    unknown
                );
                ::web::Fault::Internal
            })
        }
    };
}
