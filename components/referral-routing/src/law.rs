//! What must hold for **every** rule set, whoever wrote it (contract, "What must hold for every rule
//! set"). These are named functions, not data: a rule file gives their words and nothing else, and its
//! rules come after them, so that none can outweigh them.

use places::{OtherAuthority, Standing};
use vocabulary::{About, Answer, Circumstance, Form, HarmSource, Need, Priority, Risk};

use crate::Ruleset;
use crate::case::Case;
use crate::decide::Draft;
use crate::fact::FactSet;

/// The ids of what always holds. A rule file has words for each, and no rule of its own so named.
pub const LAWS: [&str; 14] = [
    IMMEDIATE_DANGER,
    SAFEGUARDING_SIGN,
    CANNOT_WAIT,
    UNDER_18,
    CARING_FOR_A_CHILD,
    CHILD_MOVING_ON,
    CARERS_OWN_REQUEST,
    ANOTHER_AUTHORITY,
    STAYS_OURS,
    TELL_CHILDRENS_SERVICES,
    TELL_ORGANISATIONAL_SAFEGUARDING,
    OUTSIDE_WORKING_HOURS,
    OWN_AUTHORITY_EITHER_WAY,
    EVERYTHING_IS_LOOKED_AT,
];

const IMMEDIATE_DANGER: &str = "immediate-danger";
const SAFEGUARDING_SIGN: &str = "safeguarding-sign";
const CANNOT_WAIT: &str = "cannot-wait";
const UNDER_18: &str = "under-18";
const CARING_FOR_A_CHILD: &str = "caring-for-a-child";
const CHILD_MOVING_ON: &str = "caring-for-a-child-moving-to-adult-services";
const CARERS_OWN_REQUEST: &str = "carers-own-request";
const ANOTHER_AUTHORITY: &str = "another-authority";
const STAYS_OURS: &str = "stays-ours";
const TELL_CHILDRENS_SERVICES: &str = "tell-childrens-services";
const TELL_ORGANISATIONAL_SAFEGUARDING: &str = "tell-organisational-safeguarding";
const OUTSIDE_WORKING_HOURS: &str = "outside-working-hours";
const OWN_AUTHORITY_EITHER_WAY: &str = "carer-with-other-needs";
/// A planned boundary that nobody has confirmed.
pub const PLANNED_BOUNDARY: &str = "planned-boundary";
/// Words that came after rule files were published without them, and that a file may have of its own.
pub const LATER_WORDS: [(&str, &str); 1] = [(
    PLANNED_BOUNDARY,
    "Councils and their boundaries were planned to change before this day, and nobody has confirmed the change in our places. It stays here: a person must find out which council is responsible now.",
)];
/// When no other rule names a queue.
pub const EVERYTHING_IS_LOOKED_AT: &str = "everything-is-looked-at";

/// Whether a rule of this id would be taken for what always holds.
pub fn is_law(id: &str) -> bool {
    LAWS.contains(&id) || LATER_WORDS.iter().any(|(law, _)| *law == id)
}

/// Advice that law gives; a rule file has the words.
pub const CALL_999: &str = "call-999";
pub const ANOTHER_COUNCIL: &str = "another-council";
pub const ANOTHER_COUNCIL_TOO: &str = "another-council-too";

/// Every fact that what always holds reads, under this rule set's list of circumstances.
pub fn reads(ruleset: &Ruleset) -> FactSet {
    let always = FactSet::named(&[
        "form",
        "about",
        "date-of-birth",
        "age",
        "reporter-under-18",
        "postcode",
        "district",
        "needs",
        "risks",
        "at-risk",
        "harm-source",
        "cared-for-postcode",
        "cared-for-district",
        "cared-for-age",
        vocabulary::RECEIVED_AT,
    ]);
    let bearing = &ruleset.bears_on_residence;
    let circumstances = match bearing.is_empty() {
        true => FactSet::NONE,
        false => FactSet::named(&["circumstances"]),
    };
    let in_hospital = match bearing.contains(&Circumstance::InHospital) {
        true => FactSet::named(&["in-hospital"]),
        false => FactSet::NONE,
    };
    always.and(circumstances).and(in_hospital)
}

