//! What the forms ask of the stores behind the WIT walls.
//!
//! The shell answers it with the components that the manifest composes in; tests answer it from memory,
//! and the native server of `bench/` from its own database. The records mirror `wit/case-store`.

use std::rc::Rc;

use form_model::{Address, Form, Passage, StoredFile};
use places::Places;
use vocabulary::{Decision, FactValue, Facts, Instant, Role};
pub use web::Fault;
use working_calendar::Calendar;

/// What the operator has set, as far as the forms may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Cookies are `Secure` when it is https.
    pub public_url: String,
    /// The header that carries the client's address behind a trusted proxy.
    pub trusted_proxy: Option<String>,
    /// Words that nobody has reviewed are shown.
    pub development: bool,
    /// Messages have a sender. Without one, no page says that a message was or will be sent.
    pub has_sender: bool,
    /// A service finds the addresses of a postcode.
    pub looks_up_addresses: bool,
}

/// A published version of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormVersion {
    pub id: String,
    pub version: u32,
}

/// A version of a form, read, with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    pub form: Form,
    pub text: String,
}

/// Somebody who acts: a member of staff or a machine with a service token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// A user name, or `token:` and the token's name.
    pub id: String,
    pub roles: Vec<String>,
}

impl Actor {
    pub fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|held| held == role.id())
    }
}

/// A member of staff who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub actor: Actor,
    /// The token that every change of this session must carry.
    pub csrf: String,
}

/// A form that somebody is filling in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    pub form: FormVersion,
    /// A JSON object of question id and value.
    pub answers: String,
    /// Rises with every save.
    pub revision: u32,
    pub started_at: Instant,
    /// The words that open it, while only its first page is saved. Nobody is told them again.
    pub words: Option<String>,
}

/// What a cookie leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Nothing,
    Open(StoredDraft),
    /// Nobody has used it for 20 minutes: nothing of it may be shown before its words were given.
    Asleep(StoredDraft),
}

/// How somebody comes back to a draft that was saved for later. Neither is ever told again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayBack {
    /// Four plain words, with a space between two.
    pub words: String,
    /// The last segment of the link.
    pub token: String,
    pub messaged: Messaged,
}

/// How a message leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageChannel {
    Email,
    TextMessage,
}

/// A message with the link that somebody asked for: a fixed text and the link, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkMessage {
    pub channel: MessageChannel,
    pub to: String,
    /// What the link begins with; its token follows. It names no form.
    pub link: String,
    /// The client's address, where it is counted.
    pub address: Option<String>,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Messaged {
    NotAsked,
    /// It is in the outbox.
    Waiting,
    TooMany,
    NoSender,
}

/// What somebody has who comes back, besides the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way<'a> {
    /// The draft's cookie; empty where the browser has none.
    Cookie(&'a str),
    Link(&'a str),
}

/// What became of coming back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameBack {
    /// Carries the draft's new cookie; the one before leads nowhere any more.
    Opened { cookie: String, draft: StoredDraft },
    /// There is no such draft, or these are not its words: nobody is told which.
    Refused,
    /// There were too many wrong words. Carries the seconds until it may be tried again.
    Locked(u32),
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    Stored(u32),
    /// Another tab saved meanwhile. Carries what stands now.
    Changed(StoredDraft),
    Gone,
}

/// One answer, as it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedAnswer {
    pub question: String,
    /// The question's words as the person read them.
    pub asked: String,
    /// The contract's JSON value.
    pub value: String,
    /// The answer in words.
    pub said: String,
}

/// Whom the contact is about, for exact look-ups by staff.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// `YYYY-MM-DD`; a partial date is not looked up.
    pub date_of_birth: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postcode: Option<String>,
}

/// Somebody who must hear of the contact: reference and priority only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub to: String,
    pub template: String,
}

/// Makes a repeated submission the same contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    pub key: String,
    /// The request's body in canonical JSON.
    pub body: String,
}

/// The draft that a contact was, as its answers were read. It ends with the contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentDraft {
    pub cookie: String,
    pub revision: u32,
}

