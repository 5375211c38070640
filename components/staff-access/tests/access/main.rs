//! Who comes in, and who does not, on SQLite in the same process.

mod audited;
mod directory;
mod people;
mod saved_views;

use database::native::{NativeConnection, Pool, finish};
use database::{Connection, Row, SqlError, Value};
use sealing::{IndexKey, SystemRandomness};
use staff_access::{
    Actor, DemonstrationStaff, DemonstrationToken, Fault, Keys, NotSignedIn, Refusal, Store,
};
use staff_model::NewMember;
use std::cell::Cell;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use vocabulary::Instant;

const NOW: i64 = 1_798_128_000;
const INDEX: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
const SEALING: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
const OTHER_KEY: &str = "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=";
const PASSWORD: &str = "amir's own password";

/// A database of its own in a folder of its own, removed at the end.
struct Staff {
    folder: PathBuf,
    pool: Pool,
    keys: Arc<Keys>,
}

impl Staff {
    fn new() -> Self {
        Self::with_bootstrap("")
    }

    /// Amir and a machine, and a bootstrap token.
    fn with_bootstrap(token: &str) -> Self {
        Self::with_settings(token, "")
    }

    /// Where staff sign in with the council's directory.
    fn with_directory() -> Self {
        Self::with_settings("", "https://login.example.org/tenant/v2.0")
    }

    fn with_settings(token: &str, issuer: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("staff-access-test-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let staff = Self {
            pool: Pool::new(folder.join("staff.db")),
            keys: Arc::new(Keys::read(SEALING, "", INDEX, token, issuer).unwrap()),
            folder,
        };
        let opened = Store::open(
            staff.connection(),
            Arc::clone(&staff.keys),
            SystemRandomness,
        );
        done(
            done(opened)
                .unwrap()
                .demonstrate(&[amir()], &[machine()], at(NOW)),
        )
        .unwrap();
        staff
    }

    fn connection(&self) -> NativeConnection {
        self.pool.connect().unwrap()
    }

    fn store(&self) -> Store<NativeConnection> {
        Store::on(self.connection(), Arc::clone(&self.keys), SystemRandomness)
    }

    fn sign_in(&self, username: &str, password: &str, time: i64) -> Result<String, NotSignedIn> {
        done(self.store().sign_in(username, password, at(time))).map(|begun| begun.cookie)
    }

    fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.join("staff.db")).unwrap()
    }
}

