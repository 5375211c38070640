//! Every address that the desk answers.

use assessments::Kind;
use casework::Kind as Work;
use web::Route;

use crate::api::equality::Call as Equality;
use crate::api::forms::Call;
use crate::referral::Action;

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Api(Api),
    Page(Page),
    Asset,
    Ready,
}

/// The calls of the staff API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    List,
    Changes,
    Search,
    Read,
    Audit,
    /// Contacts that may belong to this one.
    PossibleMatches,
    /// What a carer told us, on one page.
    Summary,
    File,
    /// Claiming what comes first.
    Next,
    Change(Action),
    /// About versions of forms.
    Forms(Call),
    /// About what leaves of the answers about equality.
    Equality(Equality),
    Work,
}

/// The pages that staff see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Home,
    Queues,
    /// Claims what comes first, and opens it.
    Next,
    /// Keeps the filters of a list under a name, and removes one.
    Views,
    /// Assigns several at once.
    HandOut,
    Referral,
    /// A carer's assessment, to work on and to print.
    Assessment,
    /// What a carer told us, on one page.
    Summary,
    File,
    /// A file that no scanner looked at, after the warning.
    UncheckedFile,
    /// A referral as text, to be copied into the case system.
    Copy,
    /// The same without a page around it.
    Text,
    /// A referral as it is printed.
    Print,
    /// The form of an action, which the last segment of the address names.
    Form,
    /// What was sent with it.
    Do,
    Forms,
    Propose,
    SendPropose,
    FormVersion,
    Approve,
    Withdraw,
    Equality,
}

use Api as A;
use Page as P;
use Place::{Api as InApi, Page as OnPage};

