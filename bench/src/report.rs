//! The figures, for people and for machines. It judges nothing: a target is met or missed, in words.

use std::fmt::{self, Write as _};

use serde::Serialize;

use crate::accounts::{AtSize, Scale};
use crate::components::Size;
use crate::desk::{self, Desk};
use crate::figures::{Figures, median_figures, median_ratios};
use crate::instantiation::Instantiation;

/// Both servers under one kind of load.
#[derive(Debug, Serialize)]
pub struct Comparison {
    pub what: &'static str,
    pub clients: usize,
    /// Medians over the rounds.
    pub system: Figures,
    pub native: Figures,
    /// The median over the rounds of system divided by native.
    pub ratio: Figures,
    pub rounds: Rounds,
}

/// What each round came to, in order.
#[derive(Debug, Default, Serialize)]
pub struct Rounds {
    pub system: Vec<Figures>,
    pub native: Vec<Figures>,
}

/// Resident memory in MB of a million bytes; null where the operating system does not say.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct MemoryFigures {
    /// Started, one contact and one page served, nothing to do.
    pub idle_mb: Option<f64>,
    /// Right after the last load.
    pub loaded_mb: Option<f64>,
    /// The most that it ever was.
    pub most_mb: Option<f64>,
}

/// Everything that one run found.
#[derive(Debug, Serialize)]
pub struct Report {
    pub quick: bool,
    pub processors: usize,
    pub rounds: usize,
    pub seconds_per_stretch: f64,
    pub comparisons: Vec<Comparison>,
    pub memory: Memory,
    pub instantiation: Vec<Instantiation>,
    pub components: Vec<Size>,
    /// Contacts that were answered 201 and found stored afterwards.
    pub contacts_stored: Stored,
    pub care_accounts: Scale,
    pub desk: Desk,
    pub targets: Vec<Target>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct Memory {
    pub system: MemoryFigures,
    pub native: MemoryFigures,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct Stored {
    pub system: usize,
    pub native: usize,
}

/// What we want a figure to be. Missing it fails nothing.
#[derive(Debug, Serialize)]
pub struct Target {
    pub what: &'static str,
    pub wanted: &'static str,
    pub found: Option<f64>,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Met,
    Missed,
    NotMeasured,
}

pub const SUBMISSIONS: &str = "submissions";
pub const SECOND_PAGE: &str = "second page of a saved draft";

impl Comparison {
    /// None where nothing was measured.
    pub fn of(what: &'static str, clients: usize, rounds: Rounds) -> Option<Self> {
        Some(Self {
            what,
            clients,
            system: median_figures(&rounds.system)?,
            native: median_figures(&rounds.native)?,
            ratio: median_ratios(&rounds.system, &rounds.native)?,
            rounds,
        })
    }
}

impl Target {
    fn new(
        what: &'static str,
        wanted: &'static str,
        found: Option<f64>,
        is_met: impl Fn(f64) -> bool,
    ) -> Self {
        let outcome = match found {
            None => Outcome::NotMeasured,
            Some(figure) if is_met(figure) => Outcome::Met,
            Some(_) => Outcome::Missed,
        };
        Self {
            what,
            wanted,
            found,
            outcome,
        }
    }
}

/// What we want, held against what was found.
pub fn targets(
    comparisons: &[Comparison],
    memory: Memory,
    components: &[Size],
    care_accounts: &Scale,
    desk: &Desk,
) -> Vec<Target> {
    let busy = |what: &str| {
        comparisons
            .iter()
            .find(|comparison| comparison.what == what && comparison.clients > 1)
            .map(|comparison| comparison.ratio)
    };
    let largest = components
        .iter()
        .filter(|component| component.resident_facing)
        .map(|component| component.bytes as f64 / 1e6)
        .max_by(f64::total_cmp);
    vec![
        Target::new(
            "submissions/s, busy, system / native",
            "at least 0.5",
            busy(SUBMISSIONS).map(|ratio| ratio.per_second),
            |ratio| ratio >= 0.5,
        ),
        Target::new(
            "submissions' p99, busy, system / native",
            "at most 2",
            busy(SUBMISSIONS).map(|ratio| ratio.p99_ms),
            |ratio| ratio <= 2.0,
        ),
        Target::new(
            "pages/s, busy, system / native",
            "at least 0.3",
            busy(SECOND_PAGE).map(|ratio| ratio.per_second),
            |ratio| ratio >= 0.3,
        ),
        Target::new(
            "largest resident-facing .wasm, MB",
            "under 2",
            largest,
            |size| size < 2.0,
        ),
        Target::new(
            "system's resident memory, idle, MB",
            "under 150",
            memory.system.idle_mb,
            |size| size < 150.0,
        ),
        Target::new(
            "an account's p99, many accounts / few",
            "at most 1.5",
            Some(care_accounts.p99_ratio),
            |ratio| ratio <= 1.5,
        ),
        Target::new(
            "import's resident memory, MB",
            "under 200",
            care_accounts.large.import_most_mb,
            |size| size < 200.0,
        ),
        Target::new(
            "a queue page's p99, many referrals / few",
            "at most 1.5",
            desk.ratio_of(desk::QUEUE_PAGE),
            |ratio| ratio <= 1.5,
        ),
        Target::new(
            "next for me's p99, many referrals / few",
            "at most 1.5",
            desk.ratio_of(desk::NEXT),
            |ratio| ratio <= 1.5,
        ),
    ]
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::NotMeasured => "not measured",
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{} processors, shared with the driver; {} rounds of {} s each, system and native in \
             turn; medians{}",
            self.processors,
            self.rounds,
            self.seconds_per_stretch,
            if self.quick {
                "; a quick run, too short for its figures to mean anything"
            } else {
                ""
            }
        )?;
        for comparison in &self.comparisons {
            write_comparison(f, comparison)?;
        }
        writeln!(f, "\nResident memory, MB          system     native")?;
        let memory =
            |f: &mut fmt::Formatter<'_>, name: &str, of: fn(&MemoryFigures) -> Option<f64>| {
                let (system, native) = (of(&self.memory.system), of(&self.memory.native));
                writeln!(
                    f,
                    "  {name:<22} {:>10} {:>10}",
                    shown(system),
                    shown(native)
                )
            };
        memory(f, "idle", |figures| figures.idle_mb)?;
        memory(f, "after load", |figures| figures.loaded_mb)?;
        memory(f, "at most", |figures| figures.most_mb)?;

