//! A provider that is a few lines of this test: it signs what it is told to sign, and answers what it is told to
//! answer.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openid_connect::{Begun, Calls, Identity, Known, Provider, Realm, Refusal, Settings, SignIn};
use p256::ecdsa::signature::Signer;
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sealing::{Randomness, SystemRandomness};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use vocabulary::Instant;

pub const ISSUER: &str = "https://login.example/tenant";
pub const CLIENT: &str = "front-door";
pub const SECRET: &str = "it's a + secret/ü";
pub const BACK: &str = "https://care.example/care-account/signed-in";
pub const NOW: i64 = 1_800_000_000;

/// Made once: RSA keys take their time.
pub static RSA: LazyLock<RsaPrivateKey> =
    LazyLock::new(|| RsaPrivateKey::new(&mut OsRng, 2048).unwrap());
pub static OTHER_RSA: LazyLock<RsaPrivateKey> =
    LazyLock::new(|| RsaPrivateKey::new(&mut OsRng, 2048).unwrap());
pub static P256: LazyLock<p256::ecdsa::SigningKey> = LazyLock::new(|| {
    let bytes: [u8; 32] = SystemRandomness.bytes().unwrap();
    p256::ecdsa::SigningKey::from_slice(&bytes).unwrap()
});

/// An answer to every address.
pub struct Fake {
    pub configuration: RefCell<(u16, Vec<u8>)>,
    pub keys: RefCell<(u16, Vec<u8>)>,
    pub tokens: RefCell<(u16, Vec<u8>)>,
    pub down: Cell<bool>,
    pub asked: RefCell<Vec<http::Request<Vec<u8>>>>,
}

impl Calls for Fake {
    async fn call(&self, request: http::Request<Vec<u8>>) -> Result<(u16, Vec<u8>), String> {
        if self.down.get() {
            return Err("cannot be reached".to_owned());
        }
        let answer = match request.uri().path() {
            "/tenant/.well-known/openid-configuration" => &self.configuration,
            "/tenant/keys" => &self.keys,
            "/tenant/token" => &self.tokens,
            other => panic!("nobody should call {other}"),
        };
        self.asked.borrow_mut().push(request);
        Ok(answer.borrow().clone())
    }
}

impl Fake {
    pub fn new() -> Self {
        Self {
            configuration: ok(&configuration()).into(),
            keys: ok(&json!({"keys": [rsa_key("rsa-1", &RSA), p256_key("ec-1")]})).into(),
            tokens: (500, Vec::new()).into(),
            down: Cell::new(false),
            asked: RefCell::default(),
        }
    }

    /// The paths that were called until now.
    pub fn calls(&self) -> Vec<String> {
        let asked = self.asked.borrow();
        asked
            .iter()
            .map(|request| request.uri().path().to_owned())
            .collect()
    }
}

pub fn ok(answer: &Value) -> (u16, Vec<u8>) {
    (200, answer.to_string().into_bytes())
}

