//! Members of staff, service tokens and background work.

use crate::harness::{Site, Worker, json};

#[test]
fn an_administrator_makes_a_token_that_does_what_its_roles_allow() {
    let site = Site::shared();
    let adviser = site.with_roles(&["adviser"]);
    adviser.caller.get("/api/v1/referrals").expect(200);
    adviser
        .caller
        .post(
            "/api/v1/staff",
            &json!({"username": "mallory", "roles": ["administrator"]}),
        )
        .problem(403);
    adviser
        .caller
        .post(
            "/api/v1/service-tokens",
            &json!({"name": "mallory", "roles": ["administrator"]}),
        )
        .problem(403);
    site.nobody()
        .caller
        .post("/api/v1/staff", &json!({}))
        .problem(401);
    site.nobody()
        .caller
        .post("/api/v1/service-tokens", &json!({}))
        .problem(401);
}

#[test]
fn a_name_is_given_once_and_a_role_must_exist() {
    let administrator = Site::shared().administrator();
    let existing = Site::shared().worker(&["adviser"]).username;
    administrator
        .caller
        .post(
            "/api/v1/staff",
            &json!({"username": existing, "roles": ["adviser"]}),
        )
        .problem(409);
    let fields = administrator
        .caller
        .post("/api/v1/staff", &json!({"username": "A b", "roles": []}))
        .invalid_fields();
    assert!(fields.contains(&"roles".to_owned()), "{fields:?}");
    let body = json!({"username": "somebody-new", "roles": ["wizard"]});
    assert_eq!(
        administrator
            .caller
            .post("/api/v1/staff", &body)
            .invalid_fields(),
        ["roles"]
    );
    let body = json!({"name": "x y", "roles": ["worker"]});
    assert_eq!(
        administrator
            .caller
            .post("/api/v1/service-tokens", &body)
            .invalid_fields(),
        ["name"]
    );
}

#[test]
fn a_one_time_password_opens_nothing_but_the_page_for_a_new_one() {
    let site = Site::shared();
    let username = format!("newcomer-{}", std::process::id());
    let body = json!({"username": username, "roles": ["adviser"]});
    let made = site
        .administrator()
        .caller
        .post("/api/v1/staff", &body)
        .expect(201)
        .json();
    let one_time = made["one_time_password"]
        .as_str()
        .expect("a one-time password");
    let mut newcomer = Worker::new(&site.url, &username, one_time);
    newcomer.sign_in();
    newcomer.browser.open("/staff/queues");
    assert!(
        newcomer
            .browser
            .page()
            .form_with("password")
            .has("username"),
        "the queues opened"
    );
    newcomer
        .browser
        .caller
        .get("/api/v1/referrals")
        .problem(401);
}

#[test]
fn a_machine_with_the_role_does_a_slice_of_background_work() {
    let site = Site::shared();
    site.with_roles(&["worker"])
        .caller
        .post("/api/v1/work", &json!({}))
        .expect(200);
    site.with_roles(&["adviser"])
        .caller
        .post("/api/v1/work", &json!({}))
        .problem(403);
    site.nobody()
        .caller
        .post("/api/v1/work", &json!({}))
        .problem(401);
}

#[test]
fn guessing_a_password_locks_the_account_for_a_while() {
    let site = Site::shared();
    let worker = site.worker(&["adviser"]);
    let mut stranger = Worker::new(&site.url, &worker.username, "a wrong password");
    let mut last = String::new();
    for _ in 0..12 {
        stranger.sign_in();
        assert!(stranger.browser.page().find_link("Sign out").is_none());
        last = stranger.browser.page().main.clone();
    }
    // The right password does not help now, and nothing says that it was right.
    let mut owner = Worker::new(&site.url, &worker.username, &worker.password);
    owner.sign_in();
    assert!(
        owner.browser.page().find_link("Sign out").is_none(),
        "not locked after twelve guesses"
    );
    assert!(
        !last.contains("a wrong password"),
        "the page repeats the password"
    );
}
