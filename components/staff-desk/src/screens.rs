//! The pages that staff see. Each is a pure function of what the stores answered, to HTML that works
//! without JavaScript, at 320 pixels and on paper.

mod acting;
mod actions;
mod assessment;
pub mod assets;
mod care_account;
mod casework;
mod clock;
mod copy;
mod doing;
mod files;
mod filled;
mod filters;
mod forms;
mod frame;
mod handing_out;
mod list;
mod matches;
mod next;
mod person;
mod print;
mod queues;
mod referral;
mod safe_contact;
mod summary;
mod typed;
mod views;
mod words;

pub use assets::answer as asset;
pub use words::in_a_row;

use vocabulary::Instant;
use web::{Found, Params, Pieces, Problem, Reply, Request, find};

use crate::api;
use crate::referral::{Action, Entry};
use crate::routes::{Page, Place, ROUTES};
use crate::stores::{Actor, Colleague, Fault, Refusal, Session, Stores};

/// A member of staff at the desk: who they are, and what every page shows them.
pub struct Visit {
    session: Session,
    times: clock::Times,
    /// Emergencies that nobody has claimed for 15 minutes.
    emergencies: Vec<Entry>,
    colleagues: Vec<Colleague>,
    now: Instant,
}

impl Visit {
    async fn begin(stores: &impl Stores, session: Session, now: Instant) -> Result<Self, Refusal> {
        let emergencies = match stores.unclaimed_emergencies(&session.actor, now).await {
            // Somebody whose role has no queues has no emergencies to claim.
            Err(Refusal::NotAllowed) => Vec::new(),
            emergencies => emergencies?,
        };
        Ok(Self {
            emergencies,
            times: clock::Times::of(stores.working_time().await, now),
            colleagues: stores.colleagues().await?,
            session,
            now,
        })
    }

    fn actor(&self) -> &Actor {
        &self.session.actor
    }

    /// The name that colleagues know somebody by.
    fn name_of(&self, who: &str) -> String {
        match who {
            _ if who == self.session.actor.id => format!("{} (you)", self.session.display_name),
            _ => self.name_on_paper(who),
        }
    }

    /// The same, whoever reads it.
    fn name_on_paper(&self, who: &str) -> String {
        match who {
            "resident" => "The person who wrote to us".to_owned(),
            "system" => "The rules".to_owned(),
            _ => self
                .colleagues
                .iter()
                .find(|known| known.username == who)
                .map_or_else(
                    || match who.strip_prefix("token:") {
                        Some(token) => format!("The token {token}"),
                        None => who.to_owned(),
                    },
                    |known| known.display_name.clone(),
                ),
        }
    }
}

/// Reads a page that is sent as one with files is: only the page on which a form is proposed has one.
///
/// # Errors
/// It broke off, is too large, or is no page of ours.
pub async fn with_file(request: Request, body: &mut impl Pieces) -> Result<Request, Problem> {
    match find(ROUTES, &request.method, &request.path) {
        Found::Here(Place::Page(Page::SendPropose), _) => {
            staff_pages::chosen::as_typed(request, body).await
        }
        _ => web::read(request, body).await,
    }
}

/// Answers a page.
pub async fn answer(
    stores: &impl Stores,
    page: Page,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Reply {
    if page == Page::Home {
        return Reply::see_other(staff_pages::QUEUES);
    }
    let session = match staff_pages::signed_in(stores, assets::PREFIX, request, now).await {
        Ok(session) => session,
        Err(reply) => return reply,
    };
    let visit = match Visit::begin(stores, session, now).await {
        Ok(visit) => visit,
        Err(Refusal::Failed(fault)) => return frame::fault(&fault, request),
        Err(_) => return frame::fault(&Fault::Internal, request),
    };
    let shown = match page {
        Page::Queues if staff_pages::home(&visit.actor().roles) != staff_pages::QUEUES => {
            Ok(Reply::see_other(staff_pages::home(&visit.actor().roles)))
        }
        Page::Queues => queues::answer(stores, &visit, request).await,
        Page::Next => next::answer(stores, &visit, request).await,
        Page::Views => views::answer(stores, &visit, request).await,
        Page::HandOut => handing_out::answer(stores, &visit, request).await,
        Page::Forms => forms::answer(stores, &visit, request).await,
        Page::Propose => forms::propose::show(stores, &visit, request).await,
        Page::SendPropose => forms::propose::send(stores, &visit, request).await,
        Page::FormVersion => forms::version::show(stores, &visit, request, params).await,
        Page::Approve | Page::Withdraw => {
            forms::version::send(stores, &visit, request, params, page).await
        }
        Page::File | Page::UncheckedFile => {
            files::answer(stores, &visit, request, params, page).await
        }
        Page::Summary => {
            let reference = api::canonical(params.get("reference"));
            summary::answer(stores, &visit, &reference).await
        }
        Page::Assessment => {
            let reference = api::canonical(params.get("reference"));
            assessment::answer(stores, &visit, request, &reference).await
        }
        Page::Copy | Page::Text => {
            let reference = api::canonical(params.get("reference"));
            copy::answer(stores, &visit, &reference, page == Page::Text).await
        }
        Page::Print => {
            let reference = api::canonical(params.get("reference"));
            print::answer(stores, &visit, &reference).await
        }
        Page::Form | Page::Do => {
            let reference = api::canonical(params.get("reference"));
            match (Action::from_id(params.get("action")), page) {
                (None, _) => Err(Refusal::NotFound),
                (Some(action), Page::Form) => {
                    acting::show(stores, &visit, request, &reference, action).await
                }
                (Some(action), _) => {
                    doing::answer(stores, &visit, request, &reference, action).await
                }
            }
        }
        _ => {
            let reference = api::canonical(params.get("reference"));
            referral::answer(stores, &visit, request, &reference).await
        }
    };
    shown.unwrap_or_else(|refusal| frame::refused(&visit, &refusal, request))
}
