//! A provider in memory: it sends whoever goes there straight back.

use vocabulary::Instant;

use super::Memory;
use crate::identities::{Going, Identities, Identity, NotIdentified};

pub const NAME: &str = "Example account";
/// Where browsers are sent.
pub const THERE: &str = "https://login.example/authorise";
/// Where it sends them back to.
const BACK: &str = "http://127.0.0.1:3000/care-account/signed-in";
/// What a browser must bring back: this, and in the query `code=right`.
pub const KEPT: &str = "1.residents.kept";

#[derive(Default)]
pub struct Provider {
    /// There is none unless this is so.
    pub is_there: bool,
    /// Why nobody is vouched for, when nobody is.
    pub refuses: Option<NotIdentified>,
}

impl Memory {
    /// With a provider of identities.
    pub fn with_provider(self) -> Self {
        self.provider.borrow_mut().is_there = true;
        self
    }
}

/// Whom the provider vouches for.
pub fn somebody() -> Identity {
    Identity {
        issuer: "https://login.example".into(),
        subject: "subject-7".into(),
    }
}

impl Identities for Memory {
    type Identity = Identity;

    async fn provider(&self) -> Option<String> {
        self.provider.borrow().is_there.then(|| NAME.to_owned())
    }

    async fn go(&self, back: &str, _now: Instant) -> Result<Going, NotIdentified> {
        assert_eq!(back, BACK);
        match self.provider.borrow().refuses {
            Some(why) => Err(why),
            None => Ok(Going {
                to: THERE.to_owned(),
                kept: KEPT.to_owned(),
            }),
        }
    }

    async fn come_back(
        &self,
        back: &str,
        kept: &str,
        query: &str,
        _now: Instant,
    ) -> Result<Identity, NotIdentified> {
        assert_eq!(back, BACK);
        match self.provider.borrow().refuses {
            Some(why) => Err(why),
            None if (kept, query) == (KEPT, "code=right") => Ok(somebody()),
            None => Err(NotIdentified::Over),
        }
    }
}
