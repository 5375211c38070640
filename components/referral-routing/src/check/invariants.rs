//! The eleven sentences of the contract under "What must hold for every rule set", as judges of one
//! decision. They read the facts for themselves: a mistake in the engine must not excuse itself here.

use places::{OtherAuthority, Place, Standing};
use vocabulary::{
    About, Answer, Circumstance, Date, Decision, DestinationKind, Facts, HarmSource, Instant, Need,
    PartialDate, Priority, QUEUES, Risk,
};
use working_calendar::local_date;

use crate::Ruleset;
use crate::case::Case;

/// A decision, and what it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub ruleset: &'a Ruleset,
    pub facts: &'a Facts,
    pub received: Instant,
    pub decision: &'a Decision,
}

/// One sentence of the contract.
#[derive(Clone, Copy, Debug)]
pub struct Invariant {
    /// Its number in the contract.
    pub number: u8,
    /// Its words, in short.
    pub says: &'static str,
    pub holds: fn(&Seen<'_>) -> Result<(), String>,
}

/// All of them, by number.
pub const ALL: [Invariant; 11] = [
    Invariant {
        number: 1,
        says: "every set of facts gets exactly one queue",
        holds: total,
    },
    Invariant {
        number: 2,
        says: "deterministic, whatever the order",
        holds: deterministic,
    },
    Invariant {
        number: 3,
        says: "an adult with a safeguarding sign goes to safeguarding triage",
        holds: safeguarding_sign,
    },
    Invariant {
        number: 4,
        says: "immediate danger is an emergency, and the first advice says 999",
        holds: immediate_danger,
    },
    Invariant {
        number: 5,
        says: "nobody is refused, closed or sent away for what is not known",
        holds: nobody_refused,
    },
    Invariant {
        number: 6,
        says: "a carer's own request goes by where the person cared for lives",
        holds: carers_own_request,
    },
    Invariant {
        number: 7,
        says: "somebody known to be under 18 goes to children's services",
        holds: under_18,
    },
    Invariant {
        number: 8,
        says: "out of area only when the place is certain",
        holds: out_of_area,
    },
    Invariant {
        number: 9,
        says: "every rule that applied is in reasons, which is never empty",
        holds: reasons,
    },
    Invariant {
        number: 10,
        says: "some risks are at least urgent and never out of area",
        holds: rule_ten,
    },
    Invariant {
        number: 11,
        says: "harm by paid or trusted people is made known",
        holds: harm_source,
    },
];

const SIGNS: [Risk; 4] = [
    Risk::AbuseOrNeglect,
    Risk::SelfNeglect,
    Risk::DomesticAbuse,
    Risk::Exploitation,
];

const RULE_TEN: [Risk; 9] = [
    Risk::ImmediateDanger,
    Risk::LeftAloneUnsafe,
    Risk::NoFoodHeatMedication,
    Risk::CarerBreakdown,
    Risk::SelfHarmOrSuicide,
    Risk::MissingPerson,
    Risk::CareNotTurningUp,
    Risk::HomelessTonight,
    Risk::ChildAtRisk,
];

type Verdict = Result<(), String>;

fn must(holds: bool, otherwise: impl FnOnce() -> String) -> Verdict {
    if holds { Ok(()) } else { Err(otherwise()) }
}

impl<'a> Seen<'a> {
    fn today(&self) -> Date {
        local_date(self.received)
    }

    fn has_sign(&self) -> bool {
        SIGNS.iter().any(|risk| self.facts.risks.contains(risk))
            || self.facts.at_risk == Some(Answer::Yes)
            || self
                .facts
                .form
                .is_some_and(|form| form.id() == "safeguarding-concern")
    }

    fn has_rule_ten(&self) -> bool {
        RULE_TEN.iter().any(|risk| self.facts.risks.contains(risk))
    }

