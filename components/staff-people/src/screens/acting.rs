//! Doing something about a member of staff, each on a page of its own: either it is stored, or the page comes back
//! with what was typed and words that say what to do.

use maud::{Markup, html};
use pages::{Button, CheckboxItem, Checkboxes, ErrorLink, Input, Question, Size, Textarea};
use staff_pages::{Said, Typed};
use vocabulary::Role;
use web::{FormPost, Reply};

use super::member::{self, address, is_offered};
use super::{Sent, Visit, frame, words};
use crate::acts::Act;
use crate::stores::{Change, Changed, Member, Power, Refusal, Stores};

/// What an act is called.
pub struct ActWords {
    pub link: &'static str,
    pub about: &'static str,
    pub button: &'static str,
    pub done: &'static str,
}

pub const fn act_words(act: Act) -> ActWords {
    match act {
        Act::Roles => ActWords {
            link: "Change roles",
            about: "It holds from their next click, also where they are signed in now.",
            button: "Change roles",
            done: "Their roles are changed",
        },
        Act::DisplayName => ActWords {
            link: "Change the name that colleagues see",
            about: "Their user name stays.",
            button: "Change name",
            done: "Their name is changed",
        },
        Act::NewPassword => ActWords {
            link: "Give a one-time password",
            about: "Their password stops working and every session of theirs ends. Make sure that it is them who asks.",
            button: "Make a one-time password",
            done: "They have a one-time password",
        },
        Act::EndSessions => ActWords {
            link: "End every session",
            about: "They are signed out everywhere, at once, and can sign in again. What they were typing is kept in their \
                    browser.",
            button: "End every session",
            done: "Every session has ended",
        },
        Act::Suspend => ActWords {
            link: "Suspend",
            about: "They are signed out everywhere, at once, and cannot sign in until somebody allows it again. What they \
                    hold in the queues stays with them: hand it to somebody else.",
            button: "Suspend",
            done: "They are suspended",
        },
        Act::Allow => ActWords {
            link: "Allow to sign in again",
            about: "They have the roles that they had. Where staff type passwords, they get a one-time password.",
            button: "Allow to sign in again",
            done: "They can sign in again",
        },
    }
}

/// The page, before anything is typed.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    username: &str,
    act: &str,
) -> Result<Reply, Refusal> {
    let (act, member) = offered(stores, visit, username, act).await?;
    let typed = Typed::of((), &FormPost { pairs: Vec::new() });
    Ok(page(visit, &member, act, &typed, None))
}

/// Does it.
pub async fn send(
    stores: &impl Stores,
    visit: &Visit,
    sent: &Sent,
    username: &str,
    act: &str,
) -> Result<Reply, Refusal> {
    let act = Act::from_id(act).ok_or(Refusal::NotFound)?;
    let member = stores.one(username, visit.actor(), visit.now).await?;
    if !visit.may(Power::Change) {
        return Err(Refusal::NotAllowed);
    }
    let mut typed = Typed::of((), &sent.post);
    if !sent.fresh {
        let said = staff_pages::from_an_earlier_session();
        return Ok(page(visit, &member, act, &typed, Some(&said)));
    }
    let tag = Some(sent.typed("etag")).filter(|tag| !tag.is_empty());
    let change = match act {
        Act::Roles => Change::Roles(sent.all("roles")),
        Act::DisplayName => Change::DisplayName(sent.typed("display_name").to_owned()),
        Act::NewPassword => Change::NewPassword,
        Act::EndSessions => Change::EndSessions,
        Act::Suspend => Change::Suspend,
        Act::Allow => Change::Allow,
    };
    let reason = sent.typed("reason");
    let changed = stores.change_staff(username, tag, &change, reason, visit.actor(), visit.now);
    match changed.await {
        Ok(changed) if changed.one_time_password.is_some() => Ok(password(visit, &changed)),
        Ok(_) => Ok(Reply::see_other(&format!(
            "{}?done={}",
            address(username),
            act.id()
        ))),
        Err(Refusal::Failed(fault)) => Err(Refusal::Failed(fault)),
        Err(refusal) => {
            if let Refusal::Invalid(fields) = &refusal {
                typed.errors = mistakes(fields);
            }
            let now = stores.one(username, visit.actor(), visit.now).await?;
            let said = frame::said(&refusal);
            Ok(page(visit, &now, act, &typed, Some(&said)))
        }
    }
}

