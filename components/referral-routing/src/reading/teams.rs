//! Reads the teams, and makes sure that those which law names are there.

use std::collections::BTreeMap;

use toml_reader::Section;
use vocabulary::{DestinationKind, QUEUES, queue};

use crate::decide::locality_queue;
use crate::ruleset::{Team, Teams};

/// Reads the teams. `localities` are the ids that the places have, when they could be read.
pub fn read(root: &Section<'_, '_>, localities: Option<&[String]>) -> Option<Teams> {
    let ledger = root.ledger();
    let known = known_queues(localities);
    let mut by_id: BTreeMap<String, Team> = BTreeMap::new();
    for section in root.sections("team", &["id", "name", "kind"]) {
        let (Some(id), Some(name)) = (section.needed_text("id"), section.needed_text("name"))
        else {
            continue;
        };
        if !known.contains(&id.value) {
            ledger.note_unknown(
                id.line,
                "The queue",
                &id.value,
                known.iter().map(String::as_str),
            );
        }
        let kind = read_kind(&section, &id.value);
        let team = Team {
            id: id.value.clone(),
            name: name.value,
            kind,
        };
        if by_id.insert(id.value.clone(), team).is_some() {
            let message = format!("The team `{}` stands twice", id.value);
            ledger.note(id.line, message, "Keep one of them.");
        }
    }
    for locality in localities.unwrap_or_default() {
        let id = locality_queue(locality);
        if !by_id.contains_key(&id) {
            missing(root, &id, "A locality of the places has no team");
        }
    }
    let law = |id: &str| {
        let team = by_id.get(id).cloned();
        if team.is_none() {
            missing(root, id, "What always holds sends contacts to this team");
        }
        team
    };
    let (general, safeguarding) = (law(queue::ASCC_GENERAL), law(queue::SAFEGUARDING_TRIAGE));
    let organisational_safeguarding = law(queue::ORGANISATIONAL_SAFEGUARDING);
    let (emergency_duty, carers) = (law(queue::EMERGENCY_DUTY), law(queue::CARERS));
    let (transitions, out_of_area) = (law(queue::TRANSITIONS), law(queue::OUT_OF_AREA));
    let childrens_services = law(queue::CHILDRENS_SERVICES);
    Some(Teams {
        general: general?,
        safeguarding: safeguarding?,
        organisational_safeguarding: organisational_safeguarding?,
        emergency_duty: emergency_duty?,
        carers: carers?,
        transitions: transitions?,
        childrens_services: childrens_services?,
        out_of_area: out_of_area?,
        by_id,
    })
}

/// The queues of the contract, and one for each locality.
fn known_queues(localities: Option<&[String]>) -> Vec<String> {
    let mut known: Vec<String> = QUEUES.iter().map(|(id, _)| (*id).to_owned()).collect();
    for locality in localities.unwrap_or_default() {
        let id = locality_queue(locality);
        if !known.contains(&id) {
            known.push(id);
        }
    }
    known
}

/// Children's services are of their own kind, whatever the file says nothing about.
fn read_kind(section: &Section<'_, '_>, id: &str) -> DestinationKind {
    let children = id == queue::CHILDRENS_SERVICES;
    let kind = match section.text("kind") {
        None if children => DestinationKind::Children,
        None => DestinationKind::Team,
        Some(kind) => match kind.value.as_str() {
            "team" => DestinationKind::Team,
            "partner" => DestinationKind::Partner,
            "children" => DestinationKind::Children,
            other => {
                let known = ["team", "partner", "children"];
                section
                    .ledger()
                    .note_unknown(kind.line, "The kind", other, known);
                return DestinationKind::Team;
            }
        },
    };
    if children && kind != DestinationKind::Children {
        section.ledger().note(
            section.line(),
            "Children's services are of the kind `children`, by the contract",
            "Write kind = \"children\", or leave it out.",
        );
    }
    kind
}

fn missing(root: &Section<'_, '_>, id: &str, why: &str) {
    root.ledger().note(
        root.line(),
        format!("{why}, and it is missing: `{id}`"),
        format!("Add a [[team]] with id = \"{id}\" and a name."),
    );
}