/// The table of addresses. The first that fits wins.
pub const ROUTES: &[Route<Place>] = &[
    Route {
        pattern: "/readyz/staff-desk",
        methods: &[("GET", Place::Ready)],
    },
    Route {
        pattern: "/api/v1/referrals",
        methods: &[("GET", InApi(A::List))],
    },
    Route {
        pattern: "/api/v1/referrals/changes",
        methods: &[("GET", InApi(A::Changes))],
    },
    Route {
        pattern: "/api/v1/referrals/search",
        methods: &[("POST", InApi(A::Search))],
    },
    Route {
        pattern: "/api/v1/referrals/next",
        methods: &[("POST", InApi(A::Next))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}",
        methods: &[("GET", InApi(A::Read))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/audit",
        methods: &[("GET", InApi(A::Audit))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/files/{number}",
        methods: &[("GET", InApi(A::File))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/claim",
        methods: &[("POST", InApi(A::Change(Action::Claim)))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/release",
        methods: &[("POST", InApi(A::Change(Action::Release)))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assign",
        methods: &[("POST", InApi(A::Change(Action::Assign)))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/note",
        methods: &[("POST", InApi(A::Change(Action::Note)))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/priority",
        methods: &[("POST", InApi(A::Change(Action::Priority)))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/reroute",
        methods: &[("POST", InApi(A::Change(Action::Reroute)))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/s42-decision",
        methods: &[("POST", InApi(A::Change(Action::S42Decision)))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/close",
        methods: &[("POST", InApi(A::Change(Action::Close)))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/restrict",
        methods: &[("POST", InApi(A::Change(Action::Restrict)))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/contact-attempt",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::ContactAttempt))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/wait",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::Wait))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/end-wait",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::EndWait))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/welfare-check",
        methods: &[(
            "POST",
            InApi(A::Change(Action::Work(Work::DecideWelfareCheck))),
        )],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/escalate",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::Escalate))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/case-number",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::SetCaseNumber))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/allocate",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::Allocate))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/visitor-safety",
        methods: &[(
            "POST",
            InApi(A::Change(Action::Work(Work::NoteVisitorSafety))),
        )],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/end-visitor-safety",
        methods: &[(
            "POST",
            InApi(A::Change(Action::Work(Work::EndVisitorSafety))),
        )],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/link",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::Link))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/unlink",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::Unlink))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/merge",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::Merge))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/unmerge",
        methods: &[("POST", InApi(A::Change(Action::Work(Work::Unmerge))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/summary",
        methods: &[("GET", InApi(A::Summary))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/possible-matches",
        methods: &[("GET", InApi(A::PossibleMatches))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assessment-begin",
        methods: &[("POST", InApi(A::Change(Action::Assess(Kind::Begin))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assessment-conversation",
        methods: &[("POST", InApi(A::Change(Action::Assess(Kind::Conversation))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assessment-joint",
        methods: &[(
            "POST",
            InApi(A::Change(Action::Assess(Kind::AskAboutJoint))),
        )],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assessment-answer",
        methods: &[("POST", InApi(A::Change(Action::Assess(Kind::ChangeAnswer))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assessment-agree",
        methods: &[("POST", InApi(A::Change(Action::Assess(Kind::Agree))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assessment-decision",
        methods: &[("POST", InApi(A::Change(Action::Assess(Kind::Decide))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assessment-record-given",
        methods: &[("POST", InApi(A::Change(Action::Assess(Kind::GiveRecord))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assessment-decline",
        methods: &[("POST", InApi(A::Change(Action::Assess(Kind::Decline))))],
    },
    Route {
        pattern: "/api/v1/referrals/{reference}/assessment-resume",
        methods: &[("POST", InApi(A::Change(Action::Assess(Kind::Resume))))],
    },
    Route {
        pattern: "/api/v1/staff-forms",
        methods: &[
            ("GET", InApi(A::Forms(Call::List))),
            ("POST", InApi(A::Forms(Call::Propose))),
        ],
    },
    Route {
        pattern: "/api/v1/staff-forms/difference",
        methods: &[("POST", InApi(A::Forms(Call::Difference)))],
    },
    Route {
        pattern: "/api/v1/staff-forms/{form}/{version}",
        methods: &[("GET", InApi(A::Forms(Call::Read)))],
    },
    Route {
        pattern: "/api/v1/staff-forms/{form}/{version}/approve",
        methods: &[("POST", InApi(A::Forms(Call::Approve)))],
    },
    Route {
        pattern: "/api/v1/staff-forms/{form}/{version}/withdraw",
        methods: &[("POST", InApi(A::Forms(Call::Withdraw)))],
    },
    Route {
        pattern: "/api/v1/equality/numbers",
        methods: &[("GET", InApi(A::Equality(Equality::Numbers)))],
    },
    Route {
        pattern: "/api/v1/equality/numbers.csv",
        methods: &[("GET", InApi(A::Equality(Equality::NumbersAsCsv)))],
    },
    Route {
        pattern: "/api/v1/equality/records",
        methods: &[("GET", InApi(A::Equality(Equality::Records)))],
    },
    Route {
        pattern: "/api/v1/work",
        methods: &[("POST", InApi(A::Work))],
    },
    Route {
        pattern: "/staff",
        methods: &[("GET", OnPage(P::Home))],
    },
    Route {
        pattern: "/staff/queues",
        methods: &[("GET", OnPage(P::Queues))],
    },
    Route {
        pattern: "/staff/queues/next",
        methods: &[("POST", OnPage(P::Next))],
    },
    Route {
        pattern: "/staff/queues/views",
        methods: &[("POST", OnPage(P::Views))],
    },
    Route {
        pattern: "/staff/queues/assign",
        methods: &[("POST", OnPage(P::HandOut))],
    },
    Route {
        pattern: "/staff/referrals/{reference}",
        methods: &[("GET", OnPage(P::Referral))],
    },
    Route {
        pattern: "/staff/referrals/{reference}/summary",
        methods: &[("GET", OnPage(P::Summary))],
    },
    Route {
        pattern: "/staff/referrals/{reference}/assessment",
        methods: &[("GET", OnPage(P::Assessment))],
    },
    Route {
        pattern: "/staff/referrals/{reference}/files/{number}",
        methods: &[("GET", OnPage(P::File)), ("POST", OnPage(P::UncheckedFile))],
    },
    Route {
        pattern: "/staff/referrals/{reference}/copy",
        methods: &[("GET", OnPage(P::Copy))],
    },
    Route {
        pattern: "/staff/referrals/{reference}/text",
        methods: &[("GET", OnPage(P::Text))],
    },
    Route {
        pattern: "/staff/referrals/{reference}/print",
        methods: &[("GET", OnPage(P::Print))],
    },
    Route {
        pattern: "/staff/referrals/{reference}/{action}",
        methods: &[("GET", OnPage(P::Form)), ("POST", OnPage(P::Do))],
    },
    Route {
        pattern: "/staff/forms",
        methods: &[("GET", OnPage(P::Forms))],
    },
    Route {
        pattern: "/staff/forms/propose",
        methods: &[
            ("GET", OnPage(P::Propose)),
            ("POST", OnPage(P::SendPropose)),
        ],
    },
    Route {
        pattern: "/staff/forms/{form}/{version}",
        methods: &[("GET", OnPage(P::FormVersion))],
    },
    Route {
        pattern: "/staff/forms/{form}/{version}/approve",
        methods: &[("POST", OnPage(P::Approve))],
    },
    Route {
        pattern: "/staff/forms/{form}/{version}/withdraw",
        methods: &[("POST", OnPage(P::Withdraw))],
    },
    Route {
        pattern: "/staff/equality",
        methods: &[("GET", OnPage(P::Equality))],
    },
    Route {
        pattern: "/staff/assets/{name}",
        methods: &[("GET", Place::Asset)],
    },
];
