//! Where somebody tells that an adult may be at risk: here, or at a place that the authority names. On any
//! day exactly one of the two holds. What is not whole hands nobody over: then it is told here.

use serde::Deserialize;
use vocabulary::Date;

use super::Authority;

/// One way, and the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SafeguardingIntake {
    /// The first day, as `YYYY-MM-DD`; without one it always held.
    pub from: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// Who decided it, and where that can be read.
    pub source: String,
    /// The form of this front door takes it.
    #[serde(default)]
    pub here: bool,
    /// Somebody else takes it.
    pub handover: Option<Handover>,
}

/// Who takes it instead.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Handover {
    /// Who takes it, in words that do not give a reader away.
    pub name: String,
    pub url: String,
    #[serde(rename = "phone", default)]
    pub phones: Vec<ReportPhone>,
}

/// A number on which it is told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ReportPhone {
    /// When or for whom it is, such as `In opening hours`.
    pub purpose: String,
    /// As people write it.
    pub number: String,
    pub note: Option<String>,
    /// Where the number was published.
    pub source: String,
    /// The day on which somebody called it and it was right. Without one it is shown to nobody.
    pub verified: Option<String>,
}

impl SafeguardingIntake {
    pub(super) fn holds_on(&self, day: Date) -> bool {
        let date = |text: &Option<String>| text.as_deref().map(str::parse::<Date>);
        let begun = !matches!(date(&self.from), Some(from) if from.is_ok_and(|from| from > day));
        let ended =
            matches!(date(&self.until), Some(until) if until.is_ok_and(|until| until < day));
        begun && !ended
    }
}

impl Handover {
    /// The numbers that may be shown.
    pub fn verified_phones(&self) -> impl Iterator<Item = &ReportPhone> {
        self.phones.iter().filter(|phone| phone.verified.is_some())
    }

    /// It has an address that a browser opens safely, and a number that somebody has verified.
    pub(super) fn is_whole(&self) -> bool {
        self.url.starts_with("https://") && self.verified_phones().next().is_some()
    }
}

impl Authority {
    /// Who takes it instead of us on this day; none where it is told here.
    pub fn handover(&self, day: Date) -> Option<&Handover> {
        let mut holding = self
            .safeguarding_intake
            .iter()
            .filter(|intake| intake.holds_on(day));
        let (only, another) = (holding.next()?, holding.next());
        only.handover
            .as_ref()
            .filter(|handover| another.is_none() && !only.here && handover.is_whole())
    }
}