pub fn configuration() -> Value {
    json!({
        "issuer": ISSUER,
        "authorization_endpoint": format!("{ISSUER}/authorise"),
        "token_endpoint": format!("{ISSUER}/token"),
        "jwks_uri": format!("{ISSUER}/keys"),
        "scopes_supported": ["openid", "profile", "phone"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_basic"],
    })
}

pub fn rsa_key(name: &str, key: &RsaPrivateKey) -> Value {
    json!({"kty": "RSA", "use": "sig", "alg": "RS256", "kid": name,
        "n": URL_SAFE_NO_PAD.encode(key.n().to_bytes_be()),
        "e": URL_SAFE_NO_PAD.encode(key.e().to_bytes_be())})
}

pub fn p256_key(name: &str) -> Value {
    let point = P256.verifying_key().to_sec1_point(false);
    json!({"kty": "EC", "crv": "P-256", "kid": name,
        "x": URL_SAFE_NO_PAD.encode(point.x().unwrap()),
        "y": URL_SAFE_NO_PAD.encode(point.y().unwrap())})
}

pub fn rs256(key: &RsaPrivateKey, text: &str) -> Vec<u8> {
    // The prefix of RFC 8017, 9.2, note 1, in another notation than the one that is tested.
    let prefix = STANDARD.decode("MDEwDQYJYIZIAWUDBAIBBQAEIA==").unwrap();
    let padding = Pkcs1v15Sign {
        hash_len: Some(32),
        prefix: prefix.into(),
    };
    key.sign(padding, &Sha256::digest(text)).unwrap()
}

pub fn es256(text: &str) -> Vec<u8> {
    let signature: p256::ecdsa::Signature = P256.sign(text.as_bytes());
    signature.to_bytes().to_vec()
}

/// A token: header, claims, and what `sign` makes of them.
pub fn token(header: &Value, claims: &Value, sign: impl FnOnce(&str) -> Vec<u8>) -> String {
    let encoded = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", encoded(header), encoded(claims));
    let signature = URL_SAFE_NO_PAD.encode(sign(&text));
    format!("{text}.{signature}")
}

/// Somebody at the provider, on the way back.
pub struct Scene {
    pub realm: Realm,
    pub fake: Fake,
    pub known: RefCell<Known>,
    pub begun: Begun,
}

impl Scene {
    pub fn of(realm: Realm) -> Self {
        Self::with(realm, Fake::new())
    }

    pub fn with(realm: Realm, fake: Fake) -> Self {
        let known = RefCell::default();
        let begun = begin(realm, &fake, &known, NOW).unwrap();
        Self {
            realm,
            fake,
            known,
            begun,
        }
    }

    /// A parameter of the address that the browser was sent to.
    pub fn sent(&self, name: &str) -> String {
        let (_, query) = self.begun.go_to.split_once('?').unwrap();
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let found = pairs.find(|(found, _)| found == name);
        found
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    }

    /// What an honest provider says of Ann.
    pub fn claims(&self) -> Value {
        json!({"iss": ISSUER, "sub": "subject-7", "aud": CLIENT, "exp": NOW + 300, "iat": NOW,
            "nonce": self.sent("nonce"), "name": "Ann Example", "email": "ann@example.org"})
    }

    pub fn query(&self) -> String {
        format!("code=a%20code&state={}", self.sent("state"))
    }

    /// The provider will answer with this token.
    pub fn gives(&self, token: &str) {
        self.fake
            .tokens
            .replace(ok(&json!({"id_token": token, "token_type": "Bearer"})));
    }

    /// The provider answers with these claims, signed as it should.
    pub fn signs(&self, claims: &Value) {
        let header = json!({"alg": "RS256", "kid": "rsa-1", "typ": "JWT"});
        self.gives(&token(&header, claims, |text| rs256(&RSA, text)));
    }

    pub fn finish(&self) -> Result<Identity, Refusal> {
        self.finish_at(NOW, &self.begun.kept, &self.query())
    }

    pub fn finish_at(&self, now: i64, kept: &str, query: &str) -> Result<Identity, Refusal> {
        let provider = provider(self.realm);
        let sign_in = sign_in(self.realm, &provider, &self.fake, &self.known, now);
        at_once(sign_in.finish(BACK, kept, query))
    }

    /// How it ends with these claims.
    pub fn ends_with(&self, change: impl FnOnce(&mut Value)) -> Result<Identity, Refusal> {
        let mut claims = self.claims();
        change(&mut claims);
        self.signs(&claims);
        self.finish()
    }
}

pub fn begin(
    realm: Realm,
    fake: &Fake,
    known: &RefCell<Known>,
    now: i64,
) -> Result<Begun, Refusal> {
    let provider = provider(realm);
    at_once(sign_in(realm, &provider, fake, known, now).begin(BACK, &SystemRandomness))
}

fn sign_in<'a>(
    realm: Realm,
    provider: &'a Provider,
    calls: &'a Fake,
    known: &'a RefCell<Known>,
    now: i64,
) -> SignIn<'a, Fake> {
    let now = Instant::from_unix(now);
    SignIn {
        realm,
        provider,
        known,
        calls,
        now,
    }
}

fn provider(realm: Realm) -> Provider {
    let settings = Settings {
        issuer: ISSUER.to_owned(),
        name: String::new(),
        host: "https://login.example".to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: SECRET.to_owned(),
        roles_claim: "roles".to_owned(),
        role_names: String::new(),
    };
    Provider::of(realm, &settings).unwrap().unwrap()
}

fn at_once<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("everything is there at once"),
    }
}
