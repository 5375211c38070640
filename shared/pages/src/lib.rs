//! Pages for people: the layout and the parts of GOV.UK Frontend that we use, without its branding.
//!
//! Every part is a value with a few builder methods that renders itself inside `maud::html!`:
//!
//! ```
//! use maud::html;
//! use pages::{Authority, Button, Input, Layout, Question};
//!
//! let main = html! {
//!     form method="post" novalidate {
//!         (Input::new("given-name", Question::heading("What is your first name?")).autocomplete("given-name"))
//!         (Button::new("Continue"))
//!     }
//! };
//! let page = Layout::new(Authority::current(), "/contact", "What is your first name?").page(main);
//! assert!(page.starts_with("<!DOCTYPE html>"));
//! ```
//!
//! Text is escaped by construction: parts take `&str`, and `Markup` only where a part holds other
//! parts. There is no inline script or style, so a strict content security policy holds. The crate
//! knows no request, no route but the ones in the footer, and keeps nothing.

mod assets;
mod authority;
pub mod chart;
mod emergency;
mod layout;
mod parts;
mod refusal;

pub use assets::{Asset, favicon, find_asset, script, stylesheet};
pub use authority::{
    Authority, Handover, Phone, ReportPhone, SafeguardingIntake, UnknownAuthority, check_authority,
};
pub use emergency::{call, emergency_help, numbers, phone_link};
pub use layout::{Layout, Link, Width};
pub use parts::{
    BackLink, Banner, Button, Change, CheckboxItem, Checkboxes, DateInput, Details, ErrorLink,
    ErrorSummary, ExitThisPage, Fieldset, FileUpload, Header, Hint, Input, InsetText, Pagination,
    Panel, Question, RadioItem, Radios, SecondarySkipLink, Select, Size, SkipLink, Summary,
    SummaryRow, Table, Tag, Task, TaskList, Textarea, WarningText, error_message,
};
pub use refusal::{Refusal, refusal_page, unread_page};
