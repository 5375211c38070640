//! Requests in, replies out: what every HTTP component does in the same way.
//!
//! Routes, cookies, problems (RFC 9457), limits and security headers, with no runtime in sight: a
//! component's pure code takes a [`Request`] and answers a [`Reply`], and is tested natively. Only
//! [`spin_service!`] knows of Spin, and only in the component that expands it.
//!
//! It does not know any URL of the product, keeps nothing, and renders no page.

mod body;
mod cookie;
mod fault;
pub mod members;
mod multipart;
pub mod openapi;
mod outgoing;
mod page_with_files;
mod problem;
mod reply;
mod request;
mod route;
mod shell;

pub use body::{FORM_LIMIT, FormPost, JSON_DEPTH, JSON_LIMIT};
pub use cookie::{Cookie, cookie_name, same};
pub use fault::{Fault, KEYS, RETRY_AFTER, ready};
pub use members::{Members, wrong_with_text};
pub use multipart::{Event, Malformed, Multipart, Part, boundary};
pub use outgoing::{Fetched, Piece, SpinBody};
pub use page_with_files::{Files, read_with_files};
pub use problem::{FieldProblem, Problem};
pub use reply::{Attachment, Reply, Rest};
pub use request::Request;
pub use route::{Found, GET, POST, Params, Route, find, route};
pub use shell::{BrokenOff, Incoming, Pieces, head, now, read, write};