        writeln!(
            f,
            "\nInstantiation           first answer, ms   each instance, ms    instances made"
        )?;
        for each in &self.instantiation {
            writeln!(
                f,
                "  {:<22} {:>14} {:>19} {:>17}",
                each.component,
                shown(Some(each.first_answer_ms)),
                shown(Some(each.mean_ms)),
                each.instances
            )?;
        }
        writeln!(f, "\nComponents, bytes before composition")?;
        for size in &self.components {
            writeln!(f, "  {:<22} {:>10}", size.component, size.bytes)?;
        }
        write_care_accounts(f, &self.care_accounts)?;
        write_desk(f, &self.desk)?;
        writeln!(
            f,
            "\nEvery 201 was looked for and found in the database: {} in the system's, {} in the native \
             server's",
            self.contacts_stored.system, self.contacts_stored.native
        )?;
        writeln!(f, "\nTargets")?;
        for target in &self.targets {
            writeln!(
                f,
                "  {:<42} {:<13} {:>8}  {}",
                target.what,
                target.wanted,
                shown(target.found),
                target.outcome
            )?;
        }
        Ok(())
    }
}

fn write_care_accounts(f: &mut fmt::Formatter<'_>, scale: &Scale) -> fmt::Result {
    writeln!(
        f,
        "\nCare accounts                           few       many"
    )?;
    let mut line = |name: &str, of: fn(&AtSize) -> Option<f64>| {
        let (small, large) = (of(&scale.small), of(&scale.large));
        writeln!(f, "  {name:<30} {:>10} {:>10}", shown(small), shown(large))
    };
    line("weeks", |size| Some(size.weeks as f64))?;
    line("import, weeks a second", |size| Some(size.weeks_per_second))?;
    line("import's memory at most, MB", |size| size.import_most_mb)?;
    line("a look at an account, p50, ms", |size| {
        Some(size.look.p50_ms)
    })?;
    line("a look at an account, p99, ms", |size| {
        Some(size.look.p99_ms)
    })?;
    writeln!(f, "  p99, many / few {:>36.2}", scale.p99_ratio)
}

fn write_desk(f: &mut fmt::Formatter<'_>, desk: &Desk) -> fmt::Result {
    writeln!(
        f,
        "\nThe desk                                  few       many"
    )?;
    let mut line = |name: &str, small: f64, large: f64| {
        writeln!(
            f,
            "  {name:<30} {:>10} {:>10}",
            shown(Some(small)),
            shown(Some(large))
        )
    };
    let (few, many) = (&desk.small, &desk.large);
    line("referrals", few.referrals as f64, many.referrals as f64)?;
    line("filled in, s", few.seconds, many.seconds)?;
    writeln!(
        f,
        "\n  p99, ms                               few       many     many / few"
    )?;
    for asked in &desk.asked {
        let growth = &asked.growth;
        writeln!(
            f,
            "  {:<30} {:>10} {:>10} {:>14.2}",
            asked.what,
            shown(Some(growth.small.p99_ms)),
            shown(Some(growth.large.p99_ms)),
            growth.p99_ratio
        )?;
    }
    Ok(())
}

