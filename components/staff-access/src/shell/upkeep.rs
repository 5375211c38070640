//! For the host: readiness, the audit log, and the staff of a demonstration.

use super::edge::open;
use super::wall::StaffAccess;
use super::wall::exports::front_door::staff_access::faults::Fault;
use super::wall::exports::front_door::staff_access::upkeep;
use crate::{DemonstrationStaff, DemonstrationToken};
use vocabulary::Instant;

impl upkeep::Guest for StaffAccess {
    async fn ready() -> Result<(), Fault> {
        Ok(open().await?.ready().await?)
    }

    async fn verify_audit(after: u64) -> Result<upkeep::Verified, Fault> {
        let verified = open().await?.verify_audit(after).await?;
        Ok(upkeep::Verified {
            checked: verified.checked,
            next: verified.next,
            findings: verified.findings,
        })
    }

    async fn demonstrate(
        staff: Vec<upkeep::DemonstrationStaff>,
        tokens: Vec<upkeep::DemonstrationToken>,
        now: i64,
    ) -> Result<(), Fault> {
        let staff: Vec<DemonstrationStaff> = staff
            .into_iter()
            .map(|person| DemonstrationStaff {
                username: person.username,
                display_name: person.display_name,
                password: person.password,
                roles: person.roles,
            })
            .collect();
        let tokens: Vec<DemonstrationToken> = tokens
            .into_iter()
            .map(|token| DemonstrationToken {
                name: token.name,
                token: token.token,
                roles: token.roles,
            })
            .collect();
        let store = open().await?;
        Ok(store
            .demonstrate(&staff, &tokens, Instant::from_unix(now))
            .await?)
    }
}
