//! The parts of a page: each renders the markup of GOV.UK Frontend 6.6 for the options that we use.
//!
//! `tests/markup.rs` holds every part against the package's own fixtures.

mod button;
mod choices;
mod date;
mod errors;
mod field;
mod file_upload;
mod input;
mod navigation;
mod notes;
mod summary;
mod table;
mod task_list;

pub use button::{Button, ExitThisPage};
pub use choices::{CheckboxItem, Checkboxes, RadioItem, Radios, Select};
pub use date::DateInput;
pub use errors::{ErrorLink, ErrorSummary, error_message};
pub use field::{Fieldset, Hint, Question, Size};
pub use file_upload::FileUpload;
pub use input::{Input, Textarea};
pub use navigation::{BackLink, Header, Pagination, SecondarySkipLink, SkipLink};
pub use notes::{Banner, Details, InsetText, Panel, Tag, WarningText};
pub use summary::{Change, Summary, SummaryRow};
pub use table::Table;
pub use task_list::{Task, TaskList};
