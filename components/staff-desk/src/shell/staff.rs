//! Between staff-access's words and the desk's.

use super::wit::front_door::staff_access::faults as wit_faults;
use super::wit::front_door::staff_access::{colleagues, saved_views};
use crate::stores::{Colleague, Fault, Refusal};
use staff_model::SavedView;

pub fn fault(fault: wit_faults::Fault) -> Fault {
    web::mirror_fault!(
        fault,
        wit_faults,
        "staff-desk: failed to use the store of staff"
    )
}

pub fn colleague(colleague: colleagues::Colleague) -> Colleague {
    Colleague {
        username: colleague.username,
        display_name: colleague.display_name,
        roles: colleague.roles,
    }
}

pub fn view(view: saved_views::View) -> SavedView {
    SavedView {
        name: view.name,
        query: view.query,
    }
}

pub fn saved(view: &SavedView) -> saved_views::View {
    saved_views::View {
        name: view.name.clone(),
        query: view.query.clone(),
    }
}

pub fn view_refused(refusal: saved_views::Refusal) -> Refusal {
    match refusal {
        saved_views::Refusal::Conflict(sentence) => Refusal::Conflict(sentence),
        saved_views::Refusal::Invalid(fields) => Refusal::Invalid(fields),
        saved_views::Refusal::Failed(problem) => Refusal::Failed(fault(problem)),
    }
}
