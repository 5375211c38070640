//! The words of this crate and those that a WIT wall makes of `wit/staff-access`: one mapping, both ways and on both
//! sides of the wall.

/// What the mapping needs of other crates.
#[doc(hidden)]
pub mod words {
    pub use vocabulary::{Actor, Instant};
}

/// Conversions between this crate and the modules `types` and `people` of a wall, which must be in scope under these
/// names.
#[macro_export]
macro_rules! mirror {
    ($types:ident, $people:ident) => {
        $crate::mirror_members! {
            $types::Actor = $crate::words::Actor { id, roles } {} {}
            $people::Changed = $crate::Changed { member, one_time_password } {} {}
            $people::Member = $crate::Member {
                username, display_name, roles, from_directory, has_one_time_password, suspended, sessions,
                created_by, tag
            } { created_at } {}
            $people::Token = $crate::Token { name, roles, created_by } { created_at } { revoked_at }
            $people::Event = $crate::Event { sequence, who, what, because, standing } { at } {}
        }

        $crate::mirror_change!($people::Change => $crate::Change, $crate::Change => $people::Change);
    };
}

/// Records whose members have the same names, both ways: members that fit each other, times, and times that may not
/// be there.
#[doc(hidden)]
#[macro_export]
macro_rules! mirror_members {
    ($(
        $wall:path = $own:path { $($member:ident),* } { $($at:ident),* } { $($maybe:ident),* }
    )+) => {$(
        impl From<$wall> for $own {
            fn from(value: $wall) -> Self {
                Self {
                    $($member: value.$member.into(),)*
                    $($at: $crate::words::Instant::from_unix(value.$at),)*
                    $($maybe: value.$maybe.map($crate::words::Instant::from_unix),)*
                }
            }
        }

        impl From<$own> for $wall {
            fn from(value: $own) -> Self {
                Self {
                    $($member: value.$member.into(),)*
                    $($at: value.$at.as_unix(),)*
                    $($maybe: value.$maybe.map($crate::words::Instant::as_unix),)*
                }
            }
        }
    )+};
}

/// A change, both ways.
#[doc(hidden)]
#[macro_export]
macro_rules! mirror_change {
    ($($from:path => $to:path),+) => {$(
        impl From<$from> for $to {
            fn from(change: $from) -> Self {
                type Given = $from;
                match change {
                    Given::Roles(roles) => Self::Roles(roles),
                    Given::DisplayName(name) => Self::DisplayName(name),
                    Given::Suspend => Self::Suspend,
                    Given::Allow => Self::Allow,
                    Given::NewPassword => Self::NewPassword,
                    Given::EndSessions => Self::EndSessions,
                }
            }
        }
    )+};
}