/// A contact as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    pub form: FormVersion,
    pub channel: String,
    pub received_at: Instant,
    pub answers: Vec<AskedAnswer>,
    pub facts: Vec<(String, FactValue)>,
    pub person: Person,
    /// Others whom the contact names: those whom a carer looks after.
    pub also_about: Vec<Person>,
    pub decision: Decision,
    pub safeguarding_sign: bool,
    pub rule_ten_sign: bool,
    pub about_someone_else: bool,
    pub next_steps: Vec<String>,
    pub notices: Vec<Notice>,
    pub idempotency: Option<Idempotency>,
    pub draft: Option<SentDraft>,
    pub flags: Vec<String>,
    pub entered_by: Option<Actor>,
}

/// What the person who sent a contact gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub reference: String,
    pub tracking_code: String,
    pub submitted_at: Instant,
    pub form: FormVersion,
    pub decision: Decision,
    pub next_steps: Vec<String>,
    /// This is the first answer to a submission that came again.
    pub replayed: bool,
}

/// Why a contact that ended with advice was not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAdvised {
    /// Their roles do not allow them to close a referral.
    NotAllowed,
    /// Something in it says that somebody may be in danger, or that it cannot wait.
    InDanger,
    /// Carries a sentence for staff.
    Invalid(String),
    /// The idempotency key was used with another body.
    KeyReused,
    Failed(Fault),
}

/// Why a contact was not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSubmitted {
    /// The key was used with another body, and nothing in this one says that somebody may be in danger.
    KeyReused,
    /// The draft was saved since its answers were read, or has ended.
    DraftChanged,
    /// Too many came from one address, and nothing in this one says that somebody may be in danger.
    /// Carries the seconds until it may be tried again.
    TooMany(u32),
    Failed(Fault),
}

impl From<Fault> for NotSubmitted {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

/// Why a file was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileNotKept {
    /// It is no longer arriving.
    Gone,
    /// It has come to more than a file may have.
    TooLarge,
    /// There is no room on the disk.
    Full,
    /// Many files have come from this address within an hour.
    TooMany,
    Failed(Fault),
}

/// What decides on what the browser that sent a contact is offered. Nothing that was answered is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Afterwards {
    /// There is a safeguarding sign or a risk of rule 10.
    pub in_danger: bool,
    /// Whoever wrote said that it is about themselves.
    pub about_oneself: bool,
    /// Whoever wrote did so in their work.
    pub at_work: bool,
    /// Their answers about equality were counted already.
    pub counted: bool,
    /// Their answers about equality stand with the contact already.
    pub on_record: bool,
}

/// What somebody sent, and nothing that was decided on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCopy {
    pub reference: String,
    pub submitted_at: Instant,
    pub form: FormVersion,
    /// There is a safeguarding sign or a risk of rule 10.
    pub in_danger: bool,
    pub answers: Vec<AskedAnswer>,
}

/// Answers about equality, and the draft that they were, which ends with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EqualityAnswers {
    pub form: FormVersion,
    pub answers: Vec<AskedAnswer>,
    pub draft: SentDraft,
}

/// What became of answers about equality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Taken,
    /// This contact has some. Nothing was changed.
    Before,
    /// Nothing was sent from this browser lately, or the contact does not allow it.
    NotOffered,
    /// The draft was saved since it was read, or has ended.
    DraftChanged,
}

