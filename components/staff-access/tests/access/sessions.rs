//! Sessions and tokens: what each opens, and when it ends.

use database::native::NativeConnection;
use database::{Connection, Row, SqlError, Value};
use sealing::SystemRandomness;
use staff_access::Store;
use std::cell::Cell;
use std::sync::Arc;

use super::{NOW, PASSWORD, Staff, at, done, roles};

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