    /// Known to be under 18, day by day: no possible birthday makes an adult, and no age does.
    fn is_child(&self) -> bool {
        let today = self.today();
        let eighteen = |born: PartialDate| {
            let day = born.earliest();
            // Whoever was born on or before this day eighteen years ago is an adult today.
            let years = i32::from(today.year()) - i32::from(day.year());
            years > 18 || (years == 18 && (day.month(), day.day()) <= (today.month(), today.day()))
        };
        let born = self
            .facts
            .date_of_birth
            .filter(|born| born.earliest() <= today);
        let young_by_birth = born.map(|born| !eighteen(born));
        let old_by_birth = born.is_some_and(|born| eighteen(PartialDate::from(born.latest())));
        let young_by_age = self.facts.age.map(|age| age < 18);
        (young_by_birth == Some(true) && young_by_age != Some(false))
            || (young_by_age == Some(true) && !old_by_birth)
    }

    fn is_adult(&self) -> bool {
        !self.is_child()
    }

    fn place(&self) -> Place<'a> {
        let facts = self.facts;
        let places = self.ruleset.places();
        places.place(
            facts.district.as_deref(),
            facts.postcode.as_deref(),
            self.today(),
        )
    }

    fn cared_for_place(&self) -> Place<'a> {
        let facts = self.facts;
        let (district, postcode) = (&facts.cared_for_district, &facts.cared_for_postcode);
        self.ruleset
            .places()
            .place(district.as_deref(), postcode.as_deref(), self.today())
    }

    fn asks_about_caring(&self) -> bool {
        self.facts.needs.contains(&Need::CaringRole)
            || self.facts.needs.contains(&Need::BreakFromCaring)
    }

    fn is_carers_own(&self) -> bool {
        let besides = self.facts.needs.iter().filter(|need| {
            !matches!(
                need,
                Need::CaringRole | Need::BreakFromCaring | Need::InformationOnly
            )
        });
        self.asks_about_caring()
            && besides.count() == 0
            && self.facts.about != Some(About::SomeoneElse)
    }

    /// Caring for somebody under 18, as an adult.
    fn cares_for_child(&self) -> bool {
        self.is_adult() && self.facts.cared_for_age.is_some_and(|age| age < 18)
    }

    fn tells(&self, id: &str) -> bool {
        self.decision.also_tell.iter().any(|told| told.id == id)
    }

    fn goes_to(&self, queue: &str) -> Verdict {
        must(self.decision.queue == queue, || {
            format!("it goes to `{}` and not to `{queue}`", self.decision.queue)
        })
    }

    fn at_least(&self, priority: Priority) -> Verdict {
        must(self.decision.priority >= priority, || {
            format!("it is `{}`, less than `{priority}`", self.decision.priority)
        })
    }

    fn names_in_advice(&self, other: &OtherAuthority) -> bool {
        self.decision
            .advice
            .iter()
            .any(|advice| advice.text.contains(&other.name) || advice.title.contains(&other.name))
    }
}

fn elsewhere<'p>(place: Place<'p>) -> Option<&'p OtherAuthority> {
    match place.standing {
        Standing::Elsewhere(other) => Some(other),
        _ => None,
    }
}

fn total(seen: &Seen<'_>) -> Verdict {
    let decision = seen.decision;
    let locality = |id: &str| {
        seen.ruleset
            .places()
            .all_localities()
            .any(|locality| id == format!("locality-{}", locality.id))
    };
    let known = QUEUES.iter().any(|(id, _)| *id == decision.queue) || locality(&decision.queue);
    must(known, || format!("`{}` is no queue", decision.queue))?;
    let elsewhere = decision.destination.kind == DestinationKind::OtherAuthority;
    must(
        elsewhere || decision.destination.id == decision.queue,
        || "the destination is not the team of the queue".to_owned(),
    )?;
    must(
        decision.respond_by > seen.received || seen.received == Instant::LATEST,
        || "it is due before it came".to_owned(),
    )
}

