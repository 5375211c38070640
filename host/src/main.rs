//! frontdoor: builds, checks, serves and tests the front door.
fn main() {}
