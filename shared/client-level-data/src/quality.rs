//! How good many rows are: for each heading, how many cells pass or fail, with references to look at.

use crate::headings::Heading;
use crate::row::Row;
use crate::verdict::{Requirement, Verdict};

/// How many references are kept of each verdict that fails.
pub const MOST_EXAMPLES: usize = 5;

/// What became of the cells under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingQuality {
    pub heading: Heading,
    requirements: [u32; 4],
    verdicts: [u32; 6],
    /// A verdict that fails, and whose row it was: by reference, and nothing else of them.
    pub examples: Vec<(Verdict, String)>,
}

/// What became of all cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quality {
    pub rows: u32,
    /// Closed contacts that say of nobody whom they are about, which are no requests.
    pub nobody_named: u32,
    pub headings: Vec<HeadingQuality>,
}

impl Default for Quality {
    fn default() -> Self {
        let of = |heading| HeadingQuality {
            heading,
            requirements: [0; 4],
            verdicts: [0; 6],
            examples: Vec::new(),
        };
        Self {
            rows: 0,
            nobody_named: 0,
            headings: Heading::ALL.into_iter().map(of).collect(),
        }
    }
}

impl Quality {
    /// Counts a row.
    pub fn add(&mut self, row: &Row) {
        self.rows += 1;
        for of in &mut self.headings {
            of.add(row);
        }
    }

    /// How many cells have a verdict.
    #[must_use]
    pub fn cells(&self, verdict: Verdict) -> u64 {
        self.headings
            .iter()
            .map(|of| u64::from(of.cells(verdict)))
            .sum()
    }
}

impl HeadingQuality {
    fn add(&mut self, row: &Row) {
        if let Some(count) = self
            .requirements
            .get_mut(row.requirement(self.heading) as usize)
        {
            *count += 1;
        }
        let verdict = row.verdict(self.heading);
        if let Some(count) = self.verdicts.get_mut(verdict as usize) {
            *count += 1;
            let kept = self
                .examples
                .iter()
                .filter(|(of, _)| *of == verdict)
                .count();
            if verdict.is_failed() && kept < MOST_EXAMPLES {
                let reference = row.cell(Heading::EventReference).to_owned();
                self.examples.push((verdict, reference));
            }
        }
    }

    /// How many cells have a verdict.
    #[must_use]
    pub fn cells(&self, verdict: Verdict) -> u32 {
        self.verdicts
            .get(verdict as usize)
            .copied()
            .unwrap_or_default()
    }

    /// In how many rows it was required in this way.
    #[must_use]
    pub fn required(&self, requirement: Requirement) -> u32 {
        self.requirements
            .get(requirement as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Whether any cell fails.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        Verdict::ALL
            .into_iter()
            .any(|verdict| verdict.is_failed() && self.cells(verdict) > 0)
    }
}
