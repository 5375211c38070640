//! The same records in two words for them: those of this crate, and those that a WIT wall makes of them.

/// Maps every record, in both directions: `mirror!(wall, types)`, where these are the modules that a WIT wall makes of
/// `wit/case-store/rule-versions` and of `wit/types`. Expand it once in each shell.
#[macro_export]
macro_rules! mirror {
    ($wall:ident, $types:ident) => {
        $crate::mirror!(@records $crate => $wall, $types, ::vocabulary::Instant::as_unix);
        $crate::mirror!(@records $wall => $crate, vocabulary, ::vocabulary::Instant::from_unix);

        impl From<$crate::Change> for $wall::Change {
            fn from(change: $crate::Change) -> Self {
                match change {
                    $crate::Change::Approve {
                        takes_effect,
                        because,
                    } => Self::Approve($wall::Approval {
                        takes_effect: takes_effect.map(::vocabulary::Instant::as_unix),
                        because,
                    }),
                    $crate::Change::Withdraw(because) => Self::Withdraw(because),
                }
            }
        }
        impl From<$wall::Change> for $crate::Change {
            fn from(change: $wall::Change) -> Self {
                match change {
                    $wall::Change::Approve(approval) => Self::Approve {
                        takes_effect: approval.takes_effect.map(::vocabulary::Instant::from_unix),
                        because: approval.because,
                    },
                    $wall::Change::Withdraw(because) => Self::Withdraw(because),
                }
            }
        }
    };
    (@records $from:tt => $to:tt, $ids:ident, $instant:path) => {
        $crate::mirror!(@word $from => $to State { Proposed, TakenBack, Scheduled, Published, Withdrawn });
        $crate::mirror!(@record $from => $to Texts { rules, places, calendar });
        impl From<$from::Deed> for $to::Deed {
            fn from(deed: $from::Deed) -> Self {
                Self {
                    who: deed.who,
                    at: $instant(deed.at),
                }
            }
        }
        impl From<$from::Version> for $to::Version {
            fn from(version: $from::Version) -> Self {
                Self {
                    id: $ids::RulesetId {
                        id: version.id.id,
                        version: version.id.version,
                    },
                    state: version.state.into(),
                    in_use: version.in_use,
                    takes_effect: version.takes_effect.map($instant),
                    etag: version.etag,
                    proposed: version.proposed.map(Into::into),
                    changed: version.changed.map(Into::into),
                }
            }
        }
        impl From<$from::Event> for $to::Event {
            fn from(event: $from::Event) -> Self {
                Self {
                    at: $instant(event.at),
                    who: event.who,
                    what: event.what,
                    version: event.version,
                    takes_effect: event.takes_effect.map($instant),
                    because: event.because,
                }
            }
        }
        impl From<$from::Shown> for $to::Shown {
            fn from(shown: $from::Shown) -> Self {
                Self {
                    version: shown.version.into(),
                    texts: shown.texts.into(),
                    history: shown.history.into_iter().map(Into::into).collect(),
                }
            }
        }
    };
    (@record $from:tt => $to:tt $name:ident { $($field:ident),+ }) => {
        impl From<$from::$name> for $to::$name {
            fn from(record: $from::$name) -> Self {
                Self { $($field: record.$field),+ }
            }
        }
    };
    (@word $from:tt => $to:tt $name:ident { $($word:ident),+ }) => {
        impl From<$from::$name> for $to::$name {
            fn from(word: $from::$name) -> Self {
                match word { $($from::$name::$word => Self::$word),+ }
            }
        }
    };
}
