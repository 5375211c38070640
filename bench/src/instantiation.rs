//! How long a component takes to be there: to its first answer after a start, and for each instance.

use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context as _, bail};
use serde::Serialize;

use crate::http::{self, Connection};

/// The components that answer requests, each with something that it answers to everybody.
const FRONTS: &[(&str, &str)] = &[
    ("front-door", "/"),
    ("contact-forms", "/contact"),
    ("staff-people", "/staff/sign-in"),
    ("staff-desk", "/readyz/staff-desk"),
];

/// One component that answers requests, composed with what it depends on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Instantiation {
    pub component: &'static str,
    /// From the first request after the start to its answer.
    pub first_answer_ms: f64,
    /// Making one instance, on average over the run, as the host measures it.
    pub mean_ms: f64,
    /// How many were made.
    pub instances: f64,
}

/// First answers, by component. Asked before anything else is.
pub type FirstAnswers = Vec<(&'static str, f64)>;

/// Asks each component something for the first time.
pub async fn first_answers(system: SocketAddr) -> anyhow::Result<FirstAnswers> {
    let mut connection = Connection::open(system).await?;
    let mut answers = Vec::new();
    for (component, path) in FRONTS {
        let request = http::request("GET", path, &[], b"");
        let asked = Instant::now();
        let answer = connection.exchange(&request).await?;
        if answer.status != 200 {
            bail!("{path} was answered {}", answer.status);
        }
        answers.push((*component, asked.elapsed().as_secs_f64() * 1000.0));
    }
    Ok(answers)
}

/// Puts beside the first answers what the host has counted since.
pub async fn counted(
    system: SocketAddr,
    first_answers: FirstAnswers,
) -> anyhow::Result<Vec<Instantiation>> {
    let mut connection = Connection::open(system).await?;
    let request = http::request("GET", "/metrics", &[], b"");
    let answer = connection.exchange(&request).await?;
    let metrics = answer.text()?;
    first_answers
        .into_iter()
        .map(|(component, first_answer_ms)| {
            let figure = |name: &str| {
                metric(metrics, name, component)
                    .with_context(|| format!("/metrics has no {name} of {component}"))
            };
            let instances = figure("frontdoor_instantiation_seconds_count")?;
            let seconds = figure("frontdoor_instantiation_seconds_sum")?;
            Ok(Instantiation {
                component,
                first_answer_ms,
                mean_ms: seconds * 1000.0 / instances.max(1.0),
                instances,
            })
        })
        .collect()
}

/// A figure of Prometheus' text format.
fn metric(text: &str, name: &str, component: &str) -> Option<f64> {
    let wanted = format!("{name}{{component=\"{component}\"}} ");
    let line = text.lines().find_map(|line| line.strip_prefix(&wanted))?;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_components_figure_is_its_own() {
        let text = "# TYPE made counter\n\
                    made{component=\"front-door\"} 3\n\
                    made{component=\"contact-forms\"} 0.25\n";
        assert_eq!(metric(text, "made", "contact-forms"), Some(0.25));
        assert_eq!(metric(text, "made", "staff-desk"), None);
    }
}