/// Applies everything that always holds, in the order in which one outweighs another.
pub fn apply<'a>(ruleset: &'a Ruleset, case: &Case<'a>, draft: &mut Draft<'a>) {
    immediate_danger(ruleset, case, draft);
    under_18(ruleset, case, draft);
    safeguarding_sign(ruleset, case, draft);
    cannot_wait(case, draft);
    caring_for_a_child(ruleset, case, draft);
    another_authority(ruleset, case, draft);
    planned_boundary(case, draft);
    carers_own_request(ruleset, case, draft);
    tell_childrens_services(ruleset, case, draft);
    tell_organisational_safeguarding(ruleset, case, draft);
    outside_working_hours(ruleset, case, draft);
}

/// Rule 4: an immediate danger is an emergency, the first advice says 999, and an adult's goes to
/// safeguarding triage.
fn immediate_danger<'a>(ruleset: &'a Ruleset, case: &Case<'a>, draft: &mut Draft<'a>) {
    if case.has_risk(Risk::ImmediateDanger) {
        if case.child.is_none() {
            draft.send_to(&ruleset.teams.safeguarding);
        }
        draft.at_least(Priority::Emergency);
        draft.advise(CALL_999, None);
        draft.because(IMMEDIATE_DANGER, None, FactSet::named(&["risks"]));
    }
}

/// Rule 7: somebody known to be under 18 goes to children's services.
fn under_18<'a>(ruleset: &'a Ruleset, case: &Case<'a>, draft: &mut Draft<'a>) {
    if let Some(says) = case.child {
        draft.send_to(&ruleset.teams.childrens_services);
        draft.because(UNDER_18, None, says);
    }
}

/// Rule 3: an adult with a safeguarding sign goes to safeguarding triage, at least urgent, wherever
/// the adult lives; out of area the advice names the other authority. Rule 7: a child's is urgent too.
fn safeguarding_sign<'a>(ruleset: &'a Ruleset, case: &Case<'a>, draft: &mut Draft<'a>) {
    if !case.has_safeguarding_sign() {
        return;
    }
    if case.child.is_none() {
        draft.send_to(&ruleset.teams.safeguarding);
    }
    draft.at_least(Priority::Urgent);
    draft.because(SAFEGUARDING_SIGN, None, case.safeguarding_facts());
    if let (Standing::Elsewhere(other), None) = (case.place.standing, case.child) {
        draft.advise(ANOTHER_COUNCIL_TOO, Some(other));
    }
}

/// Rule 10, and rule 7 for a child: some risks are at least urgent.
fn cannot_wait<'a>(case: &Case<'a>, draft: &mut Draft<'a>) {
    if case.has_rule_ten_sign() {
        draft.at_least(Priority::Urgent);
        draft.because(CANNOT_WAIT, None, FactSet::named(&["risks"]));
    }
}

/// Rule 7: an adult who cares for somebody under 18 goes to transitions when moving to adult services
/// is why they ask, else to children's services.
fn caring_for_a_child<'a>(ruleset: &'a Ruleset, case: &Case<'a>, draft: &mut Draft<'a>) {
    let cares_for_a_child = case.facts.cared_for_age.is_some_and(|age| age < 18);
    if case.child.is_some() || !cares_for_a_child {
        return;
    }
    if case.facts.needs.contains(&Need::MovingToAdultServices) {
        draft.send_to(&ruleset.teams.transitions);
        draft.because(
            CHILD_MOVING_ON,
            None,
            FactSet::named(&["needs", "cared-for-age"]),
        );
    } else {
        draft.send_to(&ruleset.teams.childrens_services);
        draft.because(CARING_FOR_A_CHILD, None, FactSet::named(&["cared-for-age"]));
    }
}

/// Rule 8: another authority's resident, only when the place is certain and nothing speaks against
/// it. Otherwise a person decides which council, and it stays here.
fn another_authority<'a>(ruleset: &'a Ruleset, case: &Case<'a>, draft: &mut Draft<'a>) {
    let (place, told) = case.shown_place_and_facts();
    let Standing::Elsewhere(other) = place.standing else {
        return;
    };
    if case.child.is_some() {
        return;
    }
    let residence = case.residence_facts(&ruleset.bears_on_residence);
    let pressing = case.pressing_facts();
    if residence != FactSet::NONE || pressing != FactSet::NONE {
        draft.because(STAYS_OURS, Some(other), told.and(residence).and(pressing));
    } else if let Some(facts) = may_be_ours_as_a_carer(case) {
        draft.because(OWN_AUTHORITY_EITHER_WAY, Some(other), told.and(facts));
    } else if draft.may_be_sent() {
        send_elsewhere(ruleset, other, told, draft);
    }
}