fn deterministic(seen: &Seen<'_>) -> Verdict {
    let mut list = seen.facts.to_list();
    list.reverse();
    for (_, value) in &mut list {
        if let vocabulary::FactValue::Several(words) = value {
            words.reverse();
        }
    }
    let turned = Facts::from_list(list);
    let again = seen.ruleset.decide(&turned, seen.received);
    must(again == *seen.decision, || {
        "the order of the facts changes the decision".to_owned()
    })
}

fn safeguarding_sign(seen: &Seen<'_>) -> Verdict {
    if !seen.has_sign() || seen.is_child() {
        return Ok(());
    }
    seen.goes_to("safeguarding-triage")?;
    seen.at_least(Priority::Urgent)?;
    match elsewhere(seen.place()) {
        Some(other) => must(seen.names_in_advice(other), || {
            format!("no advice names {}", other.name)
        }),
        None => Ok(()),
    }
}

fn immediate_danger(seen: &Seen<'_>) -> Verdict {
    if !seen.facts.risks.contains(&Risk::ImmediateDanger) {
        return Ok(());
    }
    seen.at_least(Priority::Emergency)?;
    let first = seen.decision.advice.first();
    must(
        first.is_some_and(|first| first.text.contains("999")),
        || "the first advice does not say 999".to_owned(),
    )?;
    if seen.is_adult() {
        seen.goes_to("safeguarding-triage")
    } else {
        Ok(())
    }
}

fn nobody_refused(seen: &Seen<'_>) -> Verdict {
    let decision = seen.decision;
    must(
        !decision.queue.is_empty() && !decision.destination.name.is_empty(),
        || "nobody receives it".to_owned(),
    )?;
    // Leaving out money, place and whether we know somebody never sends them away.
    let mut less = seen.facts.clone();
    less.needs.remove(&Need::MoneyCharging);
    less.known_to_us = None;
    (less.postcode, less.district) = (None, None);
    (less.cared_for_postcode, less.cared_for_district) = (None, None);
    let without = seen.ruleset.decide(&less, seen.received);
    must(without.queue != "out-of-area", || {
        "it is sent away without any place".to_owned()
    })
}

fn carers_own_request(seen: &Seen<'_>) -> Verdict {
    if !seen.is_carers_own() {
        return Ok(());
    }
    let place = seen.cared_for_place();
    must(seen.decision.locality.as_deref() == place.locality, || {
        "the locality is not that of the person cared for".to_owned()
    })?;
    must(seen.decision.district.as_deref() == place.district, || {
        "the district is not that of the person cared for".to_owned()
    })?;
    let outweighed = seen.is_child() || seen.has_sign() || seen.cares_for_child();
    let danger = seen.facts.risks.contains(&Risk::ImmediateDanger);
    if outweighed || danger {
        return Ok(());
    }
    if elsewhere(place).is_some() && seen.decision.queue == "out-of-area" {
        return Ok(());
    }
    seen.goes_to("carers")
}

fn under_18(seen: &Seen<'_>) -> Verdict {
    let facts = seen.facts;
    if seen.is_child() {
        seen.goes_to("childrens-services")?;
        if seen.has_sign() || seen.has_rule_ten() {
            seen.at_least(Priority::Urgent)?;
        }
    } else if seen.cares_for_child()
        && !seen.has_sign()
        && !facts.risks.contains(&Risk::ImmediateDanger)
    {
        let moving = facts.needs.contains(&Need::MovingToAdultServices);
        seen.goes_to(if moving {
            "transitions"
        } else {
            "childrens-services"
        })?;
    }
    if seen.decision.queue == "childrens-services" {
        must(
            seen.decision.destination.kind == DestinationKind::Children,
            || "children's services are not of the kind `children`".to_owned(),
        )?;
    }
    let tell =
        facts.risks.contains(&Risk::ChildAtRisk) || facts.reporter_under_18 == Some(Answer::Yes);
    must(!tell || seen.tells("childrens-services"), || {
        "children's services are not told".to_owned()
    })
}

