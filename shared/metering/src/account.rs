//! What is metered: the policy, the weeks and the indexations of one account.

use vocabulary::{AgainstCharge, ArrangedBy, CareSetting, Date, Rounding};

use crate::{Pence, Percent};

/// What a scheme would count, and how. Parameters of a design that was never in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Care Act 2014 s15(4). It may be nothing, as was meant for those with eligible needs at 18.
    pub cap: Pence,
    /// What a week's food, heating and the like are taken to cost (s15(8)).
    pub daily_living_weekly: Pence,
    /// Where daily living costs are taken off.
    pub daily_living_settings: Vec<CareSetting>,
    pub round: Rounding,
    pub dlc_against_charge: AgainstCharge,
    /// No week that begins before this day counts.
    pub scheme_start: Option<Date>,
}

/// One week of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// A Monday.
    pub week_starting: Date,
    pub arranged_by: ArrangedBy,
    pub setting: CareSetting,
    /// The personal budget, or the independent personal budget (s26, s28): what the care would cost the
    /// council. None where there was neither.
    pub budget: Option<Pence>,
    /// What the council charged the adult.
    pub charged: Pence,
    /// What the adult paid. It never counts.
    pub paid: Pence,
}

/// A change of the cap with average earnings (s16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Indexation {
    pub date: Date,
    pub percent: Percent,
}

/// Where somebody starts who moved here: what the council before had counted (s37 and s38 as designed).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BroughtForward {
    /// The day that the figure was of, at its beginning: no indexation of that day is in it.
    pub date: Date,
    pub accrued: Pence,
}

/// Everything that the meter needs. The order of weeks and indexations means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub policy: Policy,
    pub weeks: Vec<Week>,
    pub indexations: Vec<Indexation>,
    pub brought_forward: Option<BroughtForward>,
    /// The day that the account is looked at.
    pub as_at: Date,
}
