//! People who come to their accounts, and others who try.

mod addresses;
mod audited;
mod codes;
pub(crate) mod fixtures;
mod letting_in;
mod links;
mod locks;
mod same_work;
mod sessions;
