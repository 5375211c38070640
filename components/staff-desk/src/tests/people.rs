//! Made-up people whose contacts the tests work on. Telephone numbers are Ofcom's for drama.

use serde_json::json;
use vocabulary::{Decision, Destination, DestinationKind, Instant, Priority, Reason, RulesetId};

use crate::referral::{Answer, Entry, Event, FormVersion, Referral};
use crate::stores::Colleague;

pub const DORIS: &str = "ASC-7K2M-4XQD";
pub const AMIR: &str = "ASC-1B9C-2DTR";
pub const PAT: &str = "ASC-5H3N-8WVE";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub fn answer(question: &str, asked: &str, value: serde_json::Value, said: &str) -> Answer {
    Answer {
        question: question.to_owned(),
        asked: asked.to_owned(),
        value,
        said: said.to_owned(),
    }
}

fn decision(queue: &str, name: &str, priority: Priority, respond_by: Instant) -> Decision {
    Decision {
        queue: queue.to_owned(),
        priority,
        respond_by,
        locality: Some("mid".to_owned()),
        district: Some("chelmsford".to_owned()),
        destination: Destination {
            kind: DestinationKind::Team,
            id: queue.to_owned(),
            name: name.to_owned(),
        },
        also_tell: Vec::new(),
        advice: Vec::new(),
        reasons: vec![Reason {
            rule: "everyday-needs".to_owned(),
            because: "They need help with everyday things.".to_owned(),
            facts: vec!["needs".to_owned()],
        }],
        ruleset: RulesetId {
            id: "essex".to_owned(),
            version: 1,
        },
    }
}

fn referral(reference: &str, form: &str, received: &str, decision: Decision) -> Referral {
    Referral {
        entry: Entry {
            reference: reference.to_owned(),
            form: FormVersion {
                id: form.to_owned(),
                version: 1,
            },
            status: "received".to_owned(),
            queue: decision.queue.clone(),
            priority: decision.priority,
            respond_by: decision.respond_by,
            received_at: at(received),
            locality: decision.locality.clone(),
            assignee: None,
            name: None,
            needs: Vec::new(),
            risks: Vec::new(),
            safeguarding_sign: false,
            waiting_until: None,
            unanswered: 0,
            merged_into: None,
            needs_welfare_check: false,
            escalated: None,
        },
        etag: "1".to_owned(),
        channel: "web".to_owned(),
        answers: Vec::new(),
        decision,
        rule_ten_sign: false,
        about_someone_else: false,
        flags: Vec::new(),
        s42: None,
        outcome: None,
        restricted_to: Vec::new(),
        assessment: None,
        casework: casework::Casework::default(),
        also_here: Vec::new(),
        been_in: Vec::new(),
        merged_here: Vec::new(),
        timeline: vec![Event {
            at: at(received),
            who: "resident".to_owned(),
            what: "received".to_owned(),
            text: None,
        }],
    }
}

/// A neighbour is worried about Doris: a safeguarding concern.
pub fn doris() -> Referral {
    let mut decision = decision(
        "safeguarding-triage",
        "Safeguarding triage",
        Priority::Urgent,
        at("2026-12-01T12:15:00Z"),
    );
    decision.also_tell.push(Destination {
        kind: DestinationKind::Team,
        id: "organisational-safeguarding".to_owned(),
        name: "Organisational safeguarding".to_owned(),
    });
    decision.reasons = vec![Reason {
        rule: "safeguarding-sign".to_owned(),
        because: "Somebody may be causing harm to this person, so it goes to safeguarding triage."
            .to_owned(),
        facts: vec!["form".to_owned(), "risks".to_owned()],
    }];
    let mut doris = referral(
        DORIS,
        "safeguarding-concern",
        "2026-11-30T16:45:00Z",
        decision,
    );
    doris.entry.name = Some("Doris Okafor-Whitby".to_owned());
    doris.entry.risks = vec![
        "abuse-or-neglect".to_owned(),
        "left-alone-unsafe".to_owned(),
    ];
    doris.entry.needs = vec!["memory".to_owned()];
    doris.entry.safeguarding_sign = true;
    doris.rule_ten_sign = true;
    doris.about_someone_else = true;
    doris.answers = vec![
        answer(
            "risks",
            "What are you worried about?",
            json!(["abuse-or-neglect", "left-alone-unsafe"]),
            "Somebody is hurting them or not looking after them, They are left alone and are not safe",
        ),
        answer(
            "narrative",
            "Tell us in your own words",
            json!(
                "Her carer shouts at her. I have seen bruises on both arms.\nShe cried when I asked."
            ),
            "Her carer shouts at her. I have seen bruises on both arms.\nShe cried when I asked.",
        ),
        answer(
            "given-name",
            "What is their first name?",
            json!("Doris"),
            "Doris",
        ),
        answer(
            "family-name",
            "What is their last name?",
            json!("Okafor-Whitby"),
            "Okafor-Whitby",
        ),
        answer(
            "date-of-birth",
            "What is their date of birth?",
            json!("1941-03"),
            "March 1941",
        ),
        answer(
            "safe-contact",
            "How can we contact them safely?",
            json!({"ways": [
            {"kind": "phone", "safe": "no", "voicemail": "no"},
            {"kind": "face-to-face", "safe": "yes", "times": "Tuesday mornings, when the carer is out"}],
            "say-we-are": "the library"}),
            "Not by phone. Face to face: yes, Tuesday mornings.",
        ),
        answer(
            "communication-needs",
            "Does she need help to understand or be understood?",
            json!(["hearing-aid"]),
            "She wears a hearing aid",
        ),
        answer(
            "person-knows",
            "Do they know that you are telling us?",
            json!("not-safe-to-ask"),
            "It is not safe to ask",
        ),
        answer("your-given-name", "Your first name", json!("Lena"), "Lena"),
        answer(
            "your-phone",
            "Your phone number",
            json!("01632 960123"),
            "01632 960123",
        ),
    ];
    doris
}