impl Drop for Staff {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn done<T>(future: impl Future<Output = T>) -> T {
    finish(future).unwrap()
}

fn at(seconds: i64) -> Instant {
    Instant::from_unix(seconds)
}

fn roles(roles: &[&str]) -> Vec<String> {
    roles.iter().map(|role| (*role).to_owned()).collect()
}

fn amir() -> DemonstrationStaff {
    DemonstrationStaff {
        username: "amir".to_owned(),
        display_name: "Amir Shah".to_owned(),
        password: PASSWORD.to_owned(),
        roles: roles(&["adviser"]),
    }
}

fn machine() -> DemonstrationToken {
    DemonstrationToken {
        name: "ticker".to_owned(),
        token: "the-ticker's-token".to_owned(),
        roles: roles(&["worker"]),
    }
}

fn administrator() -> Actor {
    Actor {
        id: "ada".to_owned(),
        roles: roles(&["administrator"]),
    }
}

#[test]
fn a_worker_signs_in_and_is_known_by_the_cookie() {
    let staff = Staff::new();
    let cookie = staff.sign_in(" Amir ", PASSWORD, NOW).unwrap();
    assert_eq!(cookie.len(), 43);
    let session = done(staff.store().current(&cookie, at(NOW)))
        .unwrap()
        .unwrap();
    assert_eq!(
        (session.actor.id.as_str(), session.display_name.as_str()),
        ("amir", "Amir Shah")
    );
    assert_eq!(session.actor.roles, ["adviser"]);
    assert_eq!(session.csrf.len(), 43);
    let again = done(staff.store().current(&cookie, at(NOW + 5)))
        .unwrap()
        .unwrap();
    assert_eq!(
        again.csrf, session.csrf,
        "the token lasts as long as the session"
    );
    let other = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    let other = done(staff.store().current(&other, at(NOW)))
        .unwrap()
        .unwrap();
    assert_ne!(other.csrf, session.csrf);
}

#[test]
fn a_wrong_password_and_a_name_that_nobody_has_look_the_same() {
    let staff = Staff::new();
    for try_number in 0..7 {
        let known = staff.sign_in("amir", "a wrong password", NOW + try_number);
        let unknown = staff.sign_in("nobody", "a wrong password", NOW + try_number);
        assert_eq!(known, unknown, "try {try_number}");
        let expected = if try_number < 5 {
            NotSignedIn::Wrong
        } else {
            NotSignedIn::Locked(at(NOW + 4 + 60))
        };
        assert_eq!(known, Err(expected), "try {try_number}");
    }
}

#[test]
fn waiting_grows_with_every_wrong_password_and_ends_with_a_right_one() {
    let staff = Staff::new();
    let mut time = NOW;
    for _ in 0..5 {
        assert_eq!(
            staff.sign_in("amir", "wrong", time),
            Err(NotSignedIn::Wrong)
        );
    }
    for wait in [60, 120, 240] {
        assert_eq!(
            staff.sign_in("amir", PASSWORD, time + wait - 1),
            Err(NotSignedIn::Locked(at(time + wait)))
        );
        time += wait;
        assert_eq!(
            staff.sign_in("amir", "wrong", time),
            Err(NotSignedIn::Wrong)
        );
    }
    time += 480;
    assert!(staff.sign_in("amir", PASSWORD, time).is_ok());
    assert_eq!(
        staff.sign_in("amir", "wrong", time),
        Err(NotSignedIn::Wrong)
    );
    assert!(
        staff.sign_in("amir", PASSWORD, time).is_ok(),
        "it began afresh"
    );
}

#[test]
fn nobody_waits_longer_than_an_hour_and_after_a_day_all_is_forgotten() {
    let staff = Staff::new();
    let mut time = NOW;
    for _ in 0..14 {
        assert_eq!(
            staff.sign_in("amir", "wrong", time),
            Err(NotSignedIn::Wrong)
        );
        time += 3600;
    }
    time += 86_400;
    for _ in 0..4 {
        assert_eq!(
            staff.sign_in("amir", "wrong", time),
            Err(NotSignedIn::Wrong)
        );
    }
    assert!(staff.sign_in("amir", PASSWORD, time).is_ok());
}

#[test]
fn many_guesses_at_once_do_not_slip_through() {
    let staff = Arc::new(Staff::new());
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let staff = Arc::clone(&staff);
            std::thread::spawn(move || staff.sign_in("amir", "a guess", NOW))
        })
        .collect();
    let outcomes: Vec<_> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    let looked_at = outcomes
        .iter()
        .filter(|outcome| **outcome == Err(NotSignedIn::Wrong))
        .count();
    assert_eq!(looked_at, 5);
}

#[test]
fn a_session_ends_after_an_idle_hour_after_twelve_hours_and_when_told() {
    let staff = Staff::new();
    let current = |cookie: &str, time: i64| {
        done(staff.store().current(cookie, at(time)))
            .unwrap()
            .is_some()
    };
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    assert!(!current(&cookie, NOW + 3600));
    for half_hours in 1..24 {
        assert!(current(&cookie, NOW + half_hours * 1800), "{half_hours}");
    }
    assert!(!current(&cookie, NOW + 12 * 3600));
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    done(staff.store().end(&cookie)).unwrap();
    done(staff.store().end(&cookie)).unwrap();
    assert!(!current(&cookie, NOW));
    assert!(!current("", NOW));
}

/// Counts statements.
struct Counting(NativeConnection, Cell<u32>);

impl Connection for Counting {
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        self.1.set(self.1.get() + 1);
        self.0.execute(sql, parameters).await
    }

    async fn pause(&self, milliseconds: u64) {
        self.0.pause(milliseconds).await;
    }
}

