//! What these pages ask of the libraries behind the WIT walls. The shell answers it with the components that the
//! manifest composes in; tests answer it from memory.

use std::rc::Rc;

pub use form_site::stores::{Fault, NotAdvised, NotSubmitted, Published, Receipt, Submission};
use places::Places;
pub use staff_pages::{Session, Sessions};
use vocabulary::{Actor, Decision, Facts, Instant};
use working_calendar::Calendar;

#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Stores: Sessions<Fault = Fault> {
    async fn ready(&self) -> Result<(), Fault>;
    /// The newest version of every form, whichever component shows it to residents.
    async fn forms(&self) -> Result<Vec<Rc<Published>>, Fault>;
    async fn decide(&self, facts: &Facts, received_at: Instant) -> Result<Decision, Fault>;
    async fn calendar(&self) -> Result<Rc<Calendar>, Fault>;
    async fn places(&self) -> Result<Rc<Places>, Fault>;
    async fn submit(&self, contact: Submission) -> Result<Receipt, NotSubmitted>;
    /// Stores a contact that ended with advice, and closes it at once.
    async fn give_advice(
        &self,
        contact: Submission,
        outcome: &str,
        by: &Actor,
    ) -> Result<Receipt, NotAdvised>;
}