async fn offered(
    stores: &impl Stores,
    visit: &Visit,
    username: &str,
    act: &str,
) -> Result<(Act, Member), Refusal> {
    let act = Act::from_id(act).ok_or(Refusal::NotFound)?;
    let member = stores.one(username, visit.actor(), visit.now).await?;
    if !visit.may(Power::Change) {
        return Err(Refusal::NotAllowed);
    }
    match is_offered(act, &member, visit, stores.passwords().await?) {
        true => Ok((act, member)),
        false => Err(Refusal::Conflict(
            "This cannot be done about them as they stand now. Their page says what can."
                .to_owned(),
        )),
    }
}

/// What the store says of fields, in the words of a page.
pub fn mistakes(fields: &[(String, String)]) -> Vec<ErrorLink> {
    let words = |field: &str, message: &str| match field {
        "reason" if message.starts_with("Say") => "Say why, in a few words".to_owned(),
        _ => message.trim_end_matches('.').to_owned(),
    };
    fields
        .iter()
        .map(|(field, message)| ErrorLink::new(field.clone(), words(field, message)))
        .collect()
}

fn page(
    visit: &Visit,
    member: &Member,
    act: Act,
    typed: &Typed<()>,
    refused: Option<&Said>,
) -> Reply {
    let said = act_words(act);
    let back = address(&member.username);
    let typed_at = typed.says_something().then_some("typed");
    let main = html! {
        @if let Some(refused) = refused {
            @if typed.errors.is_empty() { (staff_pages::not_stored(refused, None, typed_at)) }
        }
        h1 class="govuk-heading-l desk-heading" { (said.link) ": " (member.display_name) }
        (member::summary(member))
        p class="govuk-body" { (said.about) }
        form method="post" action={ (back) "/" (act.id()) } id="typed" novalidate {
            (visit.session.guards(Some(&member.tag)))
            @match act {
                Act::Roles => (roles(typed, &member.roles, false)),
                Act::DisplayName => (Input::new("display_name", Question::sized("Name", Size::S))
                    .value(Some(typed.value("display_name").unwrap_or(&member.display_name)))
                    .error(typed.error("display_name")).class("govuk-input--width-20").no_spellcheck()),
                _ => {},
            }
            (reason(typed))
            div class="govuk-button-group" {
                @match act {
                    Act::Suspend | Act::EndSessions | Act::NewPassword => (Button::new(said.button).warning().once()),
                    _ => (Button::new(said.button).once()),
                }
                a class="govuk-link" href=(back) { "Leave it as it is" }
            }
        }
    };
    let status = refused.map_or(200, |said| said.status);
    visit
        .frame()
        .part(status, said.link, Some(&back), &typed.errors, &main)
}

/// Why, in words that are kept with what was done.
pub fn reason(typed: &Typed<()>) -> Markup {
    html! {
        (Textarea::new("reason", Question::sized("Why?", Size::S)).rows(3)
            .hint(Some("This is kept with what you did. Administrators and auditors can read it."))
            .value(typed.value("reason")).error(typed.error("reason")))
    }
}

/// The roles to choose from. That of machines is offered only for them, or where somebody has it.
pub fn roles(typed: &Typed<()>, held: &[String], machine: bool) -> Markup {
    let worker = Role::Worker.id();
    let shown =
        |role: &&Role| role.id() != worker || machine || held.iter().any(|held| held == worker);
    let items: Vec<CheckboxItem<'_>> = Role::ALL
        .iter()
        .filter(shown)
        .map(|role| {
            let (name, about) = words::role(*role);
            CheckboxItem::new(role.id(), name).hint(Some(about))
        })
        .collect();
    let chosen = match typed.was_sent() {
        true => typed.values("roles").collect(),
        false => held.iter().map(String::as_str).collect(),
    };
    html! {
        (Checkboxes::new("roles", Question::sized("Roles", Size::S), items).small()
            .hint(Some("Choose what they need for their work, and no more."))
            .chosen(chosen).error(typed.error("roles")))
    }
}

/// A one-time password, on the only page that ever shows it.
pub fn password(visit: &Visit, changed: &Changed) -> Reply {
    let (member, password) = (&changed.member, changed.one_time_password.as_deref());
    let main = html! {
        h1 class="govuk-heading-l desk-heading" { "A one-time password for " (member.display_name) }
        p class="govuk-body" { "User name: " strong { (member.username) } }
        p class="govuk-body" {
            "One-time password: " strong class="app-reference" { (password.unwrap_or_default()) }
        }
        p class="govuk-body" {
            "It is shown only here, and works until they have chosen their own. Tell them in person or by telephone, \
             and never together with their user name in a message."
        }
        p class="govuk-body" {
            a class="govuk-link" href=(address(&member.username)) { "Go to their page" }
        }
    };
    visit
        .frame()
        .part(200, "A one-time password", None, &[], &main)
}
