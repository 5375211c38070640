//! The component: the operator's settings, the calls, and their limits.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use sealing::SystemRandomness;
use spin_sdk::http::{FullBody, send};
use spin_sdk::{time, variables};
use vocabulary::Instant;

use crate::{
    Begun, Calls, Identity, Known, MOST_BYTES, Provider, Realm, Refusal, Settings, SignIn,
};

/// The wall.
mod wall {
    spin_sdk::wit_bindgen::generate!({
        path: ["../../wit/types", "../../wit/openid-connect"],
        world: "front-door:openid-connect/openid-connect",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });

    export!(OpenidConnect with_types_in self);

    /// What is exported.
    pub struct OpenidConnect;
}

use wall::exports::front_door::openid_connect::sign_in as wit;

/// How long one call may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// What an instance knows of one realm: the operator's settings, which do not change while the program runs, and
/// what the provider published. Nothing of any person.
#[derive(Default)]
struct Own {
    provider: OnceCell<Option<Provider>>,
    known: RefCell<Known>,
}

thread_local! {
    static RESIDENTS: Rc<Own> = Rc::default();
    static STAFF: Rc<Own> = Rc::default();
}

impl Own {
    async fn of(realm: Realm) -> Rc<Self> {
        let own = match realm {
            Realm::Residents => RESIDENTS.with(Rc::clone),
            Realm::Staff => STAFF.with(Rc::clone),
        };
        if own.provider.get().is_none() {
            let provider = provider(realm).await;
            // Whoever asked at the same time has read the same.
            let _ = own.provider.set(provider);
        }
        own
    }

    fn provider(&self) -> Option<&Provider> {
        self.provider.get()?.as_ref()
    }

    fn sign_in(&self, realm: Realm, now: i64) -> Result<SignIn<'_, Outside>, Refusal> {
        Ok(SignIn {
            realm,
            provider: self.provider().ok_or(Refusal::NotConfigured)?,
            known: &self.known,
            calls: &Outside,
            now: Instant::from_unix(now),
        })
    }
}

async fn provider(realm: Realm) -> Option<Provider> {
    let setting = async |name| {
        variables::get(realm.setting(name))
            .await
            .unwrap_or_default()
    };
    let settings = Settings {
        issuer: setting("issuer").await,
        name: setting("name").await,
        host: setting("host").await,
        client_id: setting("client_id").await,
        client_secret: setting("client_secret").await,
        roles_claim: match realm {
            Realm::Residents => String::new(),
            Realm::Staff => setting("roles_claim").await,
        },
        role_names: match realm {
            Realm::Residents => String::new(),
            Realm::Staff => setting("role_names").await,
        },
    };
    Provider::of(realm, &settings).unwrap_or_else(|wrong| {
        eprintln!("openid-connect: nobody can sign in by this way: {wrong}");
        None
    })
}

/// Whom the runtime lets us call.
struct Outside;

impl Calls for Outside {
    async fn call(&self, request: http::Request<Vec<u8>>) -> Result<(u16, Vec<u8>), String> {
        let request = request.map(|body| FullBody::new(Bytes::from(body)));
        let answer = calls::answer(send(request), time::sleep(PATIENCE), MOST_BYTES).await;
        let answer = answer.map_err(|why| why.to_string())?;
        Ok((answer.status().as_u16(), answer.into_body().into()))
    }
}

impl wit::Guest for wall::OpenidConnect {
    async fn provider(realm: wit::Realm) -> Option<String> {
        let own = Own::of(ours(realm)).await;
        Some(own.provider()?.name().to_owned())
    }

    async fn begin(
        realm: wit::Realm,
        redirect_uri: String,
        now: i64,
    ) -> Result<wit::Begun, wit::Refusal> {
        let realm = ours(realm);
        let own = Own::of(realm).await;
        let begun = match own.sign_in(realm, now) {
            Ok(sign_in) => sign_in.begin(&redirect_uri, &SystemRandomness).await,
            Err(refusal) => Err(refusal),
        };
        let Begun { go_to, kept } = begun.map_err(|refusal| refused(realm, &refusal))?;
        Ok(wit::Begun { go_to, kept })
    }

    async fn finish(
        realm: wit::Realm,
        redirect_uri: String,
        kept: String,
        query: String,
        now: i64,
    ) -> Result<wit::Identity, wit::Refusal> {
        let realm = ours(realm);
        let own = Own::of(realm).await;
        let identity = match own.sign_in(realm, now) {
            Ok(sign_in) => sign_in.finish(&redirect_uri, &kept, &query).await,
            Err(refusal) => Err(refusal),
        };
        identity
            .map(out)
            .map_err(|refusal| refused(realm, &refusal))
    }
}

fn ours(realm: wit::Realm) -> Realm {
    match realm {
        wit::Realm::Residents => Realm::Residents,
        wit::Realm::Staff => Realm::Staff,
    }
}

fn out(identity: Identity) -> wit::Identity {
    wit::Identity {
        issuer: identity.issuer,
        subject: identity.subject,
        name: identity.name,
        email: identity.email,
        roles: identity
            .roles
            .iter()
            .map(|role| role.id().to_owned())
            .collect(),
    }
}

/// Says it to the log where somebody should look into it. What people do is no fault.
fn refused(realm: Realm, refusal: &Refusal) -> wit::Refusal {
    let log = |why: &str| eprintln!("openid-connect: failed to sign in {}: {why}", realm.id());
    match refusal {
        Refusal::NotConfigured => wit::Refusal::NotConfigured,
        Refusal::Unavailable(why) => {
            log(why);
            wit::Refusal::Unavailable
        }
        Refusal::Declined => wit::Refusal::Declined,
        Refusal::TooLate => wit::Refusal::TooLate,
        Refusal::NotBegunHere => wit::Refusal::NotBegunHere,
        Refusal::NotTrusted(why) => {
            log(why);
            wit::Refusal::NotTrusted
        }
    }
}
