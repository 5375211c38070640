//! A database of its own for each test, with accounts in it, and a connection that notes what it is asked.

use crate::{Begun, Delivery, Keys, Store, TurnedAway};
use account_model::{Authority, NewDelegate};
use database::native::{NativeConnection, Pool, finish};
use database::{Connection, Row, SqlError, Value};
use sealing::{NoRandomness, Place, Randomness, SystemRandomness};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use vocabulary::Instant;

/// 24 December 2026, 16:00 in London.
pub(crate) const NOW: i64 = 1_798_128_000;
pub(crate) const DAY: i64 = 86_400;
pub(crate) const ADA: &str = "CA-100200";
pub(crate) const BORN: &str = "1941-03-09";
pub(crate) const EMAIL: &str = "ada.lovelace@example.org";

type NativeStore = Store<NativeConnection>;

pub(crate) struct Accounts {
    folder: PathBuf,
    pool: Pool,
    pub keys: Arc<Keys>,
}

impl Accounts {
    /// With the account of Ada, number 1, which is open, and has an address of e-mail on record.
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("access-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let sealing = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
        let index = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
        let accounts = Self {
            pool: Pool::new(folder.join("accounts.db")),
            keys: Arc::new(Keys::read(sealing, "", index).unwrap()),
            folder,
        };
        let store = Store::open(
            accounts.pool.connect().unwrap(),
            Arc::clone(&accounts.keys),
            SystemRandomness,
        );
        finish(store).unwrap().unwrap();
        accounts.add(ADA, Some(EMAIL), Some("01632 960001"));
        accounts
    }

