//! A store of its own for each test, the people who work on it, and lines to import.

use account_model::{
    Account, AccountLine, Authority, Change, Held, Line, NewDelegate, Numbered, Source, Taken,
    WeekLine,
};
use accounts_store::{Delivery, Fault, Keys, Refusal, Store};
use database::native::{NativeConnection, Pool, finish};
use metering::{Pence, Week};
use sealing::SystemRandomness;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use vocabulary::{Actor, ArrangedBy, CareSetting, Date, Instant};

/// 24 December 2026, 16:00 in London.
pub const NOW: i64 = 1_798_128_000;
pub const DAY: i64 = 86_400;
pub const SEALING: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
pub const INDEX: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

pub type NativeStore = Store<NativeConnection>;

/// A database of its own in a folder of its own, removed at the end.
pub struct Accounts {
    pub folder: PathBuf,
    pub pool: Pool,
    pub keys: Arc<Keys>,
}

impl Accounts {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("accounts-store-test-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let accounts = Self {
            pool: Pool::new(folder.join("accounts.db")),
            keys: Arc::new(Keys::read(SEALING, "", INDEX).unwrap()),
            folder,
        };
        let keys = Arc::clone(&accounts.keys);
        done(Store::open(accounts.connection(), keys, SystemRandomness)).unwrap();
        accounts
    }

    pub fn store(&self) -> NativeStore {
        Store::on(self.connection(), Arc::clone(&self.keys), SystemRandomness)
    }

    pub fn connection(&self) -> NativeConnection {
        self.pool.connect().unwrap()
    }

    /// The database as somebody sees it who got hold of the file.
    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.join("accounts.db")).unwrap()
    }

    /// Everything that the files hold, in small letters.
    pub fn text_of_files(&self) -> String {
        let raw = self.raw();
        raw.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
            .unwrap();
        let files = std::fs::read_dir(&self.folder).unwrap();
        let bytes: Vec<u8> = files
            .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
            .collect();
        String::from_utf8_lossy(&bytes).to_lowercase()
    }

    pub fn one(&self, sql: &str) -> i64 {
        self.raw().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    pub fn text(&self, sql: &str) -> Option<String> {
        self.raw().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    pub fn take(&self, lines: &[Line]) -> Taken {
        self.take_at(lines, NOW)
    }

    pub fn take_at(&self, lines: &[Line], time: i64) -> Taken {
        self.try_take(lines, None, false, time).unwrap()
    }

    pub fn try_take(
        &self,
        lines: &[Line],
        source: Option<&Source>,
        dry_run: bool,
        time: i64,
    ) -> Result<Taken, Fault> {
        let numbers = 1_u64..;
        let lines: Vec<Numbered> = numbers
            .zip(lines.iter().cloned())
            .map(|(number, line)| Numbered { number, line })
            .collect();
        done(
            self.store()
                .take(&lines, source, dry_run, &finance(), at(time)),
        )
    }

    /// The id of the only account.
    pub fn id(&self) -> String {
        self.text("SELECT id FROM account").unwrap()
    }

    /// The only account.
    pub fn account(&self) -> Account {
        done(self.store().prepare(&self.id(), at(NOW)))
            .unwrap()
            .unwrap()
    }
}

impl Accounts {
    /// Edith's account with two weeks.
    pub fn with_edith() -> Self {
        let accounts = Self::new();
        accounts.take(&[account(edith()), line(week(0)), line(week(1))]);
        accounts
    }

    /// Opens the only account.
    pub fn read(&self, by: &Actor) -> Held {
        let read = done(
            self.store()
                .read(&self.id(), Some("They rang."), by, at(NOW)),
        );
        read.unwrap()
    }

    /// Makes a change on the only account as it stands now.
    pub fn change(&self, change: &Change, by: &Actor) -> Result<Held, Refusal> {
        Ok(self.try_change(change, by)?.unwrap())
    }

    pub fn try_change(&self, change: &Change, by: &Actor) -> Result<Option<Held>, Refusal> {
        let (store, id) = (self.store(), self.id());
        done(store.make_change(&id, Some("*"), change, by, at(NOW + 120)))
    }

    /// Signs in with a code of the mailbox; answers the token.
    pub fn sign_in(&self) -> Option<String> {
        let (store, reference) = (self.store(), edith().account_reference);
        let born = edith().date_of_birth;
        let asked = done(store.ask(&reference, &born, None, Delivery::Mailbox, at(NOW)));
        asked.unwrap();
        let letter = done(store.mailbox()).unwrap().into_iter().next()?;
        let digits: String = letter.text.chars().filter(char::is_ascii_digit).collect();
        let code = digits.get(..6)?;
        let begun = done(store.enter(&reference, code, None, at(NOW))).unwrap();
        begun.map(|begun| begun.token)
    }

    /// What the audit says of the only account.
    pub fn verbs(&self) -> Vec<String> {
        let mut raw = self.raw();
        let reading = raw.transaction().unwrap();
        let mut statement = reading
            .prepare("SELECT what FROM audit ORDER BY sequence")
            .unwrap();
        let verbs = statement.query_map([], |row| row.get(0)).unwrap();
        verbs.map(Result::unwrap).collect()
    }

    /// From now on nothing can be written into the audit.
    pub fn break_audit(&self) {
        let broken =
            "CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END";
        self.raw().execute_batch(broken).unwrap();
    }
}

impl Drop for Accounts {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Everything that the audit log shows to be wrong.
pub fn findings(accounts: &Accounts) -> Vec<String> {
    let mut findings = Vec::new();
    let mut after = 0;
    loop {
        let verified = done(accounts.store().verify_audit(after)).unwrap();
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

/// The finance system, which imports.
pub fn finance() -> Actor {
    somebody("token:finance", "worker")
}

/// Edith's account, as the finance system has it.
pub fn edith() -> AccountLine {
    AccountLine {
        account_reference: "LAS/2026-004711".to_owned(),
        given_name: "Edith".to_owned(),
        family_name: "Fennimore".to_owned(),
        date_of_birth: "1941-03-07".to_owned(),
        email: Some("edith@example.org".to_owned()),
        phone: None,
        requested_on: None,
        brought_forward: None,
        died_on: None,
    }
}

pub fn account(line: AccountLine) -> Line {
    Line::Account(line)
}

pub fn pence(amount: i64) -> Pence {
    Pence::new(amount).unwrap()
}

/// So many weeks after Monday 5 January 2026.
pub fn week(later: i64) -> Week {
    Week {
        week_starting: Date::new(2026, 1, 5).unwrap().plus_days(7 * later),
        arranged_by: ArrangedBy::Council,
        setting: CareSetting::Home,
        budget: Some(pence(30_000)),
        charged: pence(9_876),
        paid: pence(9_000),
    }
}

/// A week of Edith's.
pub fn line(figures: Week) -> Line {
    Line::Week(WeekLine {
        account_reference: edith().account_reference,
        figures,
        correction: None,
    })
}

pub fn corrected(figures: Week, because: &str) -> Line {
    Line::Week(WeekLine {
        account_reference: edith().account_reference,
        figures,
        correction: Some(because.to_owned()),
    })
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

pub fn auditor() -> Actor {
    somebody("ali", "auditor")
}

/// So that a change says why.
pub fn why() -> String {
    "Her daughter rang.".to_owned()
}

/// Edith's daughter, who is to act for her.
pub fn daughter() -> NewDelegate {
    NewDelegate {
        name: "Ada Fennimore".to_owned(),
        date_of_birth: "1970-05-06".to_owned(),
        email: Some("ada@example.org".to_owned()),
        phone: None,
        authority: Authority::PropertyAttorney,
        evidence: "I saw the sealed power of attorney.".to_owned(),
        until: None,
    }
}