fn write_comparison(f: &mut fmt::Formatter<'_>, comparison: &Comparison) -> fmt::Result {
    let mut title = String::new();
    let plural = if comparison.clients == 1 { "" } else { "s" };
    write!(
        title,
        "{}, {} client{plural}",
        comparison.what, comparison.clients
    )?;
    writeln!(f, "\n{title:<46} system     native      ratio")?;
    let line = |f: &mut fmt::Formatter<'_>, name: &str, of: fn(&Figures) -> f64| {
        writeln!(
            f,
            "  {name:<40} {:>10} {:>10} {:>10.2}",
            shown(Some(of(&comparison.system))),
            shown(Some(of(&comparison.native))),
            of(&comparison.ratio)
        )
    };
    line(f, "a second", |figures| figures.per_second)?;
    line(f, "p50, ms", |figures| figures.p50_ms)?;
    line(f, "p99, ms", |figures| figures.p99_ms)?;
    if comparison.ratio.processor_ms.is_none() {
        return Ok(());
    }
    line(f, "processor time of the server, ms", |figures| {
        figures.processor_ms.unwrap_or_default()
    })
}

/// Three digits or so of a figure.
fn shown(figure: Option<f64>) -> String {
    match figure {
        None => "-".to_owned(),
        Some(figure) if figure >= 100.0 => format!("{figure:.0}"),
        Some(figure) if figure >= 10.0 => format!("{figure:.1}"),
        Some(figure) => format!("{figure:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Asked, Filled};
    use crate::growth::Growth;

    fn figures(per_second: f64, p99_ms: f64) -> Figures {
        Figures {
            per_second,
            p50_ms: p99_ms / 2.0,
            p99_ms,
            processor_ms: None,
        }
    }

    fn outcomes(system: Figures, idle_mb: Option<f64>, bytes: u64) -> Vec<Outcome> {
        let comparison = |what| {
            let rounds = Rounds {
                system: vec![system],
                native: vec![figures(1000.0, 10.0)],
            };
            Comparison::of(what, 32, rounds).unwrap()
        };
        let memory = Memory {
            system: MemoryFigures {
                idle_mb,
                ..MemoryFigures::default()
            },
            native: MemoryFigures::default(),
        };
        let size = |component: &str, bytes, resident_facing| Size {
            component: component.to_owned(),
            bytes,
            resident_facing,
        };
        let components = [
            size("contact-forms", bytes, true),
            size("staff-desk", 9_000_000, false),
        ];
        let look = figures(1000.0, 1.0);
        let at_size = AtSize {
            accounts: 1,
            weeks: 50,
            import_seconds: 1.0,
            weeks_per_second: 50.0,
            import_most_mb: idle_mb,
            look,
        };
        let care_accounts = Scale {
            small: at_size,
            large: at_size,
            p99_ratio: 1.5,
        };
        let filled = Filled {
            referrals: 1,
            seconds: 1.0,
        };
        let asked = |what, p99_ratio| Asked {
            what,
            growth: Growth {
                small: look,
                large: look,
                p99_ratio,
            },
        };
        let desk = Desk {
            small: filled,
            large: filled,
            asked: vec![asked(desk::QUEUE_PAGE, 1.5), asked(desk::NEXT, 1.51)],
        };
        targets(
            &[comparison(SUBMISSIONS), comparison(SECOND_PAGE)],
            memory,
            &components,
            &care_accounts,
            &desk,
        )
        .iter()
        .map(|target| target.outcome)
        .collect()
    }

    #[test]
    fn exactly_on_target_is_met_where_at_least_is_wanted_and_missed_where_less_is() {
        use Outcome::{Met, Missed, NotMeasured};
        assert_eq!(
            outcomes(figures(500.0, 20.0), Some(149.9), 1_999_999),
            [Met, Met, Met, Met, Met, Met, Met, Met, Missed]
        );
        assert_eq!(
            outcomes(figures(299.0, 20.1), Some(150.0), 2_000_000),
            [
                Missed, Missed, Missed, Missed, Missed, Met, Met, Met, Missed
            ]
        );
        assert_eq!(
            outcomes(figures(400.0, 1.0), None, 1),
            [
                Missed,
                Met,
                Met,
                Met,
                NotMeasured,
                Met,
                NotMeasured,
                Met,
                Missed
            ]
        );
    }
}
