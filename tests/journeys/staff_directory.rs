//! Staff sign in with the council's own directory: the site, and `oidc-provider` from npm, as it is.

use crate::harness::openid_provider::{CLIENT, OpenIdProvider, SECRET};
use crate::harness::{Json, Resident, Site, Start, json};

/// What people call the directory.
const NAME: &str = "Council account";
const BACK: &str = "/staff/sign-in/back";

/// A site whose staff sign in with the directory, which calls our role of seniors by a name of its own.
fn site(name: &str, issuer: &str) -> Site {
    let setting = |name: &str| format!("SPIN_VARIABLE_STAFF_OIDC_{name}");
    Start::named(name)
        .environment(&setting("ISSUER"), issuer)
        .environment(&setting("HOST"), issuer)
        .environment(&setting("NAME"), NAME)
        .environment(&setting("CLIENT_ID"), CLIENT)
        .environment(&setting("CLIENT_SECRET"), SECRET)
        .environment(&setting("ROLE_NAMES"), "ASC Team Lead=senior")
        .begin()
}

/// Somebody opens a page, is asked to sign in, goes to the directory and comes back.
#[track_caller]
fn signs_in(site: &Site, directory: &OpenIdProvider, name: &str, page: &str) -> Resident {
    let mut somebody = site.resident();
    somebody.open(page);
    somebody.follow(&format!("Sign in with {NAME}"));
    let back = directory.sign_in(&somebody.at, name);
    let path = back
        .strip_prefix(&site.url)
        .expect("an address of the site");
    assert!(path.starts_with(BACK), "{path}");
    somebody.open(path);
    somebody
}

/// The roles that the API tells of somebody who is signed in.
fn roles(site: &Site, username: &str) -> Json {
    let member = format!("/api/v1/staff/{username}");
    site.administrator().caller.get(&member).expect(200).json()["roles"].clone()
}

#[test]
fn staff_sign_in_with_the_directory_which_gives_and_takes_their_roles() {
    if !Site::is_ours() {
        return println!("only a site of our own can be given a directory");
    }
    // As Entra ID does it: app roles in a claim of their own.
    let people = json!({
        "kim": {"name": "Kim Adeyemi", "email": "kim.adeyemi@example.org", "roles": ["adviser", "ASC Team Lead"]},
        "sam": {"name": "Sam Price", "roles": ["Payroll"]},
    });
    let mut directory = OpenIdProvider::start("RS256", &[BACK], &people);
    let site = site("staff-directory", &directory.issuer);

    let kim = signs_in(&site, &directory, "kim", "/staff/queues?queue=carers");
    assert_eq!(
        (kim.status, kim.at.as_str()),
        (200, "/staff/queues?queue=carers")
    );
    assert!(kim.page().find_link("Sign out Kim Adeyemi").is_some());
    assert_eq!(roles(&site, "kim.adeyemi"), json!(["adviser", "senior"]));

    let sam = signs_in(&site, &directory, "sam", "/staff/queues");
    assert_eq!(sam.status, 403);
    assert_eq!(sam.page().heading, "You have no role here");
    site.administrator()
        .caller
        .get("/api/v1/staff/sam.price")
        .problem(404);

    // A role is taken away there. It holds here from the next time that she signs in, on every device.
    directory.says_now(&json!({"kim": {"name": "Kim Adeyemi", "email": "kim.adeyemi@example.org", "roles": ["adviser"]}}));
    let again = signs_in(&site, &directory, "kim", "/staff/queues");
    assert_eq!(again.status, 200);
    assert_eq!(roles(&site, "kim.adeyemi"), json!(["adviser"]));
    directory.says_now(&json!({"kim": {"name": "Kim Adeyemi"}}));
    let gone = signs_in(&site, &directory, "kim", "/staff/queues");
    assert_eq!(
        (gone.status, gone.page().heading.as_str()),
        (403, "You have no role here")
    );
    for mut before in [kim, again] {
        before.open("/staff/queues");
        assert!(before.at.starts_with("/staff/sign-in"), "{}", before.at);
    }

    // An administrator keeps her out, whatever the directory says.
    directory.says_now(&json!({"kim": {"name": "Kim Adeyemi", "email": "kim.adeyemi@example.org", "roles": ["adviser"]}}));
    let mut back = signs_in(&site, &directory, "kim", "/staff/queues");
    let administrator = site.administrator().caller;
    let read = administrator.get("/api/v1/staff/kim.adeyemi").expect(200);
    let tag = read.header("etag").expect("an ETag").to_owned();
    let refused = administrator.post_with(
        "/api/v1/staff/kim.adeyemi/roles",
        &json!({"roles": ["manager"], "reason": "Promoted."}),
        &[("if-match", &tag)],
    );
    refused.problem(409);
    administrator
        .post_with(
            "/api/v1/staff/kim.adeyemi/suspend",
            &json!({"reason": "Left."}),
            &[("if-match", &tag)],
        )
        .expect(200);
    back.open("/staff/queues");
    assert!(back.at.starts_with("/staff/sign-in"), "{}", back.at);
    let out = signs_in(&site, &directory, "kim", "/staff/queues");
    assert_eq!(out.status, 403);
    assert_eq!(out.page().heading, "You cannot sign in here at the moment");
    site.stop();
}

#[test]
fn where_there_is_a_directory_no_password_opens_anything() {
    if !Site::is_ours() {
        return println!("only a site of our own can be given a directory");
    }
    let directory = OpenIdProvider::start("ES256", &[BACK], &json!({}));
    let site = site("staff-without-passwords", &directory.issuer);
    let known = site.demonstration_staff()[0].clone();
    let typed = ["username", "password"].map(|name| {
        let value = known[name].as_str().expect("of the demonstration");
        (name.to_owned(), value.to_owned())
    });
    let nobody = site.nobody().caller;
    let page = nobody.get("/staff/sign-in").expect(200).page();
    assert!(
        page.forms.iter().all(|form| !form.has("password")),
        "{}",
        page.main
    );
    let refused = nobody.post_form("/staff/sign-in", &typed);
    assert_eq!(refused.status, 403);
    assert!(refused.header("set-cookie").is_none());
    site.administrator()
        .caller
        .post(
            "/api/v1/staff",
            &json!({"username": "somebody", "roles": ["adviser"]}),
        )
        .problem(409);
    // Machines go on.
    site.with_roles(&["auditor"])
        .caller
        .get("/api/v1/staff")
        .expect(200);

    let mut turned = site.resident();
    turned.open("/staff/sign-in/directory");
    let back = directory.turn_back(&turned.at);
    turned.open(
        back.strip_prefix(&site.url)
            .expect("an address of the site"),
    );
    assert_eq!(
        (turned.status, turned.page().heading.as_str()),
        (401, "You have not signed in")
    );
    let mut stranger = site.resident();
    stranger.open(
        back.strip_prefix(&site.url)
            .expect("an address of the site"),
    );
    assert_eq!(stranger.page().heading, "Please start again");
    site.stop();
}
