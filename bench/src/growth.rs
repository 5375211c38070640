//! The same question asked at two sites, of which one holds far more than the other, in turn: what it costs that
//! a site has grown.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use serde::Serialize;

use crate::figures::{Figures, median, median_figures};
use crate::load::{self, Work};
use crate::run::Plan;

/// How many ask at once.
const AT_ONCE: usize = 4;

/// How long people waited at either size.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Growth {
    pub small: Figures,
    pub large: Figures,
    /// The large p99 divided by the small one, the median over the rounds.
    pub p99_ratio: f64,
}

/// A site, and what it is asked.
pub struct Asked<'a> {
    pub address: SocketAddr,
    pub work: &'a Arc<Work>,
}

impl Asked<'_> {
    async fn measure(&self, long: Duration) -> anyhow::Result<Figures> {
        let driven = load::drive(self.address, self.work, AT_ONCE, long).await?;
        driven.stretch.figures().context("nothing was answered")
    }
}

/// Asks the small site and the large one, round by round. Whoever had nothing to do while the other was asked is
/// warmed up first.
pub async fn measure(plan: &Plan, small: Asked<'_>, large: Asked<'_>) -> anyhow::Result<Growth> {
    let (mut few, mut many) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        for (asked, figures) in [(&small, &mut few), (&large, &mut many)] {
            asked.measure(plan.stretch / 4).await?;
            figures.push(asked.measure(plan.stretch).await?);
        }
    }
    let ratios = few
        .iter()
        .zip(&many)
        .map(|(few, many)| many.p99_ms / few.p99_ms);
    Ok(Growth {
        p99_ratio: median(ratios.collect()).context("nothing was measured")?,
        small: median_figures(&few).context("nothing was measured")?,
        large: median_figures(&many).context("nothing was measured")?,
    })
}
