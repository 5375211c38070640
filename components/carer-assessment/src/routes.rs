//! Every address that the self-assessment answers.

use form_site::routes::Place;
use form_site::{form_api_routes, form_routes};
use web::Route;

/// What stands beside the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// The stateless API.
    Indication,
    /// "What you told us suggests".
    Suggests,
    /// "Support for carers now".
    Support,
}

/// The addresses that come before those of the form.
pub const OWN: &[Route<Own>] = &[
    Route {
        pattern: "/api/v1/carer-assessments/indication",
        methods: &[("POST", Own::Indication)],
    },
    Route {
        pattern: "/carer-assessment/what-you-told-us",
        methods: &[("GET", Own::Suggests)],
    },
    Route {
        pattern: "/carer-assessment/support",
        methods: &[("GET", Own::Support)],
    },
];

/// The tables of addresses of the form. The first that has one wins.
pub const ROUTES: &[&[Route<Place>]] = &[
    &[
        Route {
            pattern: "/readyz/carer-assessment",
            methods: &[("GET", Place::Ready)],
        },
        Route {
            pattern: "/carer-assessment/assets/{file}",
            methods: &[("GET", Place::Asset)],
        },
    ],
    form_api_routes!("/api/v1/forms/carer-assessment"),
    form_routes!("/carer-assessment"),
];