fn out_of_area(seen: &Seen<'_>) -> Verdict {
    let decision = seen.decision;
    let sent = decision.queue == "out-of-area";
    let of_kind = decision.destination.kind == DestinationKind::OtherAuthority;
    must(sent == of_kind, || {
        "queue and kind of destination contradict each other".to_owned()
    })?;
    let place = if seen.is_carers_own() {
        seen.cared_for_place()
    } else {
        seen.place()
    };
    let Some(other) = elsewhere(place) else {
        return must(!sent, || {
            "it is sent away though the place is not certain".to_owned()
        });
    };
    let pressing = seen.has_sign() || seen.has_rule_ten();
    let in_hospital = seen.facts.in_hospital == Some(Answer::Yes);
    let bears =
        |circumstance: &Circumstance| seen.ruleset.bears_on_residence.contains(circumstance);
    let residence = in_hospital || seen.facts.circumstances.iter().any(bears);
    if sent {
        must(!pressing, || {
            "it is sent away with a sign or a risk".to_owned()
        })?;
        must(seen.is_adult(), || "a child is sent away".to_owned())?;
        must(decision.destination.name == other.name, || {
            "another name than the council's".to_owned()
        })?;
        must(!seen.facts.circumstances.iter().any(bears), || {
            "it is sent away though a circumstance bears on residence".to_owned()
        })
    } else {
        // With nothing against it, another authority's resident does get there.
        let stays = pressing || residence || seen.is_child() || seen.cares_for_child();
        let carer = seen.asks_about_caring()
            || seen
                .facts
                .form
                .is_some_and(|form| form.id() == "carer-assessment");
        must(stays || (carer && !seen.is_carers_own()), || {
            "another authority's resident stays here without a reason".to_owned()
        })
    }
}

fn reasons(seen: &Seen<'_>) -> Verdict {
    must(!seen.decision.reasons.is_empty(), || {
        "there is no reason".to_owned()
    })?;
    for reason in &seen.decision.reasons {
        must(
            !reason.because.is_empty() && !reason.because.contains('{'),
            || format!("the reason `{}` has no words", reason.rule),
        )?;
        for fact in &reason.facts {
            must(
                fact == vocabulary::RECEIVED_AT || seen.facts.is_present(fact),
                || {
                    format!(
                        "the reason `{}` names `{fact}`, which nobody gave",
                        reason.rule
                    )
                },
            )?;
        }
    }
    let case = Case::read(seen.ruleset, seen.facts, seen.received);
    for rule in seen.ruleset.rules() {
        let told = seen
            .decision
            .reasons
            .iter()
            .any(|reason| reason.rule == rule.id);
        must(told == rule.when.holds(&case).is_some(), || {
            format!(
                "the rule `{}` applied and is no reason, or the other way round",
                rule.id
            )
        })?;
    }
    let placeholder =
        |advice: &vocabulary::Advice| advice.text.contains('{') || advice.title.contains('{');
    must(!seen.decision.advice.iter().any(placeholder), || {
        "an advice has a gap".to_owned()
    })
}

fn rule_ten(seen: &Seen<'_>) -> Verdict {
    if !seen.has_rule_ten() || seen.is_child() {
        return Ok(());
    }
    seen.at_least(Priority::Urgent)?;
    must(seen.decision.queue != "out-of-area", || {
        "it is sent to another council".to_owned()
    })
}

fn harm_source(seen: &Seen<'_>) -> Verdict {
    let source = seen.facts.harm_source;
    let tell = matches!(
        source,
        Some(HarmSource::CareServiceOrPaidWorker | HarmSource::PositionOfTrust)
    );
    must(!tell || seen.tells("organisational-safeguarding"), || {
        "organisational safeguarding is not told".to_owned()
    })?;
    // "Outside working hours a safeguarding sign or a rule-10 risk adds `also_tell: emergency-duty`."
    let pressing = seen.has_sign() || seen.has_rule_ten();
    let closed = !seen.ruleset.calendar().is_open(seen.received);
    must(
        !(pressing && closed) || seen.tells("emergency-duty"),
        || "the Emergency Duty Service is not told".to_owned(),
    )
}
