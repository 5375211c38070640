//! The addresses of a form. A component makes its table with [`form_routes`](crate::form_routes), from where its
//! forms stand.

use crate::api::Call;

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Api(Call),
    Page(Page),
    Asset,
    Ready,
}

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Choose,
    Begin,
    /// Begin it with answers that a page of ours has already.
    BeginWith,
    Ask,
    Answer,
    CheckAnswers,
    Send,
    Confirmation,
    AskCopy,
    ShowCopy,
    Equality,
    EqualityAsk,
    EqualityAnswer,
    EqualityCheck,
    EqualitySend,
    EqualityThanks,
    Leave,
    Save,
    SaveNow,
    Resume,
    ResumeNow,
    /// A link that names no form.
    NeutralLink,
    NeutralLinkNow,
}

/// The addresses of the form at `$form`, such as `/contact/{form}`. The last of them takes any page, so a
/// table of others comes before this one.
#[macro_export]
macro_rules! form_routes {
    ($form:literal) => {{
        use $crate::routes::{Page, Place};
        const ROUTES: &[::web::Route<Place>] = &[
            ::web::Route {
                pattern: $form,
                methods: &[("GET", Place::Page(Page::Begin))],
            },
            ::web::Route {
                pattern: concat!($form, "/begin"),
                methods: &[("POST", Place::Page(Page::BeginWith))],
            },
            ::web::Route {
                pattern: concat!($form, "/check-answers"),
                methods: &[
                    ("GET", Place::Page(Page::CheckAnswers)),
                    ("POST", Place::Page(Page::Send)),
                ],
            },
            ::web::Route {
                pattern: concat!($form, "/confirmation"),
                methods: &[("GET", Place::Page(Page::Confirmation))],
            },
            ::web::Route {
                pattern: concat!($form, "/copy"),
                methods: &[
                    ("GET", Place::Page(Page::AskCopy)),
                    ("POST", Place::Page(Page::ShowCopy)),
                ],
            },
            ::web::Route {
                pattern: concat!($form, "/equality"),
                methods: &[("GET", Place::Page(Page::Equality))],
            },
            ::web::Route {
                pattern: concat!($form, "/equality/{choice}"),
                methods: &[("GET", Place::Page(Page::Equality))],
            },
            ::web::Route {
                pattern: concat!($form, "/equality/{choice}/leave"),
                methods: &[
                    ("GET", Place::Page(Page::Leave)),
                    ("POST", Place::Page(Page::Leave)),
                ],
            },
            ::web::Route {
                pattern: concat!($form, "/equality/{choice}/check-answers"),
                methods: &[
                    ("GET", Place::Page(Page::EqualityCheck)),
                    ("POST", Place::Page(Page::EqualitySend)),
                ],
            },
            ::web::Route {
                pattern: concat!($form, "/equality/{choice}/thank-you"),
                methods: &[("GET", Place::Page(Page::EqualityThanks))],
            },
            ::web::Route {
                pattern: concat!($form, "/equality/{choice}/{page}"),
                methods: &[
                    ("GET", Place::Page(Page::EqualityAsk)),
                    ("POST", Place::Page(Page::EqualityAnswer)),
                ],
            },
            ::web::Route {
                pattern: concat!($form, "/leave"),
                methods: &[
                    ("GET", Place::Page(Page::Leave)),
                    ("POST", Place::Page(Page::Leave)),
                ],
            },
            ::web::Route {
                pattern: concat!($form, "/save"),
                methods: &[
                    ("GET", Place::Page(Page::Save)),
                    ("POST", Place::Page(Page::SaveNow)),
                ],
            },
            ::web::Route {
                pattern: concat!($form, "/resume"),
                methods: &[
                    ("GET", Place::Page(Page::Resume)),
                    ("POST", Place::Page(Page::ResumeNow)),
                ],
            },
            ::web::Route {
                pattern: concat!($form, "/resume/{token}"),
                methods: &[
                    ("GET", Place::Page(Page::Resume)),
                    ("POST", Place::Page(Page::ResumeNow)),
                ],
            },
            ::web::Route {
                pattern: concat!($form, "/{page}"),
                methods: &[
                    ("GET", Place::Page(Page::Ask)),
                    ("POST", Place::Page(Page::Answer)),
                ],
            },
        ];
        ROUTES
    }};
}

/// The addresses of the API of the form at `$form`, such as `/api/v1/forms/{form}`.
#[macro_export]
macro_rules! form_api_routes {
    ($form:literal) => {{
        use $crate::api::Call;
        use $crate::routes::Place;
        const ROUTES: &[::web::Route<Place>] = &[
            ::web::Route {
                pattern: $form,
                methods: &[("GET", Place::Api(Call::Form))],
            },
            ::web::Route {
                pattern: concat!($form, "/schema"),
                methods: &[("GET", Place::Api(Call::Schema))],
            },
            ::web::Route {
                pattern: concat!($form, "/submissions"),
                methods: &[("POST", Place::Api(Call::Submit))],
            },
        ];
        ROUTES
    }};
}
