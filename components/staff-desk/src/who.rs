//! Who is asking: a machine by its service token, or a member of staff by their session.

pub use staff_pages::{
    COOKIE as SESSION_COOKIE, Caller, caller, no_csrf, permitted, sees_referrals,
};
