//! A store of its own for each test, the people who work on it, and contacts to put into it.

use case_store::model::{
    Actor, Answer, Change, FormVersion, Idempotency, LimbFinding, Person, Receipt, Referral,
    S42Decision, SentDraft, Submission,
};
use case_store::{Fault, Keys, Refusal, Store};
use database::native::{NativeConnection, Pool, finish};
use sealing::SystemRandomness;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use vocabulary::{
    Decision, Destination, DestinationKind, FactValue, Instant, Priority, Reason, RulesetId,
};

/// 24 December 2026, 16:00 in London.
pub const NOW: i64 = 1_798_128_000;
pub const DAY: i64 = 86_400;
pub const SEALING: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
pub const INDEX: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
pub const OTHER_KEY: &str = "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=";

pub type NativeStore = Store<NativeConnection>;

/// A database of its own in a folder of its own, removed at the end.
pub struct Cases {
    pub folder: PathBuf,
    pub pool: Pool,
    pub keys: Arc<Keys>,
}

impl Cases {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("case-store-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let cases = Self {
            pool: Pool::new(folder.join("cases.db")),
            keys: Arc::new(Keys::read(SEALING, "", INDEX).unwrap()),
            folder,
        };
        cases.opened_with(SEALING, "", INDEX).unwrap();
        cases
    }

    /// Starts the store again, with these keys.
    pub fn opened_with(&self, sealing: &str, old: &str, index: &str) -> Result<NativeStore, Fault> {
        let keys = Arc::new(Keys::read(sealing, old, index)?);
        done(Store::open(self.connection(), keys, SystemRandomness))
    }

    pub fn store(&self) -> NativeStore {
        Store::on(self.connection(), Arc::clone(&self.keys), SystemRandomness)
    }

    pub fn connection(&self) -> NativeConnection {
        self.pool.connect().unwrap()
    }

    /// The database as somebody sees it who got hold of the file.
    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.join("cases.db")).unwrap()
    }

    /// Everything that the files hold, in small letters.
    pub fn text_of_files(&self) -> String {
        self.raw()
            .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
            .unwrap();
        let mut bytes = Vec::new();
        for file in std::fs::read_dir(&self.folder).unwrap() {
            bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
        }
        String::from_utf8_lossy(&bytes).to_lowercase()
    }

    pub fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        self.raw().query_row(&sql, [], |row| row.get(0)).unwrap()
    }

    pub fn submit(&self, submission: &Submission) -> Receipt {
        done(self.store().submit(submission, at(NOW))).unwrap()
    }

    pub fn read(&self, reference: &str, by: &Actor) -> Result<Referral, Refusal> {
        done(self.store().read(reference, by, at(NOW + 60)))
    }

    /// Makes a change on the referral as it stands now.
    pub fn change(&self, reference: &str, change: Change, by: &Actor) -> Result<Referral, Refusal> {
        self.change_at(reference, change, by, NOW + 120)
    }

    pub fn change_at(
        &self,
        reference: &str,
        change: Change,
        by: &Actor,
        time: i64,
    ) -> Result<Referral, Refusal> {
        done(
            self.store()
                .change(reference, Some("*"), &change, by, at(time)),
        )
    }
}

