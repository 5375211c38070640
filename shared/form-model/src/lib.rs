//! Forms as data: definitions, answers, mistakes, journeys.
//!
//! A form is a TOML text ([`read`], [`check`]). Somebody's answers make a [`Journey`] through it: which
//! pages are shown, which answers count, what is still missing, which facts routing learns. Answers come
//! from posted pages ([`Form::read_page`]) and from JSON ([`Form::accept`]) through the same validation.
//!
//! Nothing here renders a page, knows a form's words or keeps an answer.

mod answer;
mod canonical;
mod check;
mod condition;
mod definition;
mod difference;
mod draft;
mod journey;
pub mod kinds;
mod mistake;
mod reading;
mod schema;
mod sections;
mod succession;
mod words;

pub use answer::{Address, Answer, Answers, SafeContact, StoredFile, Way};
pub use canonical::canonical_json;
pub use check::{Problem, check, read, read_published};
pub use condition::{Ask, Condition, Test};
pub use definition::{
    AddressRules, AnswerKind, Choice, DateRules, Form, GroupRules, Instead, Language, More,
    NumberRules, Page, Question, Requirement, SafeContactRules, Section, TextRules, TickWords,
    UploadRules, YesNoWords,
};
pub use difference::difference;
pub use draft::{Draft, Passage};
pub use journey::{Journey, QuestionWords, Row, Shown, Step};
pub use mistake::{Mistake, Range, Slip, thousands};
pub use reading::{Accepted, AllReading, FileChange, Finding, PageReading};
pub use sections::{Task, TaskState};
pub use succession::{compare, compare_versions};
pub use words::{Picture, Words, check_words, is_file_of_words, read_words};
