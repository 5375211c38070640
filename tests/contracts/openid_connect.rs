//! The library that lets people sign in, and a provider that others wrote: `oidc-provider` from npm, which is
//! certified. The site is not asked here; the provider is.

use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use openid_connect::{
    Begun, Calls, Identity, Known, MOST_BYTES, Provider, Realm, Refusal, Settings, SignIn,
};
use sealing::SystemRandomness;
use vocabulary::{Instant, Role};

use crate::harness::json;
use crate::harness::openid_provider::{CLIENT, OpenIdProvider, SECRET, agent};

const BACK: &str = "http://127.0.0.1:3000/signed-in";

/// The world outside, as it is.
struct Outside;

impl Calls for Outside {
    async fn call(&self, request: ureq::http::Request<Vec<u8>>) -> Result<(u16, Vec<u8>), String> {
        let mut answer = agent().run(request).map_err(|why| why.to_string())?;
        let status = answer.status().as_u16();
        let body = answer
            .body_mut()
            .with_config()
            .limit(MOST_BYTES as u64)
            .read_to_vec();
        Ok((status, body.map_err(|why| why.to_string())?))
    }
}

/// A site in front of a provider.
struct Front {
    realm: Realm,
    provider: Provider,
    known: RefCell<Known>,
}

impl Front {
    fn of(realm: Realm, there: &OpenIdProvider, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings {
            issuer: there.issuer.clone(),
            name: String::new(),
            host: there.issuer.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: SECRET.to_owned(),
            roles_claim: "roles".to_owned(),
            role_names: String::new(),
        };
        change(&mut settings);
        let provider = Provider::of(realm, &settings).expect("settings that are whole");
        let provider = provider.expect("a provider");
        Self {
            realm,
            provider,
            known: RefCell::default(),
        }
    }

    fn sign_in(&self) -> SignIn<'_, Outside> {
        let now = std::time::UNIX_EPOCH.elapsed().expect("a clock").as_secs();
        SignIn {
            realm: self.realm,
            provider: &self.provider,
            known: &self.known,
            calls: &Outside,
            now: Instant::from_unix(now.cast_signed()),
        }
    }

    fn begin(&self) -> Begun {
        at_once(self.sign_in().begin(BACK, &SystemRandomness)).expect("the provider is there")
    }

    /// With the address at which the browser came back.
    fn finish(&self, begun: &Begun, address: &str) -> Result<Identity, Refusal> {
        let (to, query) = address.split_once('?').expect("a query");
        assert_eq!(to, BACK);
        at_once(self.sign_in().finish(BACK, &begun.kept, query))
    }
}

fn at_once<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("calls wait by themselves here"),
    }
}

fn provider(algorithm: &str) -> OpenIdProvider {
    let claims = json!({
        "ann": {"name": "Ann Example", "email": "ann@example.org"},
        "sam": {"name": "Sam Example", "email": "sam@example.org", "roles": ["adviser", "Other"]},
    });
    OpenIdProvider::start(algorithm, &["/signed-in"], &claims)
}

#[test]
fn a_resident_signs_in_and_the_provider_says_only_who_they_are() {
    for algorithm in ["RS256", "ES256"] {
        let there = provider(algorithm);
        let front = Front::of(Realm::Residents, &there, |_| ());
        let begun = front.begin();
        let back = there.sign_in(&begun.go_to, "ann");
        let ann = front.finish(&begun, &back).expect("Ann is signed in");
        assert_eq!(
            (ann.issuer, ann.subject.as_str()),
            (there.issuer.clone(), "ann")
        );
        assert_eq!((ann.name, ann.email, ann.roles), (None, None, vec![]));

        let again = front
            .finish(&begun, &back)
            .expect_err("a code is used once");
        assert_eq!(again, Refusal::TooLate);
        let other = front.begin();
        let mixed = front.finish(&other, &back).expect_err("another sign-in");
        assert_eq!(mixed, Refusal::NotBegunHere);
    }
}

#[test]
fn a_worker_signs_in_with_name_and_roles() {
    let there = provider("RS256");
    let front = Front::of(Realm::Staff, &there, |_| ());
    let begun = front.begin();
    let back = there.sign_in(&begun.go_to, "sam");
    let sam = front.finish(&begun, &back).expect("Sam is signed in");
    assert_eq!(sam.name.as_deref(), Some("Sam Example"));
    assert_eq!(sam.email.as_deref(), Some("sam@example.org"));
    assert_eq!(sam.roles, [Role::Adviser]);
}

#[test]
fn whoever_turns_back_there_is_not_signed_in() {
    let there = provider("RS256");
    let front = Front::of(Realm::Residents, &there, |_| ());
    let begun = front.begin();
    let back = there.turn_back(&begun.go_to);
    let refusal = front.finish(&begun, &back).expect_err("nobody signed in");
    assert_eq!(refusal, Refusal::Declined);
}

#[test]
fn a_wrong_secret_is_told_to_the_operator() {
    let there = provider("RS256");
    let front = Front::of(Realm::Residents, &there, |set| {
        "wrong".clone_into(&mut set.client_secret)
    });
    let begun = front.begin();
    let back = there.sign_in(&begun.go_to, "ann");
    let refusal = front
        .finish(&begun, &back)
        .expect_err("the client is not known");
    assert_eq!(
        refusal,
        Refusal::Unavailable("the provider refused the client's id or secret".to_owned())
    );
}

#[test]
fn another_name_for_the_provider_is_not_its_name() {
    let there = provider("RS256");
    let front = Front::of(Realm::Residents, &there, |set| set.issuer.push('/'));
    let begun = at_once(front.sign_in().begin(BACK, &SystemRandomness));
    let Err(Refusal::Unavailable(why)) = begun else {
        panic!("{begun:?}");
    };
    assert!(why.contains("to the letter"), "{why}");
}
