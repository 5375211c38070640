//! What somebody typed into a form of a referral's page.

use crate::referral::Action;

/// The fields of a form that was sent.
pub type Typed = staff_pages::Typed<Action>;

/// What was typed into a form of this action, if that is the one that was sent.
pub fn into(typed: Option<&Typed>, action: Action) -> Option<&Typed> {
    Typed::into_form(typed, action)
}
