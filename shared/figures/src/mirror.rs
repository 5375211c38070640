//! The same records in two words for them: those of this crate, and those that a WIT wall makes of them.

/// Maps every record that leaves the store, in both directions: `mirror!(wall)`, where `wall` is the module that a
/// WIT wall makes of `wit/case-store/figures`. Expand it once in each shell.
#[macro_export]
macro_rules! mirror {
    ($wall:ident) => {
        $crate::mirror!(@both $wall Tally { value, contacts });
        $crate::mirror!(@both $wall NeedTally { need, contacts, by_locality });
        $crate::mirror!(@both $wall Source { reporter, concerns, enquiry, not_met, other });
        $crate::mirror!(@both $wall Pace { priority, contacts, done, in_time, late, median, ninetieth });
        $crate::mirror!(@both $wall Overdue { queue, contacts, since });
        $crate::mirror!(@both $wall Step { form, version, passed, reached, begun, drafts });

        impl From<$crate::Told> for $wall::Told {
            fn from(told: $crate::Told) -> Self {
                $crate::mirror!(@told told)
            }
        }
        impl From<$wall::Told> for $crate::Told {
            fn from(told: $wall::Told) -> Self {
                $crate::mirror!(@told told)
            }
        }
        $crate::mirror!(@words $wall By { Day, Channel, Form, Locality, Outcome });
        $crate::mirror!(@words $wall Until { FirstResponse, Closed });
    };
    (@both $wall:ident $name:ident { $($field:ident),+ }) => {
        impl From<$crate::$name> for $wall::$name {
            fn from(record: $crate::$name) -> Self {
                Self { $($field: record.$field),+ }
            }
        }
        impl From<$wall::$name> for $crate::$name {
            fn from(record: $wall::$name) -> Self {
                Self { $($field: record.$field),+ }
            }
        }
    };
    (@told $told:ident) => {
        Self {
            contacts: $told.contacts,
            reporters: $told.reporters.into_iter().map(Into::into).collect(),
            localities: $told.localities,
            needs: $told.needs.into_iter().map(Into::into).collect(),
            sources: $told.sources.into_iter().map(Into::into).collect(),
        }
    };
    (@words $wall:ident $name:ident { $($word:ident),+ }) => {
        impl From<$crate::$name> for $wall::$name {
            fn from(word: $crate::$name) -> Self {
                match word { $($crate::$name::$word => Self::$word),+ }
            }
        }
        impl From<$wall::$name> for $crate::$name {
            fn from(word: $wall::$name) -> Self {
                match word { $($wall::$name::$word => Self::$word),+ }
            }
        }
    };
}
