//! Recording somebody who acts for the person: what their authority lets them see, and what shows it.

use account_model::{Change, NewDelegate};
use maud::{Markup, html};
use pages::{Details, Question, RadioItem, Radios, Size};

use super::Sent;
use super::doing::{Wanted, optional};
use super::fields::{Fields, Mistakes, day, required_day, text};
use super::words::{AUTHORITIES, AuthorityWords};

/// The fields.
pub fn fields(fields: Fields<'_>) -> Markup {
    let items = AUTHORITIES
        .iter()
        .map(|words| RadioItem::new(words.id, words.name).hint(Some(words.sees)))
        .collect();
    let guidance = html! {
        @for words in &AUTHORITIES {
            p class="govuk-body" { strong { (words.name) ". " } (words.evidence) }
        }
        p class="govuk-body" { "Say what you saw, where and when. Do not write down account numbers of banks." }
    };
    html! {
        (fields.line("name", "Their full name", None))
        (fields.day("date-of-birth", "Their date of birth", Some("They need it to sign in, such as 27 3 1968.")))
        (Radios::new("authority", Question::sized("What authority do they have?", Size::S), items).small()
            .chosen(fields.value("authority")).error(fields.error("authority")))
        (fields.line("email", "Their email address", Some("A code to sign in goes to it, or to the mobile number.")))
        (fields.line("phone", "Their mobile number", None))
        (Details::new("What shows an authority", guidance))
        (fields.words("evidence", "What did you see that shows it?", Some("In 20 characters or more.")))
        (fields.day("until", "The last day of the authority, where it has one (optional)", None))
    }
}

/// Who is to be recorded.
pub fn wanted(sent: &Sent, mistakes: &mut Mistakes) -> Option<Wanted> {
    let name = mistakes.take("name", text(sent, "name", "Enter their full name"));
    let born = mistakes.take(
        "date-of-birth",
        required_day(sent, "date-of-birth", "their date of birth"),
    );
    let authority = AuthorityWords::with_id(sent.typed("authority"));
    if authority.is_none() {
        mistakes.add("authority", "Choose what authority they have");
    }
    let email = optional(sent, "email", mistakes);
    let phone = optional(sent, "phone", mistakes);
    if authority.is_some_and(AuthorityWords::sees_money) && email.is_none() && phone.is_none() {
        mistakes.add(
            "email",
            "Enter an email address or a mobile number, as a code to sign in goes to it",
        );
    }
    let evidence = mistakes.take(
        "evidence",
        text(sent, "evidence", "Say what you saw that shows it"),
    );
    let until = mistakes.take("until", day(sent, "until", "the last day"));
    Some(Wanted::Done(Change::RecordDelegate(NewDelegate {
        name: name?,
        date_of_birth: born?.to_string(),
        email,
        phone,
        authority: authority?.authority,
        evidence: evidence?,
        until: until?.map(|day| day.to_string()),
    })))
}
