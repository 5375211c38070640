//! Proposing a new version: one of its texts is pasted or edited on the page or chosen as a file, checked as often
//! as one likes, tried on contacts that are kept, and proposed once it has no problems.

use maud::{Markup, html};
use pages::{Button, ErrorLink, FileUpload, Textarea};
use staff_pages::Said;
use staff_pages::chosen::{self, FILE, SHOWN, TEXT};
use staff_pages::numbered::{as_kept, line_of, with_number};
use vocabulary::RulesetId;
use web::{FormPost, Reply, Request};

use super::list::HOME;
use super::words::{address, coverage, difference};
use super::{PROPOSE, Visit, frame, trial};
use crate::draft::{self, Looked, Sent};
use crate::simulation::Simulated;
use crate::stores::{Refusal, Stores};
use crate::versions::{Problem, Texts};

/// Which of the three texts somebody changes. The other two stay as they are in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Rules,
    Places,
    Calendar,
}

impl Which {
    const ALL: [Self; 3] = [Self::Rules, Self::Places, Self::Calendar];

    const fn id(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Places => "places",
            Self::Calendar => "calendar",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Rules => "The rules and teams",
            Self::Places => "Places and postcodes",
            Self::Calendar => "Working hours and bank holidays",
        }
    }

    fn of(id: Option<&str>) -> Self {
        let found = Self::ALL.into_iter().find(|which| Some(which.id()) == id);
        found.unwrap_or(Self::Rules)
    }

    fn sent(self, text: &str) -> Sent {
        let text = Some(text.to_owned());
        match self {
            Self::Rules => Sent {
                rules: text,
                ..Sent::default()
            },
            Self::Places => Sent {
                places: text,
                ..Sent::default()
            },
            Self::Calendar => Sent {
                calendar: text,
                ..Sent::default()
            },
        }
    }

    fn text(self, texts: Texts) -> String {
        match self {
            Self::Rules => texts.rules,
            Self::Places => texts.places,
            Self::Calendar => texts.calendar,
        }
    }
}

/// The page, and what is on it.
struct Sheet<'a> {
    visit: &'a Visit,
    which: Which,
    text: &'a str,
    /// What was found when the text was last looked at.
    looked: Option<&'a Looked>,
    simulated: Option<&'a Simulated>,
    /// The text is that of a file, of this name, which nobody has seen on this page yet.
    from_file: Option<&'a str>,
    errors: Vec<ErrorLink>,
    refused: Option<Said>,
}

/// The page with the text that is in use, or with that of the version that `from` names.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    allowed(visit)?;
    let which = Which::of(request.query_value("of"));
    let texts = match request.query_value("from").and_then(version_of) {
        Some(id) => {
            let shown = stores.version(&id, visit.actor(), visit.now).await?;
            let numbered = draft::whole(stores, Sent::default(), visit.actor(), visit.now).await?;
            renumbered(shown.texts, &numbered)
        }
        None => draft::whole(stores, Sent::default(), visit.actor(), visit.now).await?,
    };
    let text = which.text(texts);
    Ok(Sheet::of(visit, which, &text).page(200))
}

/// The texts of a version, with the number of the draft that comes next.
fn renumbered(texts: Texts, next: &Texts) -> Texts {
    let at = usize::try_from(line_of(&next.rules, "version")).unwrap_or(1);
    let line = next.rules.lines().nth(at.saturating_sub(1));
    let number = line.and_then(|line| line.split('=').nth(1)?.trim().parse().ok());
    Texts {
        rules: with_number(&texts.rules, number.unwrap_or(1)),
        ..texts
    }
}

/// A text that was sent: to be checked, tried, or proposed.
pub async fn send(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    post: &FormPost,
) -> Result<Reply, Refusal> {
    allowed(visit)?;
    let which = Which::of(post.first("of"));
    let text = as_kept(post.first(TEXT).unwrap_or_default());
    let mut sheet = Sheet {
        from_file: chosen::read_from(post),
        ..Sheet::of(visit, which, &text)
    };
    if !visit.session.sent(post) {
        return Ok(sheet.refuse(staff_pages::from_an_earlier_session()));
    }
    let paste = "Paste the text, or choose its file";
    if let Some(wrong) = chosen::wrong_with(post, &text, paste) {
        sheet.errors = vec![wrong];
        return Ok(sheet.page(422));
    }
    let texts = draft::whole(stores, which.sent(&text), visit.actor(), visit.now).await?;
    let looked = match draft::look(stores, texts, visit.actor(), visit.now).await {
        Ok(looked) => looked,
        Err(Refusal::Failed(fault)) => return Ok(frame::fault(&fault, request)),
        Err(refusal) => return Err(refusal),
    };
    sheet.errors = looked
        .problems
        .iter()
        .map(|problem| ErrorLink::new(TEXT, Problem::in_words(problem)))
        .collect();
    sheet.looked = Some(&looked);
    let id = match &looked.examined.id {
        Some(id) if sheet.errors.is_empty() => id,
        _ => return Ok(sheet.page(422)),
    };
    // Nobody proposes a file before they have seen what it changes.
    let wanted = post.first("do").filter(|_| sheet.from_file.is_none());
    match wanted {
        Some("simulate") => {
            let simulated = trial::over(stores, visit, post, &looked.texts).await?;
            sheet.simulated = Some(&simulated);
            Ok(sheet.page(200))
        }
        Some("propose") => propose(stores, &looked, id, sheet, request).await,
        _ => Ok(sheet.page(200)),
    }
}

