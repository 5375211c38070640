//! What the host counts, in Prometheus' text format. Labels are components, databases and statuses: never
//! a path, an address or anything that a person typed.

use crate::sqlite::Database;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds in seconds.
const BUCKETS: [f64; 12] = [
    0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0,
];

/// The counts of a running host.
#[derive(Default)]
pub struct Metrics {
    components: Mutex<BTreeMap<Arc<str>, Counts>>,
}

#[derive(Default)]
struct Counts {
    answers: BTreeMap<u16, u64>,
    buckets: [u64; BUCKETS.len()],
    answered: u64,
    seconds: f64,
    instances: i64,
    made: u64,
    making_seconds: f64,
}

impl Metrics {
    fn of(&self, component: &str, change: impl FnOnce(&mut Counts)) {
        let mut components = self
            .components
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match components.get_mut(component) {
            Some(counts) => change(counts),
            None => change(components.entry(component.into()).or_default()),
        }
    }

    /// A request was answered.
    pub fn answered(&self, component: &str, status: u16, took: Duration) {
        let seconds = took.as_secs_f64();
        self.of(component, |counts| {
            *counts.answers.entry(status).or_default() += 1;
            counts.answered += 1;
            counts.seconds += seconds;
            for (count, bound) in counts.buckets.iter_mut().zip(BUCKETS) {
                *count += u64::from(seconds <= bound);
            }
        });
    }

    /// An instance was made.
    pub fn instance_made(&self, component: &str, took: Duration) {
        self.of(component, |counts| {
            counts.instances += 1;
            counts.made += 1;
            counts.making_seconds += took.as_secs_f64();
        });
    }

    /// An instance was dropped.
    pub fn instance_dropped(&self, component: &str) {
        self.of(component, |counts| counts.instances -= 1);
    }

    /// Everything, as text.
    pub fn text(&self, databases: &BTreeMap<String, Arc<Database>>) -> String {
        let mut text = String::new();
        let components = self
            .components
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        heading(
            &mut text,
            "frontdoor_requests_total",
            "counter",
            "Requests answered.",
        );
        for (component, counts) in components.iter() {
            for (status, count) in &counts.answers {
                let _ = writeln!(
                    text,
                    "frontdoor_requests_total{{component=\"{component}\",status=\"{status}\"}} {count}"
                );
            }
        }
        heading(
            &mut text,
            "frontdoor_request_seconds",
            "histogram",
            "Time to answer.",
        );
        for (component, counts) in components.iter() {
            for (bound, count) in BUCKETS.iter().zip(counts.buckets) {
                let _ = writeln!(
                    text,
                    "frontdoor_request_seconds_bucket{{component=\"{component}\",le=\"{bound}\"}} {count}"
                );
            }
            let Counts {
                answered, seconds, ..
            } = counts;
            let _ = writeln!(
                text,
                "frontdoor_request_seconds_bucket{{component=\"{component}\",le=\"+Inf\"}} {answered}"
            );
            let _ = writeln!(
                text,
                "frontdoor_request_seconds_sum{{component=\"{component}\"}} {seconds}"
            );
            let _ = writeln!(
                text,
                "frontdoor_request_seconds_count{{component=\"{component}\"}} {answered}"
            );
        }
        heading(
            &mut text,
            "frontdoor_instances",
            "gauge",
            "Instances there are.",
        );
        for (component, counts) in components.iter() {
            let _ = writeln!(
                text,
                "frontdoor_instances{{component=\"{component}\"}} {}",
                counts.instances
            );
        }
        heading(
            &mut text,
            "frontdoor_instantiation_seconds",
            "summary",
            "Time to make an instance.",
        );
        for (component, counts) in components.iter() {
            let _ = writeln!(
                text,
                "frontdoor_instantiation_seconds_sum{{component=\"{component}\"}} {}",
                counts.making_seconds
            );
            let _ = writeln!(
                text,
                "frontdoor_instantiation_seconds_count{{component=\"{component}\"}} {}",
                counts.made
            );
        }
        heading(
            &mut text,
            "frontdoor_writers_waiting",
            "gauge",
            "Requests that wait for their turn to write.",
        );
        for (name, database) in databases {
            let _ = writeln!(
                text,
                "frontdoor_writers_waiting{{database=\"{name}\"}} {}",
                database.waiting()
            );
        }
        heading(
            &mut text,
            "process_resident_memory_bytes",
            "gauge",
            "Resident memory.",
        );
        let _ = writeln!(text, "process_resident_memory_bytes {}", resident_memory());
        text
    }
}

fn heading(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

/// Gives back to the system what is free: compiling leaves much behind.
pub fn give_memory_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: `malloc_trim` has no requirements; it only gives free pages of the heap back.
    unsafe {
        libc::malloc_trim(0);
    }
}

/// Bytes of this process in memory; zero where the system does not say.
pub fn resident_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap_or_default();
    line.trim()
        .trim_end_matches(" kB")
        .parse::<u64>()
        .unwrap_or_default()
        * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_component_and_status() {
        let metrics = Metrics::default();
        metrics.answered("contact-forms", 201, Duration::from_micros(700));
        metrics.answered("contact-forms", 201, Duration::from_millis(3));
        metrics.instance_made("contact-forms", Duration::from_micros(90));
        let text = metrics.text(&BTreeMap::new());
        for line in [
            "frontdoor_requests_total{component=\"contact-forms\",status=\"201\"} 2",
            "frontdoor_request_seconds_bucket{component=\"contact-forms\",le=\"0.001\"} 1",
            "frontdoor_request_seconds_bucket{component=\"contact-forms\",le=\"0.005\"} 2",
            "frontdoor_instances{component=\"contact-forms\"} 1",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        assert!(resident_memory() > 1024 * 1024);
    }
}
