//! The provider of identities, asked through its wall, for residents only.

use vocabulary::Instant;

use super::walls::Walls;
use super::wit::front_door::openid_connect::sign_in::{self, Realm, Refusal};
use crate::identities::{Going, Identities, Identity, NotIdentified};

impl Identities for Walls {
    async fn provider(&self) -> Option<String> {
        sign_in::provider(Realm::Residents).await
    }

    async fn go(&self, back: &str, now: Instant) -> Result<Going, NotIdentified> {
        let begun = sign_in::begin(Realm::Residents, back.to_owned(), now.as_unix()).await?;
        Ok(Going {
            to: begun.go_to,
            kept: begun.kept,
        })
    }

    async fn come_back(
        &self,
        back: &str,
        kept: &str,
        query: &str,
        now: Instant,
    ) -> Result<Identity, NotIdentified> {
        let (back, kept, query) = (back.to_owned(), kept.to_owned(), query.to_owned());
        let known = sign_in::finish(Realm::Residents, back, kept, query, now.as_unix()).await?;
        // Whatever else the provider says of somebody goes no further.
        Ok(Identity {
            issuer: known.issuer,
            subject: known.subject,
        })
    }
}

impl From<Refusal> for NotIdentified {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotConfigured | Refusal::Unavailable | Refusal::NotTrusted => {
                Self::Unavailable
            }
            Refusal::Declined => Self::Declined,
            Refusal::TooLate | Refusal::NotBegunHere => Self::Over,
        }
    }
}
