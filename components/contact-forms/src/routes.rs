//! Every address that the forms answer.

use web::Route;

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

/// The table of addresses. The first that fits wins.
pub const ROUTES: &[Route<Place>] = &[
    Route {
        pattern: "/readyz/contact-forms",
        methods: &[("GET", Place::Ready)],
    },
    Route {
        pattern: "/api/v1/forms",
        methods: &[("GET", Place::Api(Call::Forms))],
    },
    Route {
        pattern: "/api/v1/forms/{form}",
        methods: &[("GET", Place::Api(Call::Form))],
    },
    Route {
        pattern: "/api/v1/forms/{form}/schema",
        methods: &[("GET", Place::Api(Call::Schema))],
    },
    Route {
        pattern: "/api/v1/forms/{form}/submissions",
        methods: &[("POST", Place::Api(Call::Submit))],
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
        pattern: "/contact/{form}",
        methods: &[("GET", Place::Page(Page::Begin))],
    },
    Route {
        pattern: "/contact/resume/{token}",
        methods: &[
            ("GET", Place::Page(Page::NeutralLink)),
            ("POST", Place::Page(Page::NeutralLinkNow)),
        ],
    },
    Route {
        pattern: "/contact/{form}/check-answers",
        methods: &[
            ("GET", Place::Page(Page::CheckAnswers)),
            ("POST", Place::Page(Page::Send)),
        ],
    },
    Route {
        pattern: "/contact/{form}/confirmation",
        methods: &[("GET", Place::Page(Page::Confirmation))],
    },
    Route {
        pattern: "/contact/{form}/copy",
        methods: &[
            ("GET", Place::Page(Page::AskCopy)),
            ("POST", Place::Page(Page::ShowCopy)),
        ],
    },
    Route {
        pattern: "/contact/{form}/equality",
        methods: &[("GET", Place::Page(Page::Equality))],
    },
    Route {
        pattern: "/contact/{form}/equality/{choice}",
        methods: &[("GET", Place::Page(Page::Equality))],
    },
    Route {
        pattern: "/contact/{form}/equality/{choice}/leave",
        methods: &[
            ("GET", Place::Page(Page::Leave)),
            ("POST", Place::Page(Page::Leave)),
        ],
    },
    Route {
        pattern: "/contact/{form}/equality/{choice}/check-answers",
        methods: &[
            ("GET", Place::Page(Page::EqualityCheck)),
            ("POST", Place::Page(Page::EqualitySend)),
        ],
    },
    Route {
        pattern: "/contact/{form}/equality/{choice}/thank-you",
        methods: &[("GET", Place::Page(Page::EqualityThanks))],
    },
    Route {
        pattern: "/contact/{form}/equality/{choice}/{page}",
        methods: &[
            ("GET", Place::Page(Page::EqualityAsk)),
            ("POST", Place::Page(Page::EqualityAnswer)),
        ],
    },
    Route {
        pattern: "/contact/{form}/leave",
        methods: &[
            ("GET", Place::Page(Page::Leave)),
            ("POST", Place::Page(Page::Leave)),
        ],
    },
    Route {
        pattern: "/contact/{form}/save",
        methods: &[
            ("GET", Place::Page(Page::Save)),
            ("POST", Place::Page(Page::SaveNow)),
        ],
    },
    Route {
        pattern: "/contact/{form}/resume",
        methods: &[
            ("GET", Place::Page(Page::Resume)),
            ("POST", Place::Page(Page::ResumeNow)),
        ],
    },
    Route {
        pattern: "/contact/{form}/resume/{token}",
        methods: &[
            ("GET", Place::Page(Page::Resume)),
            ("POST", Place::Page(Page::ResumeNow)),
        ],
    },
    Route {
        pattern: "/contact/{form}/{page}",
        methods: &[
            ("GET", Place::Page(Page::Ask)),
            ("POST", Place::Page(Page::Answer)),
        ],
    },
];