async fn propose(
    stores: &impl Stores,
    looked: &Looked,
    id: &RulesetId,
    sheet: Sheet<'_>,
    request: &Request,
) -> Result<Reply, Refusal> {
    let visit = sheet.visit;
    let proposed = stores
        .propose(id, &looked.texts, visit.actor(), visit.now)
        .await;
    match proposed {
        Ok(version) => Ok(Reply::see_other(&format!(
            "{}?done=proposed",
            address(&version.id)
        ))),
        Err(Refusal::Failed(fault)) => Ok(frame::fault(&fault, request)),
        Err(refusal) => Ok(sheet.refuse(frame::said(&refusal))),
    }
}

fn allowed(visit: &Visit) -> Result<(), Refusal> {
    match visit.writes_rules() {
        true => Ok(()),
        false => Err(Refusal::NotAllowed),
    }
}

/// `essex/2`.
fn version_of(from: &str) -> Option<RulesetId> {
    let (id, version) = from.split_once('/')?;
    Some(RulesetId {
        id: id.to_owned(),
        version: version.parse().ok()?,
    })
}

impl<'a> Sheet<'a> {
    fn of(visit: &'a Visit, which: Which, text: &'a str) -> Self {
        Self {
            visit,
            which,
            text,
            looked: None,
            simulated: None,
            from_file: None,
            errors: Vec::new(),
            refused: None,
        }
    }

    fn refuse(mut self, said: Said) -> Reply {
        let status = said.status;
        self.refused = Some(said);
        self.page(status)
    }

    fn page(&self, status: u16) -> Reply {
        let fits = self.looked.filter(|_| self.errors.is_empty());
        let main = html! {
            @if let Some(said) = &self.refused { (staff_pages::not_done(said)) }
            h1 class="govuk-heading-l" { "Propose a new version of the rules" }
            (self.which_text())
            @if let Some(looked) = fits { (checked(looked)) }
            @if let (Some(looked), Some(simulated)) = (fits, self.simulated) {
                (trial::result(simulated, &looked.examined))
            }
            @if let Some(name) = self.from_file {
                p class="govuk-body" { "The box has the text of the file “" (name) "” now." }
            }
            (self.form(fits.is_some()))
        };
        let title = "Propose a new version of the rules";
        self.visit
            .frame()
            .part(status, title, Some(HOME), &self.errors, &main)
    }

    /// The ways to the other two texts.
    fn which_text(&self) -> Markup {
        html! {
            p class="govuk-body" {
                "A version has three texts. You change one of them here, and the other two stay as they are in use:"
            }
            ul class="govuk-list govuk-list--bullet" {
                @for which in Which::ALL {
                    li {
                        @if which == self.which { strong { (which.title()) } }
                        @else { a class="govuk-link" href={ (PROPOSE) "?of=" (which.id()) } { (which.title()) } }
                    }
                }
            }
        }
    }

    fn form(&self, fits: bool) -> Markup {
        let (file_error, error) = chosen::beside(&self.errors);
        let hint = "A text file. Or change the text below: one of the two is enough.";
        let label = self.which.title();
        html! {
            form method="post" action=(PROPOSE) enctype="multipart/form-data" novalidate {
                (self.visit.session.guards(None))
                input type="hidden" name="of" value=(self.which.id());
                input type="hidden" name=(SHOWN) value=(chosen::mark(self.text));
                (FileUpload::new(FILE, "Choose a file").error(file_error.as_deref()).hint(Some(hint)))
                (Textarea::new(TEXT, label).rows(25).value(Some(self.text)).error(error.as_deref())
                    .hint(Some("The whole text. A line that begins with # is for people and changes nothing.")))
                @if fits { (trial::how_many()) }
                div class="govuk-button-group" {
                    @if fits {
                        (Button::new("Try it on kept contacts").sends("do", "simulate").secondary())
                        (Button::new("Propose this version").sends("do", "propose").once())
                        (Button::new("Check again").sends("do", "check").secondary())
                    } @else {
                        (Button::new("Check it").sends("do", "check"))
                    }
                }
            }
        }
    }
}

/// What a text that has no problems would change.
fn checked(looked: &Looked) -> Markup {
    html! {
        section class="desk-checked" aria-labelledby="checked" {
            h2 class="govuk-heading-m" id="checked" { "It can be proposed. What it changes" }
            (difference(&looked.comparison))
            p class="govuk-body" {
                "What must hold for every version holds for all of the " (looked.examined.tried)
                " made-up contacts that it was tried with."
            }
        }
        (coverage(&looked.examined))
    }
}