/// The stores and the rules, as far as the forms may use them.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Stores {
    /// Whose forms these are.
    fn site(&self) -> &'static crate::Site;

    async fn settings(&self) -> Result<Settings, Fault>;
    /// Migrated, keys right, one read.
    async fn ready(&self) -> Result<(), Fault>;

    /// The newest published version of each form of this component. Known for a few seconds at a time.
    async fn forms(&self) -> Result<Vec<Rc<Published>>, Fault>;
    /// One version. Kept once it was read, because it never changes.
    async fn form(&self, version: &FormVersion) -> Result<Option<Rc<Published>>, Fault>;

    /// Decides by the current rules. They are kept by version, and looked for every few seconds.
    async fn decide(&self, facts: &Facts, at: Instant) -> Result<Decision, Fault>;
    /// The calendar of the current rules.
    async fn calendar(&self) -> Result<Rc<Calendar>, Fault>;
    /// The places of the current rules.
    async fn places(&self) -> Result<Rc<Places>, Fault>;

    /// Answers the draft's cookie.
    /// `went` is how it began, where that is counted.
    async fn begin(
        &self,
        form: &FormVersion,
        answers: String,
        went: Option<&Passage>,
        now: Instant,
    ) -> Result<String, Fault>;
    async fn load(&self, cookie: &str, now: Instant) -> Result<Found, Fault>;
    async fn save(
        &self,
        cookie: &str,
        answers: String,
        revision: u32,
        went: Option<&Passage>,
        now: Instant,
    ) -> Result<Saved, Fault>;
    /// Saves a draft for later, under new words and a new link; none where no draft is open. The link goes
    /// with the `message` that somebody asked for.
    async fn save_for_later(
        &self,
        form: &str,
        cookie: &str,
        message: Option<LinkMessage>,
        now: Instant,
    ) -> Result<Option<WayBack>, Fault>;
    /// Opens a draft to whoever has its words. `address` is the client's. A link that was sent names no form.
    async fn come_back(
        &self,
        form: Option<&str>,
        way: Way<'_>,
        words: &str,
        address: Option<&str>,
        now: Instant,
    ) -> Result<CameBack, Fault>;
    async fn leave(&self, form: &str, cookie: &str) -> Result<(), Fault>;

    /// Counts one look-up of postal addresses, and says whether it may be made. `address` is the client's.
    async fn may_look_up(&self, address: Option<&str>, now: Instant) -> Result<bool, Fault>;
    /// The postal addresses of a whole postcode; none where no service answers now. It learns the postcode
    /// and nothing else.
    async fn find_addresses(&self, postcode: &str) -> Option<Vec<Address>>;

    /// `address` is the client's, where contacts of one address are counted.
    async fn submit(
        &self,
        submission: Submission,
        address: Option<&str>,
    ) -> Result<Receipt, NotSubmitted>;
    /// The receipt of an idempotency key.
    async fn receipt(&self, form: &str, key: &str) -> Result<Option<Receipt>, Fault>;
    /// The receipt of a draft that was sent.
    async fn receipt_of_draft(&self, form: &str, cookie: &str) -> Result<Option<Receipt>, Fault>;

    /// Counts one file of this address of the internet, and says whether it may be added.
    async fn may_add_file(&self, _address: Option<&str>, _now: Instant) -> Result<bool, Fault> {
        Ok(true)
    }
    /// Begins a file and answers its id. Where there is no store of files, none is kept.
    async fn begin_file(&self, _now: Instant) -> Result<String, FileNotKept> {
        Err(FileNotKept::Failed(Fault::Unavailable))
    }
    /// Adds the next piece, at most 256 KiB. `part` counts from 0.
    async fn append_to_file(
        &self,
        _id: &str,
        _part: u32,
        _bytes: Vec<u8>,
    ) -> Result<(), FileNotKept> {
        Err(FileNotKept::Gone)
    }
    /// Ends a file that has arrived whole. It is kept as long as a draft is.
    async fn finish_file(
        &self,
        _id: &str,
        _name: &str,
        _media_type: &str,
        _now: Instant,
    ) -> Result<StoredFile, FileNotKept> {
        Err(FileNotKept::Gone)
    }
    /// Deletes a file that nobody has sent.
    async fn remove_file(&self, _id: &str) -> Result<(), Fault> {
        Ok(())
    }
    /// The files belong to a contact that is sent.
    async fn keep_files(&self, _ids: Vec<String>) -> Result<(), Fault> {
        Ok(())
    }

    /// How a contact stands for the browser that sent it; none where nobody has looked for 20 minutes.
    async fn afterwards(
        &self,
        form: &str,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<Afterwards>, Fault>;
    /// A copy of what was sent, under the same condition.
    async fn copy(&self, form: &str, cookie: &str, now: Instant)
    -> Result<Option<SentCopy>, Fault>;
    /// Counts answers about equality, with nothing that leads to the contact.
    async fn count_equality(
        &self,
        form: &str,
        cookie: &str,
        given: EqualityAnswers,
        now: Instant,
    ) -> Result<Taken, Fault>;
    /// Keeps answers about equality sealed with the contact.
    async fn add_equality_to_record(
        &self,
        form: &str,
        cookie: &str,
        given: EqualityAnswers,
        now: Instant,
    ) -> Result<Taken, Fault>;

    async fn service(&self, token: &str, now: Instant) -> Result<Option<Actor>, Fault>;
    async fn session(&self, cookie: &str, now: Instant) -> Result<Option<Session>, Fault>;
}
