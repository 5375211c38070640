//! How long it took until somebody took a contact on, and until it was closed: exact ranks over clock time, in the
//! seconds that somebody waited. Whether that was in time is held against the respond-by, which is working time.

use super::ends;
use crate::model::Actor;
use crate::{Fault, Refusal, Store};
use database::{Connection, Row, Value};
use figures::{Pace, Period, Until};
use sealing::Randomness;
use vocabulary::Instant;

/// What is asked of `referral`, in the order of contacts.
const RECEIVED: &str = "FROM referral INDEXED BY referral_received
    WHERE received_at >= ?1 AND received_at < ?2 AND restricted = 0";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// How long it took: of all contacts, then by priority, the most pressing first.
    ///
    /// # Errors
    /// `NotAllowed` for whoever may not, and where the database does not allow it.
    pub async fn figures_of_pace(
        &self,
        period: Period,
        until: Until,
        asked_by: &Actor,
        now: Instant,
    ) -> Result<Vec<Pace>, Refusal> {
        Self::may_see_figures(asked_by)?;
        let mut all = Vec::new();
        for group in ["NULL", "priority"] {
            all.extend(self.paces(period, until, group, now).await?);
        }
        Ok(all)
    }

    /// By what `group` is, which is SQL of this module.
    async fn paces(
        &self,
        period: Period,
        until: Until,
        group: &str,
        now: Instant,
    ) -> Result<Vec<Pace>, Fault> {
        let (at, in_time) = match until {
            Until::FirstResponse => ("first_response_at", "responded_in_time"),
            Until::Closed => ("closed_at", "closed_at <= respond_by"),
        };
        let [from, before] = ends(period);
        let numbers = format!(
            "SELECT {group}, count(*), count({at}), coalesce(sum({at} IS NOT NULL AND {in_time}), 0),
                coalesce(sum({at} IS NULL AND respond_by < ?3), 0) {RECEIVED} GROUP BY 1 ORDER BY 1"
        );
        let parameters = [from, before, now.as_unix()].map(Value::from).to_vec();
        let counted = self.run(&numbers, parameters).await?;
        let ranks = format!(
            "WITH ranked AS (
                SELECT {group} AS kind, max({at} - received_at, 0) AS seconds,
                    row_number() OVER (PARTITION BY {group} ORDER BY max({at} - received_at, 0)) AS place,
                    count(*) OVER (PARTITION BY {group}) AS whole
                {RECEIVED} AND {at} IS NOT NULL)
            SELECT kind, seconds, place = (whole + 1) / 2, place = (whole * 9 + 9) / 10 FROM ranked
                WHERE place IN ((whole + 1) / 2, (whole * 9 + 9) / 10)"
        );
        let ranked = self
            .run(&ranks, [from, before].map(Value::from).to_vec())
            .await?;
        counted
            .iter()
            .map(|row| {
                let kind = row.optional_integer(0)?;
                Ok(Pace {
                    priority: kind.and_then(|rank| u8::try_from(rank).ok()),
                    contacts: row.count(1)?,
                    done: row.count(2)?,
                    in_time: row.count(3)?,
                    late: row.count(4)?,
                    median: seconds(&ranked, kind, 2)?,
                    ninetieth: seconds(&ranked, kind, 3)?,
                })
            })
            .collect()
    }
}

/// The seconds of the row of a kind that `column` marks.
fn seconds(ranked: &[Row], kind: Option<i64>, column: usize) -> Result<Option<u64>, Fault> {
    for row in ranked {
        if row.optional_integer(0)? == kind && row.boolean(column)? {
            return Ok(u64::try_from(row.integer(1)?).ok());
        }
    }
    Ok(None)
}
