//! Proposing a new version: its text is pasted or edited on the page or chosen as a file, checked as often
//! as one likes, and proposed once it has no problems and the difference is the one that was meant.

use maud::html;
use pages::{Button, ErrorLink, FileUpload, Textarea};
use staff_pages::chosen::{self, FILE, SHOWN, TEXT};
use vocabulary::Role;
use web::{Reply, Request};

use super::{HOME, address, difference, name};
use crate::publishing::{self, Examined, problem_in_words, with_number};
use crate::referral::FormVersion;
use crate::screens::Visit;
use crate::screens::frame::{self, Said};
use crate::stores::{Refusal, Stores};

/// The page, and what is on it.
struct Sheet<'a> {
    visit: &'a Visit,
    text: &'a str,
    /// What was found when the text was last looked at.
    examined: Option<&'a Examined>,
    /// The text is that of a file, of this name, which nobody has seen on this page yet.
    from_file: Option<&'a str>,
    errors: Vec<ErrorLink>,
    refused: Option<&'a Said>,
}

/// An empty page, or one with the text of the version that `from` names.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    allowed(visit)?;
    let from = request.query_value("from").and_then(version_of);
    let text = match from {
        Some(form) => beginning(stores, visit, &form).await?,
        None => String::new(),
    };
    Ok(Sheet::of(visit, &text).page(200))
}

/// A text that was sent: to be checked, or to be proposed.
pub async fn send(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    let post = match frame::posted(request) {
        Ok(post) => post,
        Err(refused) => return Ok(refused),
    };
    allowed(visit)?;
    let text = publishing::as_kept(post.first(TEXT).unwrap_or_default());
    let sheet = Sheet {
        from_file: chosen::read_from(&post),
        ..Sheet::of(visit, &text)
    };
    if !visit.session.sent(&post) {
        let said = Said {
            words: "Nothing was stored. Check the text, then send it again.".to_owned(),
            ..staff_pages::from_an_earlier_session()
        };
        let sheet = Sheet {
            refused: Some(&said),
            ..sheet
        };
        return Ok(sheet.page(403));
    }
    let paste = "Paste the text of the form, or choose its file";
    if let Some(wrong) = chosen::wrong_with(&post, &text, paste) {
        let sheet = Sheet {
            errors: vec![wrong],
            ..sheet
        };
        return Ok(sheet.page(422));
    }
    let examined = match publishing::examine(stores, &text, visit.actor()).await {
        Ok(examined) => examined,
        Err(Refusal::Failed(fault)) => return Ok(frame::fault(&fault, request)),
        Err(refusal) => return Err(refusal),
    };
    let sheet = Sheet {
        examined: Some(&examined),
        errors: examined
            .problems
            .iter()
            .map(|problem| ErrorLink::new(TEXT, problem_in_words(problem)))
            .collect(),
        ..sheet
    };
    let form = match &examined.form {
        Some(form) if sheet.errors.is_empty() => form,
        _ => return Ok(sheet.page(422)),
    };
    // Nobody proposes a file before they have seen what it changes.
    if post.first("do") != Some("propose") || sheet.from_file.is_some() {
        return Ok(sheet.page(200));
    }
    let proposed = stores
        .propose_form(form, &text, visit.actor(), visit.now)
        .await;
    match proposed {
        Ok(version) => Ok(Reply::see_other(&format!(
            "{}?done=proposed",
            address(&version.form)
        ))),
        Err(Refusal::Failed(fault)) => Ok(frame::fault(&fault, request)),
        Err(refusal) => {
            let said = frame::said(visit, &refusal);
            let status = said.status;
            let sheet = Sheet {
                refused: Some(&said),
                ..sheet
            };
            Ok(sheet.page(status))
        }
    }
}

fn allowed(visit: &Visit) -> Result<(), Refusal> {
    match visit.actor().has(Role::ServiceDesigner) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed),
    }
}

/// `adult-contact/2`.
fn version_of(from: &str) -> Option<FormVersion> {
    let (id, version) = from.split_once('/')?;
    Some(FormVersion {
        id: id.to_owned(),
        version: version.parse().ok()?,
    })
}

/// The text of a version, with the number that comes next.
async fn beginning(
    stores: &impl Stores,
    visit: &Visit,
    form: &FormVersion,
) -> Result<String, Refusal> {
    let shown = stores.form_version(form, visit.actor()).await?;
    let all = stores.form_versions(visit.actor()).await?;
    let newest = all
        .iter()
        .filter(|version| version.is_released() && version.form.id == form.id)
        .map(|version| version.form.version)
        .max();
    Ok(with_number(
        &shown.text,
        newest.unwrap_or_default().saturating_add(1),
    ))
}

impl<'a> Sheet<'a> {
    fn of(visit: &'a Visit, text: &'a str) -> Self {
        Self {
            visit,
            text,
            examined: None,
            from_file: None,
            errors: Vec::new(),
            refused: None,
        }
    }

    fn page(&self, status: u16) -> Reply {
        let fits = self.examined.filter(|_| self.errors.is_empty());
        let (file_error, error) = chosen::beside(&self.errors);
        let main = html! {
            @if let Some(said) = self.refused { (staff_pages::not_done(said)) }
            h1 class="govuk-heading-l" { "Propose a new version of a form" }
            @if let Some(examined) = fits { (checked(examined)) }
            @if let Some(name) = self.from_file {
                p class="govuk-body" { "The box has the text of the file “" (name) "” now." }
            }
            form method="post" action="/staff/forms/propose" enctype="multipart/form-data" novalidate {
                (self.visit.session.guards(None))
                input type="hidden" name=(SHOWN) value=(chosen::mark(self.text));
                (FileUpload::new(FILE, "Choose the file of the form").error(file_error.as_deref())
                    .hint(Some("A text file such as adult-contact.toml. Or paste the text below: one of the two is \
                                enough.")))
                (Textarea::new(TEXT, "The text of the form").rows(25).value(Some(self.text)).error(error.as_deref())
                    .hint(Some("The whole text, with the next number as its version. To begin with the text of a \
                                version, open that version and choose “Begin a new version from this one”.")))
                div class="govuk-button-group" {
                    @if fits.is_some() {
                        (Button::new("Propose this version").sends("do", "propose").once())
                        (Button::new("Check again").sends("do", "check").secondary())
                    } @else {
                        (Button::new("Check it").sends("do", "check"))
                    }
                }
            }
        };
        let head = frame::Head {
            title: "Propose a new version of a form",
            back: Some(HOME),
            current: HOME,
            errors: &self.errors,
        };
        frame::page(self.visit, status, &head, &main)
    }
}

/// What a text that has no problems would change.
fn checked(examined: &Examined) -> maud::Markup {
    let comparison = &examined.comparison;
    html! {
        section class="desk-checked" aria-labelledby="checked" {
            h2 class="govuk-heading-m" id="checked" {
                "There is nothing wrong with "
                @if let Some(form) = &examined.form { (name(form)) }
            }
            (difference(comparison.with, &comparison.difference))
            p class="govuk-body" { "Nothing is stored yet. Propose it, and somebody else can approve it." }
        }
    }
}