/// Rule 8: a boundary that nobody has confirmed makes no place certain, so a person decides. It names no
/// other council, because it may be wrong.
fn planned_boundary(case: &Case<'_>, draft: &mut Draft<'_>) {
    let (place, told) = case.shown_place_and_facts();
    if place.standing == Standing::Planned && case.child.is_none() {
        draft.because(PLANNED_BOUNDARY, None, told);
    }
}

fn send_elsewhere<'a>(
    ruleset: &'a Ruleset,
    other: &'a OtherAuthority,
    told: FactSet,
    draft: &mut Draft<'a>,
) {
    draft.send_elsewhere(&ruleset.teams.out_of_area, other);
    draft.advise(ANOTHER_COUNCIL, Some(other));
    draft.because(ANOTHER_AUTHORITY, Some(other), told);
}

/// Rule 6: a carer who has other needs too is ours if either place is. Where the person cared for
/// lives is not known to be elsewhere, it may be here.
fn may_be_ours_as_a_carer(case: &Case<'_>) -> Option<FactSet> {
    let facts = case.facts;
    let carer = case.asks_about_caring() || facts.form == Some(Form::CarerAssessment);
    if !carer || case.is_carers_own_request() {
        return None;
    }
    let for_somebody_else = facts.about == Some(About::SomeoneElse);
    let ours = match case.cared_for_place.standing {
        Standing::Ours | Standing::Planned => true,
        Standing::Elsewhere(_) => false,
        Standing::Uncertain => !for_somebody_else,
    };
    let asked = if case.asks_about_caring() {
        "needs"
    } else {
        "form"
    };
    ours.then(|| FactSet::named(&[asked]).and(case.cared_for_place_facts()))
}

/// Rule 6: a carer's own request goes to carers, by where the person cared for lives.
fn carers_own_request<'a>(ruleset: &'a Ruleset, case: &Case<'a>, draft: &mut Draft<'a>) {
    if case.is_carers_own_request() {
        draft.send_to(&ruleset.teams.carers);
        let read = case
            .present(&["needs", "about"])
            .and(case.cared_for_place_facts());
        draft.because(CARERS_OWN_REQUEST, None, read);
    }
}

/// Rule 7: a child at risk, or a reporter under 18, is made known to children's services.
fn tell_childrens_services<'a>(ruleset: &'a Ruleset, case: &Case<'a>, draft: &mut Draft<'a>) {
    let mut read = FactSet::NONE;
    if case.has_risk(Risk::ChildAtRisk) {
        read = read.and(FactSet::named(&["risks"]));
    }
    if case.facts.reporter_under_18 == Some(Answer::Yes) {
        read = read.and(FactSet::named(&["reporter-under-18"]));
    }
    if read != FactSet::NONE {
        draft.always_tell(&ruleset.teams.childrens_services);
        draft.because(TELL_CHILDRENS_SERVICES, None, read);
    }
}

/// Rule 11: harm by a care service, a paid worker or somebody in a position of trust.
fn tell_organisational_safeguarding<'a>(
    ruleset: &'a Ruleset,
    case: &Case<'a>,
    draft: &mut Draft<'a>,
) {
    let source = case.facts.harm_source;
    if matches!(
        source,
        Some(HarmSource::CareServiceOrPaidWorker | HarmSource::PositionOfTrust)
    ) {
        draft.always_tell(&ruleset.teams.organisational_safeguarding);
        draft.because(
            TELL_ORGANISATIONAL_SAFEGUARDING,
            None,
            FactSet::named(&["harm-source"]),
        );
    }
}

/// "Outside working hours a safeguarding sign or a rule-10 risk adds `also_tell: emergency-duty`."
fn outside_working_hours<'a>(ruleset: &'a Ruleset, case: &Case<'a>, draft: &mut Draft<'a>) {
    let pressing = case.pressing_facts();
    if !case.open && pressing != FactSet::NONE {
        draft.always_tell(&ruleset.teams.emergency_duty);
        let read = pressing.and(FactSet::named(&[vocabulary::RECEIVED_AT]));
        draft.because(OUTSIDE_WORKING_HOURS, None, read);
    }
}