    /// Adds an account of somebody born as Ada was, and answers its number.
    pub(crate) fn add(&self, reference: &str, email: Option<&str>, phone: Option<&str>) -> i64 {
        let id = format!("{:022x}", self.number("SELECT count(*) + 7 FROM account"));
        let record = serde_json::json!({
            "account_reference": reference, "given_name": "Ada", "family_name": "Lovelace",
            "date_of_birth": BORN, "email": email, "phone": phone,
        });
        let store = self.store();
        let place = Place {
            table: "account",
            record: &id,
        };
        let sealed = store.seal(&self.keys.accounts, place, &record).unwrap();
        self.raw()
            .query_row(
                "INSERT INTO account (id, reference, person, sealed, online, died, updated_at, statements, revision,
                    chain_length) VALUES (?1, ?2, 7, ?3, 'open', 0, ?4, 0, 1, 0) RETURNING number",
                rusqlite::params![id, self.keys.reference_hash(reference), sealed, NOW],
                |row| row.get(0),
            )
            .unwrap()
    }

    pub(crate) fn store(&self) -> NativeStore {
        Store::on(
            self.pool.connect().unwrap(),
            Arc::clone(&self.keys),
            SystemRandomness,
        )
    }

    /// A store that notes what it asks its database, and how much randomness it draws.
    pub(crate) fn noting(&self) -> Store<Noting, Counting> {
        let connection = Noting {
            inner: self.pool.connect().unwrap(),
            statements: RefCell::default(),
        };
        Store::on(connection, Arc::clone(&self.keys), Counting::default())
    }

    /// The database as somebody sees it who got hold of the file.
    pub(crate) fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.join("accounts.db")).unwrap()
    }

    pub(crate) fn run(&self, sql: &str) {
        self.raw().execute_batch(sql).unwrap();
    }

    pub(crate) fn number(&self, sql: &str) -> i64 {
        self.raw().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Everything that the files hold, in small letters.
    pub(crate) fn text_of_files(&self) -> String {
        self.run("PRAGMA wal_checkpoint(TRUNCATE)");
        let mut bytes = Vec::new();
        for file in std::fs::read_dir(&self.folder).unwrap() {
            bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
        }
        String::from_utf8_lossy(&bytes).to_lowercase()
    }

    pub(crate) fn ask(&self, reference: &str, born: &str, now: i64) {
        let (store, now) = (self.store(), Instant::from_unix(now));
        done(store.ask(reference, born, None, Delivery::Mailbox, now)).unwrap();
    }

    pub(crate) fn enter(&self, reference: &str, code: &str, now: i64) -> Option<Begun> {
        done(
            self.store()
                .enter(reference, code, None, Instant::from_unix(now)),
        )
        .unwrap()
    }

    /// The code of the newest message, and to whom it goes.
    pub(crate) fn newest_code(&self) -> Option<(String, String)> {
        let newest = done(self.store().mailbox()).unwrap().into_iter().next()?;
        let code: String = newest
            .text
            .chars()
            .filter(char::is_ascii_digit)
            .take(6)
            .collect();
        Some((code, newest.to))
    }

    /// The code that somebody gets who asks now.
    pub(crate) fn code(&self, reference: &str, born: &str, now: i64) -> Option<String> {
        let before = self.messages();
        self.ask(reference, born, now);
        (self.messages() > before).then(|| self.newest_code().unwrap().0)
    }

    /// How many messages somebody gets.
    pub(crate) fn messages(&self) -> usize {
        done(self.store().mailbox()).unwrap().len()
    }

    /// A session that a code began.
    pub(crate) fn session(&self, reference: &str, born: &str, now: i64) -> Option<String> {
        let code = self.code(reference, born, now)?;
        Some(self.enter(reference, &code, now)?.token)
    }

    pub(crate) fn is_open(&self, token: &str, now: i64) -> bool {
        let visit = done(self.store().current(token, Instant::from_unix(now))).unwrap();
        visit.is_some()
    }

    /// Records a delegate of account 1, and answers the number and the reference.
    pub(crate) fn record(&self, new: &NewDelegate) -> (u32, String) {
        let (store, id) = (self.store(), self.id());
        let now = Instant::from_unix(NOW);
        let planned = done(store.plan_recording((1, &id), new, "sam", now)).unwrap();
        done(store.write_delegate(&store.connection, 1, &planned)).unwrap();
        let delegates = done(store.delegates(&store.connection, 1, &id)).unwrap();
        let recorded = delegates.last().unwrap();
        (recorded.number, recorded.reference.clone())
    }

    /// Records a delegate and has them approved.
    pub(crate) fn approve(&self, new: &NewDelegate) -> (u32, String) {
        let (number, reference) = self.record(new);
        let (store, now) = (self.store(), Instant::from_unix(NOW));
        let planned = done(store.plan_decision((1, &self.id()), number, true, "kim", now)).unwrap();
        done(store.write_delegate(&store.connection, 1, &planned)).unwrap();
        (number, reference)
    }

    /// The id of account 1.
    pub(crate) fn id(&self) -> String {
        let sql = "SELECT id FROM account WHERE number = 1";
        self.raw().query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

impl Drop for Accounts {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub(crate) fn delegate(authority: Authority) -> NewDelegate {
    NewDelegate {
        name: "Byron King".to_owned(),
        date_of_birth: "1970-05-12".to_owned(),
        email: None,
        phone: Some("07700 900982".to_owned()),
        authority,
        evidence: "Sealed LPA seen on paper by Sam on 2 November".to_owned(),
        until: None,
    }
}

/// A code that is not this one.
pub(crate) fn another(code: &str) -> &'static str {
    match code {
        "111111" => "222222",
        _ => "111111",
    }
}

pub(crate) fn done<T>(future: impl Future<Output = T>) -> T {
    finish(future).unwrap()
}

pub(crate) fn seconds_to_wait<T>(outcome: Result<T, TurnedAway>) -> Option<u32> {
    match outcome {
        Ok(_) => None,
        Err(TurnedAway::TooMany(seconds)) => Some(seconds),
        Err(TurnedAway::Failed(fault)) => panic!("{fault}"),
    }
}

/// A connection that notes every statement with the kinds and lengths of what goes into it.
pub(crate) struct Noting {
    inner: NativeConnection,
    pub statements: RefCell<Vec<String>>,
}

impl Connection for Noting {
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        let shapes: Vec<String> = parameters.iter().map(shape).collect();
        let statement = format!("{sql} [{}]", shapes.join(", "));
        self.statements.borrow_mut().push(statement);
        self.inner.execute(sql, parameters).await
    }

    async fn pause(&self, milliseconds: u64) {
        self.inner.pause(milliseconds).await;
    }
}

fn shape(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Integer(_) | Value::Real(_) => "number".to_owned(),
        Value::Text(text) => format!("text of {}", text.len()),
        Value::Blob(blob) => format!("blob of {}", blob.len()),
    }
}

/// Randomness that is the same each time, and is measured.
#[derive(Default)]
pub(crate) struct Counting {
    pub drawn: RefCell<Vec<usize>>,
    state: Cell<u64>,
}

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        self.drawn.borrow_mut().push(bytes.len());
        for byte in bytes {
            let next = self
                .state
                .get()
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(99);
            self.state.set(next);
            *byte = (next >> 56) as u8;
        }
        Ok(())
    }
}
