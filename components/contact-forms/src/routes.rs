//! Every address that the forms answer.

use form_site::api::Call;
use form_site::routes::{Page, Place};
use form_site::{form_api_routes, form_routes};
use web::Route;

/// The tables of addresses. The first that has one wins.
pub const ROUTES: &[&[Route<Place>]] = &[
    OWN,
    form_api_routes!("/api/v1/forms/{form}"),
    form_routes!("/contact/{form}"),
];

/// The addresses of no form in particular.
const OWN: &[Route<Place>] = &[
    Route {
        pattern: "/readyz/contact-forms",
        methods: &[("GET", Place::Ready)],
    },
    Route {
        pattern: "/api/v1/forms",
        methods: &[("GET", Place::Api(Call::Forms))],
    },
    Route {
        pattern: "/api/v1/routing/decide",
        methods: &[("POST", Place::Api(Call::Decide))],
    },
    Route {
        pattern: "/contact",
        methods: &[("GET", Place::Page(Page::Choose))],
    },
    Route {
        pattern: "/contact/assets/{file}",
        methods: &[("GET", Place::Asset)],
    },
    Route {
        pattern: "/contact/resume/{token}",
        methods: &[
            ("GET", Place::Page(Page::NeutralLink)),
            ("POST", Place::Page(Page::NeutralLinkNow)),
        ],
    },
];
