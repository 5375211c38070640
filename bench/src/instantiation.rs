//! How long a component takes to be ready for its first request.

use serde::Serialize;

/// One component that serves requests, composed with what it depends on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Instantiation {
    pub component: String,
    /// The first instance after the start.
    pub first_ms: Option<f64>,
    pub median_ms: Option<f64>,
}
