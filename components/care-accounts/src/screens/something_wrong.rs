//! "Is something wrong?": a contact about a problem that is filled in already, as far as this page can know it.
//!
//! The form is another component's, with another database: it is begun by a post from this page. Nothing of the
//! account goes along, not even its number: whoever writes says what they want to say.

use maud::html;
use pages::Button;
use web::Reply;

use super::Visit;
use super::frame::{self, Subject};

/// Where a form of problems is begun with answers.
const BEGIN: &str = "/contact/change-or-problem/begin";

pub fn show(visit: &Visit) -> Reply {
    // Answers of the form `change-or-problem`, by the ids of its questions.
    let about: &[(&str, &str)] = match visit.seen.delegate {
        None => &[("about", "self")],
        Some(_) => &[
            ("about", "someone-else"),
            ("reporter", "advocate-or-attorney"),
        ],
    };
    let what = [
        ("what-about", "bill"),
        ("bill-detail", "My care account, as it is shown online."),
    ];
    let main = html! {
        h1 class="govuk-heading-l" { "Is something wrong?" }
        p class="govuk-body" {
            "Tell us if a figure does not look right, if a payment is missing, or if something is hard to understand. You \
             do not have to be sure, and it makes no difference to your care."
        }
        p class="govuk-body" {
            "The button opens our form for problems. Part of it is filled in for you, and you can change everything before \
             you send it. Tell us there which week or which payment it is about, and who you are."
        }
        p class="govuk-body" {
            "You can use the same form to ask for your charge to be looked at again, or to complain."
        }
        form method="post" action=(BEGIN) novalidate {
            @for (name, value) in about.iter().chain(&what) { input type="hidden" name=(name) value=(value); }
            (Button::new("Tell us what is wrong"))
        }
        h2 class="govuk-heading-m" { "If you would rather telephone" }
        (frame::telephone())
    };
    let subject = Subject {
        title: "Is something wrong?",
        current: "/care-account/something-wrong",
        ..Subject::default()
    };
    frame::page(visit, &subject, &main)
}