/// Doris, whose son lives with her, reads her post and answers her telephone.
pub fn watched() -> Referral {
    let mut watched = doris();
    watched
        .answers
        .retain(|answer| answer.question != "safe-contact");
    watched.answers.extend([
        answer(
            "harm-source",
            "Who may be causing harm?",
            json!("partner-or-family"),
            "A partner or relative",
        ),
        answer(
            "harm-who",
            "Who is it, if you know?",
            json!("Her son Craig"),
            "Her son Craig",
        ),
        answer(
            "harm-lives-with",
            "Do they live together?",
            json!("yes"),
            "Yes",
        ),
        answer(
            "harm-reads-messages",
            "Could they read messages or hear calls?",
            json!("yes"),
            "Yes",
        ),
        answer(
            "phone",
            "Phone number",
            json!("01632 960789"),
            "01632 960789",
        ),
        answer(
            "safe-contact",
            "What is safe",
            json!({"ways": [{"kind": "phone", "safe": "no"}, {"kind": "email", "safe": "yes"}]}),
            "Not by phone. Email: yes.",
        ),
        answer("district", "Area", json!("basildon"), "Basildon"),
        answer(
            "circumstances",
            "Is any of this true now?",
            json!(["care-home-or-supported-living"]),
            "Living in a care home or in supported living",
        ),
        answer("your-safe", "Is it safe to call you?", json!("no"), "No"),
    ]);
    watched
}

/// Amir asks for help for himself.
pub fn amir() -> Referral {
    let mut amir = referral(
        AMIR,
        "adult-contact",
        "2026-11-27T09:00:00Z",
        decision(
            "locality-mid",
            "Mid locality",
            Priority::Standard,
            at("2026-12-04T16:30:00Z"),
        ),
    );
    amir.entry.name = Some("Amir Haddad".to_owned());
    amir.entry.needs = vec!["personal-care".to_owned(), "mobility-falls".to_owned()];
    amir.entry.assignee = Some("sam.patel".to_owned());
    amir.entry.status = "being-looked-at".to_owned();
    amir.answers = vec![
        answer("about", "Who is this for?", json!("self"), "Me"),
        answer(
            "phone",
            "Your phone number",
            json!("01632 960456"),
            "01632 960456",
        ),
    ];
    amir
}

/// Pat is in danger, and nobody has claimed it.
pub fn pat() -> Referral {
    let mut pat = referral(
        PAT,
        "adult-contact",
        "2026-12-01T09:30:00Z",
        decision(
            "safeguarding-triage",
            "Safeguarding triage",
            Priority::Emergency,
            at("2026-12-01T10:30:00Z"),
        ),
    );
    pat.entry.risks = vec!["immediate-danger".to_owned()];
    pat.entry.safeguarding_sign = false;
    pat.rule_ten_sign = true;
    pat
}

/// Those who work at the desk.
pub fn colleagues() -> Vec<Colleague> {
    let colleague = |username: &str, display_name: &str, roles: &[&str]| Colleague {
        username: username.to_owned(),
        display_name: display_name.to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
    };
    vec![
        colleague("ann.begum", "Ann Begum", &["adviser"]),
        colleague("sam.patel", "Sam Patel", &["senior"]),
        colleague("jo.marsh", "Jo Marsh", &["adviser", "safeguarding"]),
        colleague("di.west", "Di West", &["administrator"]),
        colleague("des.hall", "Des Hall", &["service-designer"]),
        colleague("fay.cole", "Fay Cole", &["service-designer"]),
        colleague("mo.khan", "Mo Khan", &["manager"]),
    ]
}