#[test]
fn a_session_or_token_costs_one_read_and_one_write_a_minute() {
    let staff = Staff::new();
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    let counting = Counting(staff.connection(), Cell::new(0));
    let store = Store::on(&counting, Arc::clone(&staff.keys), SystemRandomness);
    for (after, statements) in [(0, 1), (59, 1), (60, 2), (61, 1), (119, 1), (120, 2)] {
        done(store.current(&cookie, at(NOW + after)))
            .unwrap()
            .unwrap();
        assert_eq!(counting.1.replace(0), statements, "after {after} seconds");
    }
    done(store.service("the-ticker's-token")).unwrap().unwrap();
    assert_eq!(counting.1.replace(0), 1);
}

#[test]
fn roles_are_read_at_every_request() {
    let staff = Staff::new();
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    staff
        .raw()
        .execute_batch("UPDATE staff SET roles = 'adviser senior'")
        .unwrap();
    let session = done(staff.store().current(&cookie, at(NOW)))
        .unwrap()
        .unwrap();
    assert_eq!(session.actor.roles, ["adviser", "senior"]);
}

#[test]
fn a_token_is_known_until_it_is_revoked_and_an_empty_one_never_is() {
    let staff = Staff::new();
    let service = |token: &str| done(staff.store().service(token)).unwrap();
    let actor = service("the-ticker's-token").unwrap();
    assert_eq!(
        (actor.id.as_str(), actor.roles),
        ("token:ticker", roles(&["worker"]))
    );
    assert_eq!(service(""), None);
    assert_eq!(service("another"), None);
    staff
        .raw()
        .execute_batch("UPDATE service_token SET revoked_at = 1")
        .unwrap();
    assert_eq!(service("the-ticker's-token"), None);
}

#[test]
fn the_bootstrap_token_has_every_role_when_it_is_set_and_only_then() {
    let staff = Staff::with_bootstrap(" first-set-up ");
    let actor = done(staff.store().service("first-set-up"))
        .unwrap()
        .unwrap();
    assert_eq!(
        (actor.id.as_str(), actor.roles.len()),
        ("token:bootstrap", 8)
    );
    for unset in ["", "  "] {
        let staff = Staff::with_bootstrap(unset);
        assert_eq!(done(staff.store().service(unset)).unwrap(), None);
        assert_eq!(done(staff.store().service("first-set-up")).unwrap(), None);
    }
}

#[test]
fn a_new_colleague_has_no_role_before_choosing_a_password_of_their_own() {
    let staff = Staff::new();
    let store = staff.store();
    let bea = NewMember {
        username: "bea".to_owned(),
        display_name: "Bea Okafor".to_owned(),
        roles: roles(&["senior", "adviser"]),
    };
    let created = done(store.create_staff(&bea, "", &administrator(), at(NOW))).unwrap();
    assert!(created.member.has_one_time_password);
    let one_time = created.one_time_password.unwrap();
    let begun = done(store.sign_in("bea", &one_time, at(NOW))).unwrap();
    assert!(begun.must_change_password);
    let others = done(store.sign_in("bea", &one_time, at(NOW)))
        .unwrap()
        .cookie;
    let held = |cookie: &str| {
        done(store.current(cookie, at(NOW)))
            .unwrap()
            .map(|session| session.actor.roles)
    };
    assert_eq!(held(&begun.cookie), Some(Vec::new()));

    let change =
        |old: &str, new: &str| done(store.change_password(&begun.cookie, old, new, at(NOW)));
    assert_eq!(
        change("not the old one", "bea's own password"),
        Err(NotSignedIn::Wrong)
    );
    assert_eq!(change(&one_time, "too short"), Err(NotSignedIn::Wrong));
    assert_eq!(change(&one_time, &one_time), Err(NotSignedIn::Wrong));
    assert_eq!(change(&one_time, "bea's own password"), Ok(()));
    assert_eq!(held(&begun.cookie), Some(roles(&["adviser", "senior"])));
    assert_eq!(held(&others), None, "other sessions have ended");
    assert_eq!(
        done(store.sign_in("bea", &one_time, at(NOW))),
        Err(NotSignedIn::Wrong)
    );
    assert!(
        !done(store.sign_in("bea", "bea's own password", at(NOW)))
            .unwrap()
            .must_change_password
    );
    let nobody = done(store.change_password("no such cookie", "a", "bea's own password", at(NOW)));
    assert_eq!(nobody, Err(NotSignedIn::Wrong));
}

