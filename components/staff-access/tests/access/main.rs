//! Who comes in, and who does not, on SQLite in the same process.

mod audited;
mod directory;
mod newcomers;
mod people;
mod saved_views;
mod sessions;
mod signing_in;

use database::native::{NativeConnection, Pool, finish};
use sealing::{IndexKey, SystemRandomness};
use staff_access::{
    Actor, DemonstrationStaff, DemonstrationToken, Fault, Keys, NotSignedIn, Store,
};
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
