//! What a measurement says: how many a second, and how long people waited.

use std::time::Duration;

use serde::Serialize;

/// One stretch of load.
pub struct Stretch {
    /// How long each request took, in any order.
    pub waits: Vec<Duration>,
    pub took: Duration,
    /// For how long the server had a processor; none where the operating system does not say.
    pub worked: Option<Duration>,
}

/// What one stretch, or the median of several, came to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// The server's processor time for one request. It hardly depends on who else is using the machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processor_ms: Option<f64>,
}

impl Stretch {
    /// None where nothing was answered.
    pub fn figures(mut self) -> Option<Figures> {
        self.waits.sort_unstable();
        let requests = self.waits.len() as f64;
        Some(Figures {
            per_second: requests / self.took.as_secs_f64(),
            p50_ms: milliseconds(percentile(&self.waits, 50)?),
            p99_ms: milliseconds(percentile(&self.waits, 99)?),
            processor_ms: self.worked.map(|worked| milliseconds(worked) / requests),
        })
    }
}

/// The median of each figure over several stretches.
pub fn median_figures(stretches: &[Figures]) -> Option<Figures> {
    Some(Figures {
        per_second: median(stretches.iter().map(|each| each.per_second).collect())?,
        p50_ms: median(stretches.iter().map(|each| each.p50_ms).collect())?,
        p99_ms: median(stretches.iter().map(|each| each.p99_ms).collect())?,
        processor_ms: median(
            stretches
                .iter()
                .filter_map(|each| each.processor_ms)
                .collect(),
        ),
    })
}

/// Figure by figure, the median over the rounds of what the system made of it, divided by what the
/// native server made of it in the same round. A slow moment of the machine touches both.
pub fn median_ratios(system: &[Figures], native: &[Figures]) -> Option<Figures> {
    let ratios: Vec<Figures> = system
        .iter()
        .zip(native)
        .map(|(system, native)| Figures {
            per_second: system.per_second / native.per_second,
            p50_ms: system.p50_ms / native.p50_ms,
            p99_ms: system.p99_ms / native.p99_ms,
            processor_ms: match (system.processor_ms, native.processor_ms) {
                (Some(system), Some(native)) => Some(system / native),
                _ => None,
            },
        })
        .collect();
    median_figures(&ratios)
}

/// The middle one; of an even number, halfway between the two in the middle.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(values.len() / 2 - 1)?;
    Some(lower.midpoint(upper))
}

/// The smallest wait that at least `percent` of a hundred did not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Option<Duration> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

fn milliseconds(wait: Duration) -> f64 {
    wait.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_answer_in_two_hundred_is_not_the_99th_but_three_are() {
        let with_slow = |slow: usize| {
            let mut waits = vec![Duration::from_millis(1); 200 - slow];
            waits.extend(vec![Duration::from_millis(90); slow]);
            let took = Duration::from_secs(2);
            let worked = Some(Duration::from_millis(400));
            let stretch = Stretch {
                waits,
                took,
                worked,
            };
            stretch.figures().unwrap()
        };
        assert_eq!(with_slow(1).p99_ms, 1.0);
        assert_eq!(with_slow(3).p99_ms, 90.0);
        assert_eq!(with_slow(3).p50_ms, 1.0);
        assert_eq!(with_slow(3).per_second, 100.0);
        assert_eq!(with_slow(3).processor_ms, Some(2.0));
    }

    #[test]
    fn nothing_answered_is_no_figure() {
        let nothing = Stretch {
            waits: Vec::new(),
            took: Duration::from_secs(1),
            worked: None,
        };
        assert_eq!(nothing.figures(), None);
        assert_eq!(median_figures(&[]), None);
    }

    #[test]
    fn a_round_in_which_the_whole_machine_was_slow_does_not_move_the_ratio() {
        let round = |per_second| Figures {
            per_second,
            p50_ms: 1000.0 / per_second,
            p99_ms: 5000.0 / per_second,
            processor_ms: None,
        };
        let ratio = median_ratios(
            &[round(600.0), round(60.0), round(620.0)],
            &[round(1000.0), round(100.0), round(1000.0)],
        )
        .unwrap();
        assert_eq!(ratio.per_second, 0.6);
        assert!((ratio.p99_ms - 1.0 / 0.6).abs() < 1e-9);
    }

    #[test]
    fn the_median_of_two_lies_between_them() {
        assert_eq!(median(vec![3.0, 1.0]), Some(2.0));
        assert_eq!(median(vec![9.0, 1.0, 2.0]), Some(2.0));
    }
}