#[test]
fn names_and_roles_are_checked_and_nobody_is_written_twice() {
    let staff = Staff::new();
    let store = staff.store();
    let create = |name: &str, held: &[&str]| {
        let new = NewMember {
            username: name.to_owned(),
            display_name: String::new(),
            roles: roles(held),
        };
        done(store.create_staff(&new, "", &administrator(), at(NOW))).map(drop)
    };
    let taken = "There is somebody or something of this name. Choose another.";
    let taken = Refusal::Conflict(taken.to_owned());
    assert_eq!(create("amir", &["adviser"]), Err(taken.clone()));
    let fields = |refused: Result<(), Refusal>| -> Vec<String> {
        let Err(Refusal::Invalid(fields)) = refused else {
            panic!("{refused:?}");
        };
        fields.into_iter().map(|(field, _)| field).collect()
    };
    let wrong: [Vec<String>; 2] = [vec!["username".to_owned()], vec!["roles".to_owned()]];
    for name in [
        "",
        "a",
        "Bea",
        "token:x",
        "bea okafor",
        "b\u{e9}a",
        &"a".repeat(65),
    ] {
        assert_eq!(fields(create(name, &["adviser"])), wrong[0], "{name}");
    }
    assert_eq!(fields(create("bea", &["adviser", "king"])), wrong[1]);
    assert_eq!(fields(create("bea", &[])), wrong[1]);
    assert_eq!(fields(create("Bea", &[])), ["username", "roles"]);
    let token = |name: &str| {
        let roles = roles(&["worker"]);
        done(store.create_service_token(name, &roles, "", &administrator(), at(NOW)))
    };
    assert_eq!(token("ticker"), Err(taken));
    let secret = token("partner-1").unwrap();
    let actor = done(store.service(&secret)).unwrap().unwrap();
    assert_eq!(actor.id, "token:partner-1");
    create("bea", &["adviser"]).unwrap();
    let names: Vec<_> = done(store.colleagues())
        .unwrap()
        .into_iter()
        .map(|colleague| (colleague.username, colleague.display_name))
        .collect();
    let expected = [("amir", "Amir Shah"), ("bea", "bea")]
        .map(|(user, name)| (user.to_owned(), name.to_owned()));
    assert_eq!(names, expected);
}

#[test]
fn a_demonstration_changes_nobody_who_is_there() {
    let staff = Staff::new();
    let changed = DemonstrationStaff {
        password: "another password".to_owned(),
        roles: roles(&["manager"]),
        ..amir()
    };
    let token = DemonstrationToken {
        roles: roles(&["manager"]),
        ..machine()
    };
    done(staff.store().demonstrate(&[changed], &[token], at(NOW))).unwrap();
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    let session = done(staff.store().current(&cookie, at(NOW)))
        .unwrap()
        .unwrap();
    assert_eq!(session.actor.roles, ["adviser"]);
    assert_eq!(
        done(staff.store().service("the-ticker's-token"))
            .unwrap()
            .unwrap()
            .roles,
        ["worker"]
    );
}

#[test]
fn no_secret_stands_in_the_file() {
    let staff = Staff::with_bootstrap("first-set-up");
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    let _ = staff.sign_in("a-password-in-the-name-field", "wrong", NOW);
    staff
        .raw()
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(&staff.folder).unwrap() {
        bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    let text = String::from_utf8_lossy(&bytes);
    assert!(
        text.contains("Amir Shah"),
        "the file must have been written"
    );
    for secret in [
        PASSWORD,
        &cookie,
        "the-ticker's-token",
        "first-set-up",
        "a-password-in-the-name-field",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn a_wrong_key_is_refused_by_name_and_a_right_one_is_ready() {
    let staff = Staff::new();
    assert_eq!(done(staff.store().ready()), Ok(()));
    let keys = Arc::new(Keys::read(SEALING, "", OTHER_KEY, "", "").unwrap());
    let refused = done(Store::open(staff.connection(), keys, SystemRandomness)).err();
    let expected = IndexKey::read(INDEX).unwrap().id().to_string();
    assert_eq!(refused, Some(Fault::WrongKey(expected)));
    assert!(
        matches!(Keys::read(SEALING, "", "hunter2", "", "").err(), Some(Fault::Internal(why)) if !why.contains("hunter2"))
    );
}
