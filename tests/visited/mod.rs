//! At the end of a run: was everything visited? The harness counts what every test asked for; this
//! holds the count against the components' own route tables.
//!
//! Tests run in the order of their names, so that this module's are the last to begin.

mod accessible;
mod html;
mod pictures;
pub mod unsaid;

use std::time::Duration;

use web::Route;

use crate::harness::Site;
use crate::harness::manifest::Manifest;
use crate::harness::visits::{self, Visit};
use crate::journeys::saying::forms;

/// Routes that no test visits, each with its reason.
const EXCEPTIONS: [(&str, &str, &str); 0] = [];

/// The slowest journey takes less, on a busy machine too.
const OTHERS_END_WITHIN: Duration = Duration::from_secs(1800);

/// Every route of a component that was not visited: with the right method, and answered by itself.
fn missed<T>(component: &str, tables: &[&[Route<T>]], visits: &[Visit]) -> Vec<String> {
    let mut missed = Vec::new();
    for route in tables.iter().copied().flatten() {
        for (method, _) in route.methods {
            let visited = visits.iter().any(|visit| {
                visit.method == *method
                    && first_that_fits(tables, &visit.path)
                        .is_some_and(|first| first == route.pattern)
                    && !matches!(visit.status, 405 | 501)
            });
            let excused = EXCEPTIONS
                .iter()
                .any(|(verb, pattern, _)| (*verb, *pattern) == (*method, route.pattern));
            if !visited && !excused {
                missed.push(format!("{component}: {method} {}", route.pattern));
            }
        }
    }
    missed
}

/// The pattern that a component would choose.
fn first_that_fits<T>(tables: &[&[Route<T>]], path: &str) -> Option<&'static str> {
    let routes = tables.iter().copied().flatten();
    routes
        .map(|route| route.pattern)
        .find(|pattern| fits(pattern, path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let path = path
        .strip_suffix('/')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(path);
    let (pattern, path): (Vec<&str>, Vec<&str>) =
        (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(&path)
            .all(|(wanted, got)| wanted == got || (wanted.starts_with('{') && !got.is_empty()))
}

/// Whether only some of the tests were asked for.
fn only_some() -> bool {
    std::env::args().len() > 1
}

/// What was visited, once every other test has ended; none when only some of them were asked for.
fn everything() -> Option<Vec<Visit>> {
    if only_some() {
        println!("only some of the tests were asked for, so there is nothing to count");
        return None;
    }
    until_the_others_have_ended();
    Some(visits::so_far())
}

fn until_the_others_have_ended() {
    visits::wait_until_all_is_done(OTHERS_END_WITHIN, "visited::");
}

#[test]
fn every_route_of_every_component_was_visited() {
    let Some(visits) = everything() else { return };
    let mut all: Vec<String> = Vec::new();
    all.extend(missed(
        "contact-forms",
        contact_forms::routes::ROUTES,
        &visits,
    ));
    all.extend(missed("care-accounts", &[care_accounts::ROUTES], &visits));
    let carers = missed(
        "carer-assessment",
        carer_assessment::routes::ROUTES,
        &visits,
    );
    all.extend(carers);
    let own = missed(
        "carer-assessment",
        &[carer_assessment::routes::OWN],
        &visits,
    );
    all.extend(own);
    all.extend(missed("front-door", &[front_door::ROUTES], &visits));
    all.extend(missed("routing-rules", &[routing_rules::ROUTES], &visits));
    all.extend(missed(
        "service-figures",
        &[service_figures::ROUTES],
        &visits,
    ));
    all.extend(missed("staff-desk", &[staff_desk::routes::ROUTES], &visits));
    all.extend(missed("staff-contacts", &[staff_contacts::ROUTES], &visits));
    all.extend(missed("staff-people", &[staff_people::ROUTES], &visits));
    assert!(all.is_empty(), "nobody visited:\n{}", all.join("\n"));
}

#[test]
fn every_form_was_sent_as_pages_and_as_json() {
    let Some(visits) = everything() else { return };
    for (_, form) in forms() {
        let (id, path) = (&form.id, form.path());
        let was = |method: &str, path: String, status: u16| {
            visits.iter().any(|visit| {
                (visit.method.as_str(), &visit.path, visit.status) == (method, &path, status)
            })
        };
        assert!(
            was("POST", format!("/api/v1/forms/{id}/submissions"), 201),
            "nobody sent {id} as JSON"
        );
        assert!(
            was("POST", format!("{path}/check-answers"), 303),
            "nobody sent {id} as pages"
        );
        assert!(
            was("GET", format!("{path}/confirmation"), 200),
            "nobody saw that {id} was sent"
        );
    }
}

#[test]
fn every_component_answered() {
    let Some(visits) = everything() else { return };
    if !Site::is_ours() {
        return println!("real Spin does not say which component answered");
    }
    for (id, routes) in Manifest::of_today().http_components() {
        let answered = |visit: &&Visit| {
            visit
                .component
                .as_deref()
                .is_some_and(|named| named.split(' ').next() == Some(id.as_str()))
        };
        let count = visits.iter().filter(answered).count();
        assert!(
            count > routes.len(),
            "{id} answered {count} kinds of requests"
        );
    }
}
