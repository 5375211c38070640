//! Every address that the desk answers.

use assessments::Kind;
use casework::Kind as Work;
use web::{GET, POST, Route, route};

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
}

use Api as A;
use Page as P;
use Place::{Api as InApi, Page as OnPage};

/// The table of addresses. The first that fits wins.
pub const ROUTES: &[Route<Place>] = &[
    route("/readyz/staff-desk", &[(GET, Place::Ready)]),
    route("/api/v1/referrals", &[(GET, InApi(A::List))]),
    route("/api/v1/referrals/changes", &[(GET, InApi(A::Changes))]),
    route("/api/v1/referrals/search", &[(POST, InApi(A::Search))]),
    route("/api/v1/referrals/next", &[(POST, InApi(A::Next))]),
    route("/api/v1/referrals/{reference}", &[(GET, InApi(A::Read))]),
    route(
        "/api/v1/referrals/{reference}/audit",
        &[(GET, InApi(A::Audit))],
    ),
    route(
        "/api/v1/referrals/{reference}/files/{number}",
        &[(GET, InApi(A::File))],
    ),
    route(
        "/api/v1/referrals/{reference}/claim",
        &[(POST, InApi(A::Change(Action::Claim)))],
    ),
    route(
        "/api/v1/referrals/{reference}/release",
        &[(POST, InApi(A::Change(Action::Release)))],
    ),
    route(
        "/api/v1/referrals/{reference}/assign",
        &[(POST, InApi(A::Change(Action::Assign)))],
    ),
    route(
        "/api/v1/referrals/{reference}/note",
        &[(POST, InApi(A::Change(Action::Note)))],
    ),
    route(
        "/api/v1/referrals/{reference}/priority",
        &[(POST, InApi(A::Change(Action::Priority)))],
    ),
    route(
        "/api/v1/referrals/{reference}/reroute",
        &[(POST, InApi(A::Change(Action::Reroute)))],
    ),
    route(
        "/api/v1/referrals/{reference}/s42-decision",
        &[(POST, InApi(A::Change(Action::S42Decision)))],
    ),
    route(
        "/api/v1/referrals/{reference}/close",
        &[(POST, InApi(A::Change(Action::Close)))],
    ),
    route(
        "/api/v1/referrals/{reference}/restrict",
        &[(POST, InApi(A::Change(Action::Restrict)))],
    ),
    route(
        "/api/v1/referrals/{reference}/contact-attempt",
        &[(POST, InApi(A::Change(Action::Work(Work::ContactAttempt))))],
    ),
    route(
        "/api/v1/referrals/{reference}/wait",
        &[(POST, InApi(A::Change(Action::Work(Work::Wait))))],
    ),
    route(
        "/api/v1/referrals/{reference}/end-wait",
        &[(POST, InApi(A::Change(Action::Work(Work::EndWait))))],
    ),
    route(
        "/api/v1/referrals/{reference}/welfare-check",
        &[(
            POST,
            InApi(A::Change(Action::Work(Work::DecideWelfareCheck))),
        )],
    ),
    route(
        "/api/v1/referrals/{reference}/escalate",
        &[(POST, InApi(A::Change(Action::Work(Work::Escalate))))],
    ),
    route(
        "/api/v1/referrals/{reference}/case-number",
        &[(POST, InApi(A::Change(Action::Work(Work::SetCaseNumber))))],
    ),
    route(
        "/api/v1/referrals/{reference}/allocate",
        &[(POST, InApi(A::Change(Action::Work(Work::Allocate))))],
    ),
    route(
        "/api/v1/referrals/{reference}/visitor-safety",
        &[(
            POST,
            InApi(A::Change(Action::Work(Work::NoteVisitorSafety))),
        )],
    ),
    route(
        "/api/v1/referrals/{reference}/end-visitor-safety",
        &[(POST, InApi(A::Change(Action::Work(Work::EndVisitorSafety))))],
    ),
    route(
        "/api/v1/referrals/{reference}/link",
        &[(POST, InApi(A::Change(Action::Work(Work::Link))))],
    ),
    route(
        "/api/v1/referrals/{reference}/unlink",
        &[(POST, InApi(A::Change(Action::Work(Work::Unlink))))],
    ),
    route(
        "/api/v1/referrals/{reference}/merge",
        &[(POST, InApi(A::Change(Action::Work(Work::Merge))))],
    ),
    route(
        "/api/v1/referrals/{reference}/unmerge",
        &[(POST, InApi(A::Change(Action::Work(Work::Unmerge))))],
    ),
    route(
        "/api/v1/referrals/{reference}/summary",
        &[(GET, InApi(A::Summary))],
    ),
    route(
        "/api/v1/referrals/{reference}/possible-matches",
        &[(GET, InApi(A::PossibleMatches))],
    ),
    route(
        "/api/v1/referrals/{reference}/assessment-begin",
        &[(POST, InApi(A::Change(Action::Assess(Kind::Begin))))],
    ),
    route(
        "/api/v1/referrals/{reference}/assessment-conversation",
        &[(POST, InApi(A::Change(Action::Assess(Kind::Conversation))))],
    ),
    route(
        "/api/v1/referrals/{reference}/assessment-joint",
        &[(POST, InApi(A::Change(Action::Assess(Kind::AskAboutJoint))))],
    ),
    route(
        "/api/v1/referrals/{reference}/assessment-answer",
        &[(POST, InApi(A::Change(Action::Assess(Kind::ChangeAnswer))))],
    ),
    route(
        "/api/v1/referrals/{reference}/assessment-agree",
        &[(POST, InApi(A::Change(Action::Assess(Kind::Agree))))],
    ),
    route(
        "/api/v1/referrals/{reference}/assessment-decision",
        &[(POST, InApi(A::Change(Action::Assess(Kind::Decide))))],
    ),
    route(
        "/api/v1/referrals/{reference}/assessment-record-given",
        &[(POST, InApi(A::Change(Action::Assess(Kind::GiveRecord))))],
    ),
    route(
        "/api/v1/referrals/{reference}/assessment-decline",
        &[(POST, InApi(A::Change(Action::Assess(Kind::Decline))))],
    ),
    route(
        "/api/v1/referrals/{reference}/assessment-resume",
        &[(POST, InApi(A::Change(Action::Assess(Kind::Resume))))],
    ),
    route(
        "/api/v1/staff-forms",
        &[
            (GET, InApi(A::Forms(Call::List))),
            (POST, InApi(A::Forms(Call::Propose))),
        ],
    ),
    route(
        "/api/v1/staff-forms/difference",
        &[(POST, InApi(A::Forms(Call::Difference)))],
    ),
    route(
        "/api/v1/staff-forms/{form}/{version}",
        &[(GET, InApi(A::Forms(Call::Read)))],
    ),
    route(
        "/api/v1/staff-forms/{form}/{version}/approve",
        &[(POST, InApi(A::Forms(Call::Approve)))],
    ),
    route(
        "/api/v1/staff-forms/{form}/{version}/withdraw",
        &[(POST, InApi(A::Forms(Call::Withdraw)))],
    ),
    route("/api/v1/work", &[(POST, InApi(A::Work))]),
    route("/staff", &[(GET, OnPage(P::Home))]),
    route("/staff/queues", &[(GET, OnPage(P::Queues))]),
    route("/staff/queues/next", &[(POST, OnPage(P::Next))]),
    route("/staff/queues/views", &[(POST, OnPage(P::Views))]),
    route("/staff/queues/assign", &[(POST, OnPage(P::HandOut))]),
    route(
        "/staff/referrals/{reference}",
        &[(GET, OnPage(P::Referral))],
    ),
    route(
        "/staff/referrals/{reference}/summary",
        &[(GET, OnPage(P::Summary))],
    ),
    route(
        "/staff/referrals/{reference}/assessment",
        &[(GET, OnPage(P::Assessment))],
    ),
    route(
        "/staff/referrals/{reference}/files/{number}",
        &[(GET, OnPage(P::File)), (POST, OnPage(P::UncheckedFile))],
    ),
    route(
        "/staff/referrals/{reference}/copy",
        &[(GET, OnPage(P::Copy))],
    ),
    route(
        "/staff/referrals/{reference}/text",
        &[(GET, OnPage(P::Text))],
    ),
    route(
        "/staff/referrals/{reference}/print",
        &[(GET, OnPage(P::Print))],
    ),
    route(
        "/staff/referrals/{reference}/{action}",
        &[(GET, OnPage(P::Form)), (POST, OnPage(P::Do))],
    ),
    route("/staff/forms", &[(GET, OnPage(P::Forms))]),
    route(
        "/staff/forms/propose",
        &[(GET, OnPage(P::Propose)), (POST, OnPage(P::SendPropose))],
    ),
    route(
        "/staff/forms/{form}/{version}",
        &[(GET, OnPage(P::FormVersion))],
    ),
    route(
        "/staff/forms/{form}/{version}/approve",
        &[(POST, OnPage(P::Approve))],
    ),
    route(
        "/staff/forms/{form}/{version}/withdraw",
        &[(POST, OnPage(P::Withdraw))],
    ),
    route("/staff/assets/{name}", &[(GET, Place::Asset)]),
];
