//! Who is shown what.

use vocabulary::Role;

use super::{Memory, get, text};

#[test]
fn the_dashboard_is_for_managers_and_auditors() {
    for role in Role::ALL {
        let reply = get(&Memory::default(), "/staff/dashboard", &[role.id()]);
        let expected = match role {
            Role::Manager | Role::Auditor => 200,
            _ => 403,
        };
        assert_eq!(reply.status, expected, "{role}");
    }
}

#[test]
fn whoever_is_not_signed_in_signs_in_and_comes_back() {
    let reply = get(
        &Memory::default(),
        "/staff/dashboard?from=2026-11-01",
        &["nobody"],
    );
    assert_eq!(reply.status, 303);
    assert_eq!(
        reply.header("location"),
        Some("/staff/sign-in?next=%2Fstaff%2Fdashboard%3Ffrom%3D2026-11-01")
    );
}

#[test]
fn an_address_that_is_not_there_is_a_page_for_people_and_a_problem_for_machines() {
    let page = get(&Memory::default(), "/staff/dashboard/nothing", &["manager"]);
    assert_eq!(page.status, 404);
    assert!(text(&page).contains("<h1"));
    let problem = get(&Memory::default(), "/api/v1/figures/a/b/c/d", &["manager"]);
    assert_eq!(problem.status, 404);
    assert!(text(&problem).contains("\"status\""));
}