impl Drop for Cases {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Everything that the audit log shows to be wrong.
pub fn audit_findings(cases: &Cases) -> Vec<String> {
    let mut findings = Vec::new();
    let mut after = 0;
    loop {
        let verified = done(cases.store().verify_audit(after)).unwrap();
        findings.extend(verified.findings);
        match verified.next {
            Some(next) => after = next,
            None => return findings,
        }
    }
}

/// Runs to the end on this thread.
pub fn done<T>(future: impl Future<Output = T>) -> T {
    finish(future).unwrap()
}

pub fn at(seconds: i64) -> Instant {
    Instant::from_unix(seconds)
}

pub fn somebody(id: &str, role: &str) -> Actor {
    Actor {
        id: id.to_owned(),
        roles: vec![role.to_owned()],
    }
}

pub fn adviser() -> Actor {
    somebody("amir", "adviser")
}

pub fn senior() -> Actor {
    somebody("sunita", "senior")
}

pub fn safeguarding() -> Actor {
    somebody("sam", "safeguarding")
}

pub fn manager() -> Actor {
    somebody("mary", "manager")
}

/// Two people who change forms, and look at each other's changes.
pub fn designer() -> Actor {
    somebody("dara", "service-designer")
}

pub fn other_designer() -> Actor {
    somebody("dev", "service-designer")
}

pub fn auditor() -> Actor {
    somebody("ali", "auditor")
}

/// A service token with every role.
pub fn machine() -> Actor {
    let roles = vocabulary::Role::ALL
        .iter()
        .map(|role| role.id().to_owned());
    Actor {
        id: "token:everything".to_owned(),
        roles: roles.collect(),
    }
}

pub fn form(id: &str) -> FormVersion {
    FormVersion {
        id: id.to_owned(),
        version: 1,
    }
}

/// Edith asks for help at home, by herself.
pub fn contact() -> Submission {
    Submission {
        form: form("adult-contact"),
        channel: "web".to_owned(),
        received_at: at(NOW),
        answers: vec![Answer {
            question: "narrative".to_owned(),
            asked: "In your own words".to_owned(),
            value: "\"I cannot get into the bath\"".to_owned(),
            said: "I cannot get into the bath".to_owned(),
        }],
        facts: vec![
            ("about".to_owned(), FactValue::Text("self".to_owned())),
            (
                "needs".to_owned(),
                FactValue::Several(vec!["personal-care".to_owned()]),
            ),
        ],
        person: Person {
            given_name: Some("Edith".to_owned()),
            family_name: Some("Fennimore".to_owned()),
            date_of_birth: Some("1941-03-07".to_owned()),
            phone: Some("01632 960 001".to_owned()),
            email: Some("edith@example.org".to_owned()),
            postcode: Some("CM1 1QH".to_owned()),
        },
        also_about: Vec::new(),
        decision: decision("ascc-general", Priority::Standard),
        safeguarding_sign: false,
        rule_ten_sign: false,
        about_someone_else: false,
        next_steps: vec!["We will call you.".to_owned()],
        notices: Vec::new(),
        idempotency: None,
        draft: None,
        flags: Vec::new(),
        entered_by: None,
    }
}

/// A neighbour is worried about Edith.
pub fn concern() -> Submission {
    Submission {
        form: form("safeguarding-concern"),
        decision: decision("safeguarding-triage", Priority::Urgent),
        safeguarding_sign: true,
        about_someone_else: true,
        ..contact()
    }
}

pub fn sent_draft(cookie: &str, revision: u32) -> SentDraft {
    SentDraft {
        cookie: cookie.to_owned(),
        revision,
    }
}

pub fn with_key(submission: Submission, key: &str, body: &str) -> Submission {
    Submission {
        idempotency: Some(Idempotency {
            key: key.to_owned(),
            body: body.to_owned(),
        }),
        ..submission
    }
}

pub fn decision(queue: &str, priority: Priority) -> Decision {
    Decision {
        queue: queue.to_owned(),
        priority,
        respond_by: at(NOW + 5 * DAY),
        locality: Some("mid".to_owned()),
        district: Some("chelmsford".to_owned()),
        destination: Destination {
            kind: DestinationKind::Team,
            id: queue.to_owned(),
            name: queue.to_owned(),
        },
        also_tell: Vec::new(),
        advice: Vec::new(),
        reasons: vec![Reason {
            rule: "a-rule".to_owned(),
            because: "Because of the bath.".to_owned(),
            facts: vec!["needs".to_owned()],
        }],
        ruleset: RulesetId {
            id: "essex".to_owned(),
            version: 1,
        },
    }
}

pub fn s42() -> Change {
    let limb = || LimbFinding {
        finding: "yes".to_owned(),
        because: "She said so.".to_owned(),
    };
    Change::DecideS42(S42Decision {
        limb_a: limb(),
        limb_b: limb(),
        limb_c: limb(),
        decision: "enquiry".to_owned(),
        reasons: "All three are met.".to_owned(),
        passed_to: None,
    })
}

pub fn close() -> Change {
    Change::Close {
        outcome: "NFA: Information and advice or signposting".to_owned(),
        note: Some("Sent the leaflet.".to_owned()),
        no_reply: false,
    }
}

/// Somebody has no food and no heating, which cannot wait.
pub fn in_danger() -> Submission {
    Submission {
        decision: decision("ascc-general", Priority::Urgent),
        rule_ten_sign: true,
        ..contact()
    }
}

pub fn nobody_answers() -> Change {
    attempt("nobody")
}

/// Somebody was rung. `answered` is an id of the list of casework.
pub fn attempt(answered: &str) -> Change {
    Change::Work(casework::Change::ContactAttempt(casework::Attempt {
        how: "phone".to_owned(),
        answered: answered.to_owned(),
        safe_to_talk: "not-asked".to_owned(),
        note: None,
    }))
}

pub fn wait(until: &str) -> Change {
    Change::Work(casework::Change::Wait(casework::Wait {
        what_for: "Her daughter rings back.".to_owned(),
        until: until.to_owned(),
    }))
}

pub fn welfare_check(decision: &str) -> Change {
    Change::Work(casework::Change::DecideWelfareCheck(
        casework::WelfareCheck {
            decision: decision.to_owned(),
            reasons: "Nobody has seen her since Monday.".to_owned(),
        },
    ))
}

pub fn merge(into: &str) -> Change {
    Change::Work(casework::Change::Merge(casework::Merge {
        into: into.to_owned(),
        because: "The same call twice.".to_owned(),
    }))
}

pub fn unmerge() -> Change {
    Change::Work(casework::Change::Unmerge(
        "Two people after all.".to_owned(),
    ))
}

pub fn link(other: &str) -> casework::Link {
    casework::Link {
        other: other.to_owned(),
        relation: "looks-after".to_owned(),
        because: "She said so.".to_owned(),
    }
}

/// A change of a version that is refused with a sentence.
pub fn is_a_conflict<T: std::fmt::Debug>(
    refused: Result<T, case_store::VersionRefusal>,
    part: &str,
) {
    match refused {
        Err(case_store::VersionRefusal::Conflict(sentence)) if sentence.contains(part) => {}
        other => panic!("{part}: {other:?}"),
    }
}
