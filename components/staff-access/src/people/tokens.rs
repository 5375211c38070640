//! Tokens of machines.

use super::making::{check_name, checked_reason, checked_roles, one_role, taken, together};
use super::{may, roles_of};
use crate::audit::{Happening, REVOKED, standing};
use crate::{Actor, Fault, Refusal, Store};
use database::{Connection, Row, transaction};
use sealing::Randomness;
use staff_model::{Power, Token};
use vocabulary::Instant;

const TOKEN: &str = "SELECT name, roles, created_by, created_at, revoked_at FROM service_token";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Every token, by name, also those that were revoked.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn tokens(&self, by: &Actor) -> Result<Vec<Token>, Refusal> {
        may(Power::Look, by)?;
        let rows = self
            .run(&format!("{TOKEN} ORDER BY name LIMIT 500"), Vec::new())
            .await?;
        rows.iter().map(|row| Ok(token(row)?)).collect()
    }

    /// Creates a service token and answers it. The reason may be empty.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn create_service_token(
        &self,
        name: &str,
        roles: &[String],
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<String, Refusal> {
        may(Power::Change, by)?;
        together([
            check_name("name", name),
            checked_roles(roles).map(drop),
            one_role(roles),
            checked_reason(reason).map(drop),
        ])?;
        let because = reason.trim();
        let token = self.draw_secret()?;
        self.write_token(name, &token, roles, (&by.id, because), now)
            .await?;
        self.sign_events(now).await?;
        Ok(token)
    }

    /// Revokes a service token for ever. Revoking one that is revoked is not an error.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn revoke_service_token(
        &self,
        name: &str,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Token, Refusal> {
        may(Power::Look, by)?;
        let revoked = transaction(&self.connection, async |connection| {
            let sql = format!("{TOKEN} WHERE name = ?1");
            let rows = connection.execute(&sql, vec![name.into()]).await?;
            let mut token = token(rows.first().ok_or(Refusal::NotFound)?)?;
            may(Power::Change, by)?;
            if token.revoked_at.is_some() {
                return Ok(token);
            }
            let because = match checked_reason(reason)? {
                "" => return Err(Refusal::invalid(vec![("reason", "Say why.")])),
                because => because,
            };
            let sql = "UPDATE service_token SET revoked_at = ?2 WHERE name = ?1";
            let parameters = vec![name.into(), now.as_unix().into()];
            connection.execute(sql, parameters).await?;
            let happening = Happening {
                identity: &identity_of(name),
                at: now,
                who: &by.id,
                what: "revoked",
                because,
                standing: &standing(&token.roles.join(" "), Some(REVOKED)),
            };
            self.write_down(connection, happening).await?;
            token.revoked_at = Some(now);
            Ok(token)
        })
        .await?;
        self.sign_events(now).await?;
        Ok(revoked)
    }

    pub(crate) async fn write_token(
        &self,
        name: &str,
        token: &str,
        roles: &[String],
        (by, because): (&str, &str),
        now: Instant,
    ) -> Result<(), Refusal> {
        check_name("name", name)?;
        let roles = checked_roles(roles)?;
        transaction(&self.connection, async |connection| {
            let sql = "INSERT INTO service_token (hash, name, roles, created_by, created_at)
                VALUES (?1, ?2, ?3, ?4, ?5)";
            let parameters = vec![
                self.keys.token_hash(token).into(),
                name.into(),
                roles.as_str().into(),
                by.into(),
                now.as_unix().into(),
            ];
            connection.execute(sql, parameters).await.map_err(taken)?;
            let happening = Happening {
                identity: &identity_of(name),
                at: now,
                who: by,
                what: "created",
                because,
                standing: &roles,
            };
            Ok(self.write_down(connection, happening).await?)
        })
        .await
    }
}

fn token(row: &Row) -> Result<Token, Fault> {
    Ok(Token {
        name: row.text(0)?.to_owned(),
        roles: roles_of(row.text(1)?),
        created_by: row.text(2)?.to_owned(),
        created_at: Instant::from_unix(row.integer(3)?),
        revoked_at: row.optional_integer(4)?.map(Instant::from_unix),
    })
}

/// Whose audit chain it is.
fn identity_of(name: &str) -> String {
    format!("token:{name}")
}
