//! Somebody links their care account with a provider of identities, and signs in with it ever after: the site, and
//! `oidc-provider` from npm, as it is.

use std::net::TcpListener;

use crate::harness::manifest::Manifest;
use crate::harness::openid_provider::{CLIENT, OpenIdProvider, SECRET};
use crate::harness::{Resident, Site, Start, json};

/// What people call the provider.
const NAME: &str = "Example Account";
/// A demonstration account, and when its person was born.
const ACCOUNT: (&str, [&str; 3]) = ("DEMO-0001", ["9", "3", "1941"]);

/// A site that has care accounts alone, whose residents sign in there.
fn site(name: &str, issuer: &str) -> Site {
    let mut manifest = Manifest::of_today();
    manifest.keep_only("care-accounts");
    let setting = |name: &str| format!("SPIN_VARIABLE_RESIDENT_OIDC_{name}");
    Start::named(name)
        .manifest(&manifest.write(name))
        .environment(&setting("ISSUER"), issuer)
        .environment(&setting("HOST"), issuer)
        .environment(&setting("NAME"), NAME)
        .environment(&setting("CLIENT_ID"), CLIENT)
        .environment(&setting("CLIENT_SECRET"), SECRET)
        .begin()
}

/// Signs in with a code.
#[track_caller]
fn with_code(site: &Site) -> Resident {
    let mut ann = site.resident();
    ann.open("/care-account");
    let (reference, [day, month, year]) = ACCOUNT;
    ann.fill("account-reference", &[reference])
        .fill("date-of-birth-day", &[day])
        .fill("date-of-birth-month", &[month])
        .fill("date-of-birth-year", &[year])
        .press("Continue");
    let mailbox = site.nobody().caller.get("/dev/mailbox.json").expect(200);
    let mailbox = mailbox.text();
    let (_, code) = mailbox.split_once("Your code is ").expect("a code came");
    let code = code.split('.').next().unwrap_or_default();
    ann.fill("code", &[code]).press("Continue");
    assert_eq!(ann.at, "/care-account/summary");
    ann
}

/// Where the provider sent them: an address of the site, as its path.
#[track_caller]
fn path<'a>(site: &Site, back: &'a str) -> &'a str {
    let path = back
        .strip_prefix(&site.url)
        .expect("an address of the site");
    assert!(path.starts_with("/care-account/signed-in?"), "{path}");
    path
}

/// Goes to the provider from the start page, signs in there by this name and comes back.
fn with_provider(site: &Site, provider: &OpenIdProvider, name: &str) -> Resident {
    let mut somebody = site.resident();
    somebody.open("/care-account");
    somebody.follow(&format!("Sign in with {NAME}"));
    let back = provider.sign_in(&somebody.at, name);
    somebody.open(path(site, &back));
    somebody
}

#[test]
fn a_person_links_a_provider_once_and_signs_in_with_it_ever_after() {
    if !Site::is_ours() {
        return println!("only a site of our own can be given a provider");
    }
    let provider = OpenIdProvider::start("RS256", &["/care-account/signed-in"], &json!({}));
    let site = site("linked-provider", &provider.issuer);

    let stranger = with_provider(&site, &provider, "ann");
    assert_eq!(stranger.status, 403);
    let said = &stranger.page().main;
    assert!(
        said.contains("there is no care account that it opens"),
        "{said}"
    );

    let mut ann = with_code(&site);
    ann.follow(&format!("Sign in with {NAME} next time"));
    ann.press("Continue");
    let there = ann.page().link(&format!("Sign in with {NAME}")).to_owned();
    let back = provider.sign_in(&there, "ann");
    ann.open(path(&site, &back));
    assert_eq!((ann.status, ann.at.as_str()), (200, "/care-account/linked"));

    let again = with_provider(&site, &provider, "ann");
    assert_eq!(again.at, "/care-account/summary");
    assert_eq!(again.page().heading, "Your care account");
    let other = with_provider(&site, &provider, "bert");
    assert_eq!(other.status, 403, "nobody else's sign-in opens it");

    // Pressed twice, or shown to somebody else: it was used, and it was begun here.
    let mut twice = site.resident();
    twice.open(path(&site, &back));
    assert_eq!(twice.status, 401);
    assert_eq!(twice.page().heading, "Please start again");

    let mut turned = site.resident();
    turned.open("/care-account/sign-in");
    let back = provider.turn_back(&turned.at);
    turned.open(path(&site, &back));
    assert_eq!(
        (turned.status, turned.page().heading.as_str()),
        (401, "You have not signed in")
    );
    site.stop();
}

#[test]
fn while_the_provider_is_down_codes_work_and_a_page_says_so() {
    if !Site::is_ours() {
        return println!("only a site of our own can be given a provider");
    }
    // A port that was free a moment ago, at which nobody listens.
    let nobody = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let issuer = format!("http://{}", nobody.local_addr().expect("its address"));
    drop(nobody);
    let site = site("provider-down", &issuer);
    let mut ann = site.resident();
    ann.open("/care-account/sign-in");
    assert_eq!(ann.status, 503);
    assert_eq!(ann.page().heading, "You cannot sign in this way just now");
    with_code(&site);
    site.stop();
}
